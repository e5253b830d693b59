extension HDF5Error {
  private static let copyAdvice =
    "copy what it points at into the file, for example with 'h5repack' or h5py"

  /// A link that is not a hard one lies on the way to `place`.
  static func linkRefused(_ link: Link, at place: String) -> HDF5Error {
    let what =
      switch link.kind {
      case .hard: "a hard link"
      case .soft(let target): "a soft link to '\(target)'"
      case .external(let file, let path): "an external link to '\(path)' of '\(file)'"
      case .userDefined(let number): "a link of the user-defined class \(number)"
      }
    return HDF5Error(
      .refused, "cannot open \(place): it is \(what), which is not followed in untrusted files",
      remedy: copyAdvice)
  }

  static func externalStorageRefused(at place: String, files: Int) -> HDF5Error {
    HDF5Error(
      .refused,
      "cannot open \(place): it keeps its elements in \(files) other file\(files == 1 ? "" : "s"), "
        + "which are not read for untrusted files", remedy: copyAdvice)
  }

  static func virtualLayoutRefused(at place: String) -> HDF5Error {
    HDF5Error(
      .refused,
      "cannot open \(place): it is a virtual dataset, which is not read in untrusted files",
      remedy: copyAdvice)
  }

  static func arrayTooLarge(bytes: Int, limit: Int, at place: String) -> HDF5Error {
    HDF5Error(
      .refused, "cannot read \(place): its \(bytes) bytes are over the limit of \(limit)",
      remedy: "read it by rows or raise 'maximumArrayBytes'")
  }

  static func stringsTooLarge(limit: Int, at place: String) -> HDF5Error {
    HDF5Error(
      .refused, "cannot read \(place): its strings are over the limit of \(limit) bytes",
      remedy: "read it by rows or raise 'maximumArrayBytes'")
  }

  static func arrayBeyondFile(bytes: Int, fileBytes: Int, at place: String) -> HDF5Error {
    HDF5Error(
      .refused,
      "cannot read \(place): it claims \(bytes) bytes, which a file of \(fileBytes) cannot hold")
  }

  static func arrayBeyondStorage(bytes: Int, stored: Int, at place: String) -> HDF5Error {
    HDF5Error(
      .refused,
      "cannot read \(place): it claims \(bytes) bytes, of which the file stores \(stored)",
      remedy: "write every element, or get a good copy")
  }

  static func elementsBeyondFile(offset: UInt64, fileBytes: Int, at place: String) -> HDF5Error {
    HDF5Error(
      .damaged,
      "cannot locate \(place): its elements start at byte \(offset) and end after the file's "
        + "\(fileBytes)", remedy: "replace the file by a good copy")
  }

  static func chunkTooLarge(shape: [Int], limit: Int, at place: String) -> HDF5Error {
    HDF5Error(
      .refused,
      "cannot open \(place): a chunk of \(shape) elements is over the limit of \(limit) bytes",
      remedy: "raise 'maximumChunkBytes'")
  }

  static func notReferences(_ type: ElementType, at place: String) -> HDF5Error {
    HDF5Error(
      .mismatch, "cannot read \(place) as references to objects: each element is a \(type)")
  }

  static func tooDeep(_ depth: Int, at place: String) -> HDF5Error {
    HDF5Error(
      .refused, "cannot walk \(place): groups are nested more than \(depth) deep or in a circle")
  }
}
