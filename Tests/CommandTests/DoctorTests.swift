import CMRTestSupport
import SystemPackage
import Testing

/// What `cmrdata doctor` says of this machine.
@Suite struct DoctorTests {
  private func doctor(_ arguments: [String] = []) async throws -> ToolResult {
    try await Tool.built("cmrdata").run(["doctor"] + arguments)
  }

  @Test func findsTheReaderConfined() async throws {
    let result = try await doctor()
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(
      result.output.contains(
        "  refused: open a file, create a file, open a socket, duplicate a descriptor\n"))
    #expect(!result.output.contains("NOT refused"))
  }

  /// OpenBLAS cannot start then, and nothing of it is needed.
  @Test func endsWhereOpenBLASHasNoMemory() async throws {
    let path = try Tool.builtPath("cmrdata").string
    let shell = try #require(Tool.installed("sh"))
    let result = try await shell.run(
      ["-c", "ulimit -v 250000; exec \"$0\" --version", path], killAfter: .seconds(60))
    #expect(result.status == 0, "\(result.errors)")
  }

  /// A limit that the user set and that is stricter than ours must not end in a process that never ends.
  @Test func endsWithLittleMemory() async throws {
    let path = try Tool.builtPath("cmrdata").string
    let shell = try #require(Tool.installed("sh"))
    let result = try await shell.run(
      ["-c", "ulimit -v 600000; exec \"$0\" doctor", path], killAfter: .seconds(60))
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("  limits: 585.9 MiB of addresses"), "\(result.output)")
  }
}
