import CMRTestSupport
import SystemPackage
import Testing

/// The two commands as built, in a folder of the test's own.
struct Commands {
  let folder: TemporaryFolder

  /// Runs `cmrdata`.
  func data(_ arguments: String..., environment: [String: String] = [:]) async throws -> ToolResult
  {
    try await Tool.built("cmrdata").run(arguments, environment: environment, in: folder.path)
  }

  /// Runs `cmrtrain`.
  func train(_ arguments: String...) async throws -> ToolResult {
    try await Tool.built("cmrtrain").run(arguments, in: folder.path)
  }

  /// The sample as `clip.h5`, with 40 % wrong labels; fails the test where that does not work.
  func importSample() async throws {
    for result in [
      try await data("sample", "-o", "clip.tar.gz"),
      try await data("import", "clip.tar.gz", "-o", "clip.h5", "--text", "masked"),
      try await data("inject-noise", "clip.h5", "--model", "symmetric", "--rate", "0.4"),
    ] {
      try #require(result.status == 0, "\(result.errors)")
    }
  }

  /// The flags of a fit that is over in a moment: a linear encoder into few dimensions.
  static let smallFit = [
    "--labels", "symmetric-0.4-s1", "--dimension", "16", "--set",
    "method.options.encoder.hidden=[32]", "--epochs", "3", "--threads", "1",
  ]

  /// Fits `method` on `clip.h5` into the folder `run`.
  func fit(_ method: String, into run: String, _ more: [String] = []) async throws -> ToolResult {
    try await Tool.built("cmrtrain").run(
      ["fit", "clip.h5", "--method", method, "-o", run] + Self.smallFit
        + more, in: folder.path)
  }
}
