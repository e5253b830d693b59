import CMRTestSupport
import Testing

/// The help texts are part of the interface; a change shows in a snapshot.
@Suite struct HelpTests {
  @Test(arguments: [
    "", "import", "inject-noise", "import-noise", "split", "export", "info", "verify", "doctor",
    "schema", "sample",
  ])
  func cmrdata(_ command: String) async throws { try await expectHelp("cmrdata", command) }

  @Test(arguments: ["", "fit", "rank", "score", "grid", "table", "methods", "export-labels"])
  func cmrtrain(_ command: String) async throws { try await expectHelp("cmrtrain", command) }

  @Test(arguments: [
    "cca", "pls", "gma", "mvda", "cross-entropy", "dscmr", "sdml", "smln", "mrl", "elrcmr", "rono",
    "uot-rcl",
  ])
  func options(of method: String) async throws {
    let result = try await Tool.built("cmrtrain").run(["methods", method])
    #expect(result.status == 0)
    try expectSnapshot(result.output, named: "methods-\(method)")
  }

  private func expectHelp(_ tool: String, _ command: String) async throws {
    let arguments = (command.isEmpty ? [] : [command]) + ["--help"]
    let result = try await Tool.built(tool).run(arguments, environment: ["COLUMNS": "100"])
    #expect(result.status == 0)
    let name = ([tool] + (command.isEmpty ? [] : [command])).joined(separator: "-")
    try expectSnapshot(result.output, named: name)
  }
}
