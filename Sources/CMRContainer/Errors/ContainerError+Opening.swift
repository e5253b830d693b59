import SystemPackage

extension ContainerError {
  static func unsealed(_ file: FilePath, lacking attribute: String) -> ContainerError {
    ContainerError(
      code: .notAContainer,
      message: "'\(file)' is an HDF5 file but not a sealed one: its root has no '\(attribute)'")
  }

  static func wrongKind(_ file: FilePath, is actual: Encoding, wanted: Encoding) -> ContainerError {
    ContainerError(
      code: .wrongKind, message: "'\(file)' is a \(actual.type), not a \(wanted.type)")
  }

  static func newer(_ what: String, is actual: Encoding, known: Int) -> ContainerError {
    ContainerError(
      code: .newerVersion,
      message:
        "\(what) is of version \(actual.version) of '\(actual.type)', this release reads up to version \(known)",
      remedy: "use a release that reads '\(actual.type)' version \(actual.version)")
  }

  static func replacedWhileOpening(_ file: FilePath) -> ContainerError {
    ContainerError(
      code: .other, message: "cannot open '\(file)': it was replaced again and again meanwhile",
      remedy: "try again")
  }
}
