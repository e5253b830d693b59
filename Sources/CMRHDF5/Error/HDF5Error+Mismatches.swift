extension HDF5Error {
  static func shapeOverflows(_ shape: [Int], at place: String) -> HDF5Error {
    HDF5Error(
      .mismatch, "cannot use the shape \(shape) of \(place): its elements cannot be counted")
  }

  static func extentOverflows(_ extent: UInt64, at place: String) -> HDF5Error {
    HDF5Error(
      .mismatch, "cannot use the shape of \(place): an extent of \(extent) is over \(Int.max)")
  }

  static func notNumeric(_ type: ElementType, as wanted: ScalarType, at place: String) -> HDF5Error
  {
    HDF5Error(
      .mismatch, "cannot read \(place) as \(wanted.rawValue): its elements are of type \(type)")
  }

  static func typeDiffers(_ type: ElementType, from given: ScalarType, at place: String)
    -> HDF5Error
  {
    HDF5Error(
      .mismatch, "cannot write \(given.rawValue) to \(place): its elements are of type \(type)")
  }

  static func notString(_ type: ElementType, at place: String) -> HDF5Error {
    HDF5Error(.mismatch, "cannot read \(place) as strings: its elements are of type \(type)")
  }

  static func inexact(_ type: ElementType, as wanted: ScalarType, at place: String) -> HDF5Error {
    HDF5Error(
      .mismatch,
      "cannot read \(place) as \(wanted.rawValue): a \(type) in it does not fit exactly",
      remedy: "read it as a wider type")
  }

  static func countDiffers(
    _ doing: String, _ place: String, has count: Int, for wanted: Int
  ) -> HDF5Error {
    HDF5Error(
      .mismatch, "cannot \(doing) \(place): \(wanted) elements are needed, \(count) were given")
  }

  static func rowsOutside(_ rows: Range<Int>, of count: Int, at place: String) -> HDF5Error {
    HDF5Error(
      .mismatch,
      "cannot reach rows \(rows.lowerBound)..<\(rows.upperBound) of \(place): it has \(count) rows")
  }

  /// What a convention over HDF5 calls for is not there.
  public static func contradiction(_ what: String, at path: String) -> HDF5Error {
    HDF5Error(
      .damaged, "cannot read '\(path)': \(what) contradict each other",
      remedy: "replace the file by a good copy")
  }

  static func columnsOutside(_ columns: Range<Int>, shape: [Int], at place: String) -> HDF5Error {
    HDF5Error(
      .mismatch,
      "cannot reach columns \(columns.lowerBound)..<\(columns.upperBound) of \(place): its shape is"
        + " \(shape)")
  }

  static func noRows(at place: String) -> HDF5Error {
    HDF5Error(.mismatch, "cannot reach rows of \(place): it is a scalar and has none")
  }

  static func notUTF8(element: Int, at place: String) -> HDF5Error {
    HDF5Error(.mismatch, "cannot read \(place): the string at \(element) is not UTF-8")
  }

  static func stringTooLong(_ bytes: Int, element: Int, room: Int, at place: String) -> HDF5Error {
    HDF5Error(
      .mismatch,
      "cannot write \(place): the string at \(element) has \(bytes) bytes, "
        + "there is room for \(room)"
    )
  }

  static func stringHasNull(element: Int, at place: String) -> HDF5Error {
    HDF5Error(
      .mismatch,
      "cannot write \(place): the string at \(element) has a NUL, which does not survive a file")
  }

  static func badChunk(_ chunk: [Int], for shape: [Int], at place: String) -> HDF5Error {
    HDF5Error(
      .mismatch, "cannot create \(place): chunks of shape \(chunk) do not suit the shape \(shape)")
  }

  static func wrongObject(_ found: ObjectKind, wanted: ObjectKind, at place: String) -> HDF5Error {
    HDF5Error(
      .mismatch, "cannot open \(place) as a \(wanted.rawValue): it is a \(found.rawValue)")
  }

  static func filterMissing(_ filter: Filter, at place: String) -> HDF5Error {
    HDF5Error(
      .other,
      "cannot read \(place): filter \(filter.identifier) ('\(filter.name)') is not part of HDF5",
      remedy: "rewrite the file without it, for example with 'h5repack -f GZIP=4'")
  }

  static func nameNotUTF8(in place: String) -> HDF5Error {
    HDF5Error(.damaged, "cannot list \(place): a name in it is not UTF-8")
  }

  static func missingAttribute(_ place: String) -> HDF5Error {
    HDF5Error(.missing, "cannot open \(place): there is no such attribute")
  }

  static func attributeDiffers(_ place: String, wanted: String) -> HDF5Error {
    HDF5Error(.mismatch, "cannot read \(place): it is not \(wanted)")
  }

  static func stillOpen(objects: Int, in file: FileState) -> HDF5Error {
    HDF5Error(
      .other, "cannot close \(file.quotedName): objects of it still open: \(objects)",
      remedy: "let them go first")
  }
}
