import SystemPackage

/// A reader of bytes that nobody vouches for, as fuzzers and the mutation sweep call it.
///
/// This folder is compiled twice: into the tests of the package and into the fuzzers of
/// `tools/fuzzers`, so that both go in by the same doors.
enum FuzzTarget: String, CaseIterable {
  /// MAT files of version 5.
  case mat
  /// One array of numpy.
  case npy
  /// A zip file of such arrays.
  case npz
  /// Numbers between commas or tabs.
  case table
  /// Lists of names, of pairs and of items.
  case text
  /// Tensors behind a header in JSON.
  case safetensors
  /// JSON of any kind.
  case json
  /// A recipe of an import, and what it asks of a small set.
  case recipe
  /// Data of zlib or, behind a first byte that is odd, of gzip.
  case inflate
  /// Archives of every kind.
  case archive

  /// Reads `bytes`.
  ///
  /// - Parameter folder: where files may be written; the same for every call.
  /// - Throws: ``BrokenPromise`` where the reader did what none may do. That it refuses the bytes is
  ///   no error here.
  func read(_ bytes: [UInt8], in folder: FilePath) throws {
    switch self {
    case .mat: try FileReading(folder, "x.mat").readMAT(bytes)
    case .npy: try FileReading(folder, "x.npy").read(bytes)
    case .npz: try FileReading(folder, "x.npz").read(bytes)
    case .table: try FileReading(folder, "x.csv").read(bytes)
    case .text: try FileReading(folder, "classes.txt").read(bytes)
    case .safetensors: try FileReading(folder, "x.safetensors").read(bytes)
    case .json: try JSONReading.read(bytes)
    case .recipe: try RecipeReading(folder).read(bytes)
    case .inflate: try ArchiveReading(folder).inflate(bytes)
    case .archive: try ArchiveReading(folder).read(bytes)
    }
  }
}

/// What no input may bring a reader to do.
struct BrokenPromise: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }

  /// Throws unless a terminal can show `text` and obeys nothing in it.
  static func unlessPrintable(_ text: String) throws {
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        throw BrokenPromise("U+\(String(scalar.value, radix: 16)) in '\(text)'")
      default: continue
      }
    }
  }
}
