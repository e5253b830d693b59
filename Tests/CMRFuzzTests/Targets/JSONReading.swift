import CMRImport
import CMRJSON
import FoundationEssentials
import SystemPackage

/// JSON, which must come back from its own text as what it was.
enum JSONReading {
  static func read(_ bytes: [UInt8]) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    do {
      let value = try JSONValue(parsing: text)
      for indented in [false, true] {
        let written = value.text(indented: indented)
        guard try JSONValue(parsing: written) == value else {
          throw BrokenPromise("'\(text)' comes back as '\(written)'")
        }
      }
    } catch let error as JSONSyntaxError {
      // Callers make it safe to print.
      guard error.line > 0, error.column > 0 else { throw BrokenPromise("\(error)") }
    }
  }
}

/// A recipe, decoded and then followed on a set of six tiny files.
struct RecipeReading {
  private let folder: FilePath

  init(_ folder: FilePath) { self.folder = folder }

  func read(_ bytes: [UInt8]) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    let recipe: ImportRecipe
    do {
      let value = try JSONValue(parsing: text)
      recipe = try value.decoded()
    } catch is JSONSyntaxError {
      return
    } catch is DecodingError {
      return
    }
    var request = ImportRequest([try files()], to: folder.appending("store.h5"))
    request.recipe = recipe
    do { _ = try request.plan() } catch {
      try BrokenPromise.unlessPrintable(error.description)
    }
  }

  /// The folder of the set, written by the first call.
  private func files() throws -> FilePath {
    let set = folder.appending("set")
    guard (try? set.stat()) == nil else { return set }
    try FileManager.default.createDirectory(
      atPath: set.string, withIntermediateDirectories: true)
    for (name, rows) in [("image", 4), ("text", 4), ("testimage", 2), ("testtext", 2)] {
      try Self.npy("<f4", rows, 2, width: 4).write(to: set.appending("\(name).npy"))
    }
    for (name, rows) in [("labels", 4), ("testlabels", 2)] {
      try Self.npy("|u1", rows, 1, width: 1).write(to: set.appending("\(name).npy"))
    }
    return set
  }

  /// An array whose bytes count up from 1.
  private static func npy(_ type: String, _ rows: Int, _ columns: Int, width: Int) -> [UInt8] {
    let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(rows), \(columns)), }\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      + (0..<rows * columns * width).map { UInt8($0 + 1) }
  }
}
