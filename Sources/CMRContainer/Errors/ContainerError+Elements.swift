extension ContainerError {
  static func missingElement(_ path: ElementPath, of file: String) -> ContainerError {
    ContainerError(code: .missingElement, message: "'\(file)' has no element '\(path)'")
  }

  static func wrongEncoding(
    _ path: ElementPath, of file: String, is actual: Encoding, wanted: Encoding
  ) -> ContainerError {
    ContainerError(
      code: .wrongElement,
      message: "'\(path)' of '\(file)' is encoded as '\(actual.type)', not as '\(wanted.type)'")
  }

  static func wrongType(
    _ path: ElementPath, of file: String, is actual: String, wanted: String
  ) -> ContainerError {
    ContainerError(
      code: .wrongElement,
      message: "'\(path)' of '\(file)' holds elements of type \(actual), not \(wanted)")
  }

  static func wrongShape(
    _ path: ElementPath, of file: String, is actual: [Int], wanted: String
  ) -> ContainerError {
    ContainerError(
      code: .wrongElement, message: "'\(path)' of '\(file)' has shape \(actual), not \(wanted)")
  }

  static func badDocument(_ path: ElementPath, of file: String, _ why: String) -> ContainerError {
    ContainerError(
      code: .wrongElement, message: "the JSON text '\(path)' of '\(file)' cannot be used: \(why)")
  }

  static func rowOutOfRange(_ row: Int, of path: ElementPath, in file: String, rows: Int)
    -> ContainerError
  {
    ContainerError(
      code: .invalidInput,
      message: "row \(row) was asked of '\(path)' of '\(file)', which has \(rows) rows")
  }

  static func wrongBuffer(_ elements: Int, wanted: Int, of path: ElementPath, in file: String)
    -> ContainerError
  {
    ContainerError(
      code: .invalidInput,
      message:
        "\(wanted) elements were asked of '\(path)' of '\(file)' for a buffer of \(elements)")
  }
}
