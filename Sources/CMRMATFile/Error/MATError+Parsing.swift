import CMRArchive

/// What was wrong at some place; the parser adds the place.
struct MATProblem: Error {
  var code: MATError.Code
  var message: String
  var remedy: String?

  static func claimsTooMuch(_ what: String, bytes: Int, left: UInt64) -> MATProblem {
    MATProblem(
      code: .damaged, message: "\(what) claims \(bytes) bytes, \(left) are left in its array")
  }

  static func fileEnds(_ what: String, bytes: Int, got: Int) -> MATProblem {
    MATProblem(
      code: .truncated,
      message: "the file ends inside \(what): \(bytes) bytes claimed, \(got) there")
  }

  static func unknownStorage(_ what: String, _ code: UInt32) -> MATProblem {
    MATProblem(code: .damaged, message: "\(what) has the unknown data type \(code)")
  }

  static func wrongStorage(_ what: String, _ storage: MATStorage, wanted: String) -> MATProblem {
    MATProblem(
      code: .damaged, message: "\(what) has data of type \(storage), \(wanted) is expected")
  }

  static func wrongSize(_ what: String, bytes: Int, wanted: String) -> MATProblem {
    MATProblem(code: .damaged, message: "\(what) has \(bytes) bytes, \(wanted) are expected")
  }

  static func unknownClass(_ code: UInt32) -> MATProblem {
    MATProblem(code: .damaged, message: "the array has the unknown class \(code)")
  }

  static func badExtent(_ extent: Int32, dimension: Int) -> MATProblem {
    MATProblem(code: .damaged, message: "extent \(dimension + 1) of the array is \(extent)")
  }

  static func tooManyElements(_ dims: [Int]) -> MATProblem {
    let shape = dims.map(String.init).joined(separator: "x")
    return MATProblem(
      code: .damaged, message: "an array of \(shape) elements has more than \(Int.max) bytes")
  }

  static func overLimit(_ what: String, _ number: Int, limit: Int, name: String) -> MATProblem {
    MATProblem(
      code: .limit, message: "\(number) \(what), \(limit) are allowed",
      remedy: "if the file is trusted, raise the limit '\(name)'")
  }

  static func tooLargeToKeep(_ bytes: Int, limit: Int) -> MATProblem {
    MATProblem(
      code: .limit, message: "\(bytes) bytes to hold in memory, \(limit) are allowed",
      remedy: "stream the array or raise the limit 'keptBytes'")
  }

  static func doesNotFit(_ value: String, _ arrayClass: String, at index: Int) -> MATProblem {
    MATProblem(
      code: .damaged, message: "element \(index) is \(value), which class \(arrayClass) cannot hold"
    )
  }
}

extension MATError {
  /// The problem with its place: the array and the byte.
  init(_ problem: MATProblem, path: MATPath?, source: MATSource) {
    let subject = path.map { "variable '\($0)'" } ?? "MAT file"
    self.init(
      problem.code, "\(subject) at \(source.place): \(problem.message)", remedy: problem.remedy,
      path: path, offset: source.fileOffset)
  }

  /// A failure of the stream underneath with its place.
  init(_ cause: ArchiveError, path: MATPath?, source: MATSource) {
    let subject = path.map { "variable '\($0)'" } ?? "MAT file"
    self.init(
      .source, "\(subject) at \(source.place): \(cause.message)", remedy: cause.remedy, path: path,
      offset: source.fileOffset, cause: cause)
  }
}
