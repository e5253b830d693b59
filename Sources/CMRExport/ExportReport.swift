import CMRStore
import SystemPackage

/// What an export wrote.
package struct ExportReport: Codable, Hashable, Sendable {
  /// An array of the file.
  package struct Entry: Codable, Hashable, Sendable {
    /// Its key.
    package let key: String
    /// Its type as numpy writes it.
    package let dtype: String
    /// Its extents.
    package let shape: [Int]
  }

  /// Where the file lies.
  package let file: String
  /// The format's name.
  package let format: String
  /// The label set that was exported.
  package let labels: String
  /// The digest of the store.
  package let store: String
  /// The arrays in the order of the file.
  package let arrays: [Entry]
  /// What the file does not hold, or an import does not take from it.
  package let losses: [String]
  /// What makes a store of the file again; nil where nothing does.
  package let importCommand: String?

  init(_ request: ExportRequest, _ content: ExportContent) {
    file = request.destination.string
    format = request.format.rawValue
    labels = request.labels
    store = request.store.digest
    arrays = content.arrays.map { Entry(key: $0.name, dtype: $0.dtype, shape: $0.shape) }
    losses = content.losses
    let file = Self.quoted(request.destination.string)
    importCommand = content.importOptions.map { options in
      (["cmrdata", "import", file, "-o", "STORE.h5"] + options).joined(separator: " ")
    }
  }

  /// `text` as one word of a shell.
  private static func quoted(_ text: String) -> String {
    let plain = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5a).contains($0 & 0xdf) || "._-/+".utf8.contains($0)
    }
    return plain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
