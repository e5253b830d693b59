import CMRFiles
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// What a person reads when a grid cannot be computed.
@Suite struct GridErrorTests {
  private func refuse(
    _ plan: String, _ arguments: [String] = [], in folder: TemporaryFolder
  ) async throws -> String {
    try GridCommandTests.write(plan, in: folder)
    let result = try await Tool.built("cmrtrain").run(
      ["grid", "plan.json", "-o", "grid"] + arguments, in: folder.path)
    #expect(result.status == 2)
    #expect(result.output == "")
    return result.errors
  }

  @Test func whatStoresAndMethodsDoNotHave() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let plan = GridCommandTests.plan
      let cases: [(from: String, to: String, expected: String)] = [
        (
          "clip.h5", "none.h5", "cannot open 'none.h5': there is no such file"
        ),
        (
          "\"cross-entropy\"", "\"cross-entrophy\"",
          "store 'clip', method 'cross-entrophy': no method is called 'cross-entrophy'; known: cca, pls, gma, mvda, cross-entropy, "
            + "dscmr, sdml, smln, mrl, elrcmr, rono, uot-rcl"
        ),
        (
          "\"warmup\"", "\"warmups\"",
          "store 'clip', method 'ours': method 'uot-rcl' has no option 'warmups'; known here: "
        ),
        (
          "\"epochs\": 3", "\"epochs\": 0",
          "store 'clip', method 'cross-entropy': key 'epochs' of the fit plan is 0; it must be 1 or more"
        ),
        (
          "\"epochs\": 3", "\"epoch\": 3",
          "'fit' of the grid plan: the fit plan has no key 'epoch'; known here: "
        ),
        (
          "\"epochs\": 3", "\"threads\": 0",
          "the fit of store 'clip' and method 'cross-entropy' has 'threads' 0: as many as there are processors; give a "
            + "number: the results depend on it; 1 lets most cells run at a time"
        ),
        (
          "\"validation\", \"test\"", "\"test\", \"train\"",
          "key 'evaluate' of the grid plan asks for 'test' and 'train': the split 'validation' chooses the best epoch, and "
            + "one more can be measured; leave one out"
        ),
        (
          "\"validation\", \"test\"", "\"tests\"",
          "the store 'clip.h5' has no split 'tests', it has 'test', 'train', 'validation'; name one of these"
        ),
        (
          "\"clean\"", "\"cleen\"",
          "the store 'clip.h5' has no label set 'cleen', it has 'clean', 'symmetric-0.4-s1'; name one of these, or make it "
            + "with 'cmrdata inject-noise'"
        ),
        (
          "\"rates\": [0.5]", "\"model\": \"replace\", \"rates\": [0.5]",
          "cannot draw the noise of store 'clip': replace noise is for rows of any number of classes, and these have one "
            + "each; choose one of symmetric, asymmetric, pair-flip, instance"
        ),
      ]
      for (from, to, expected) in cases {
        let errors = try await refuse(plan.replacing(from, with: to), in: folder)
        #expect(errors.hasPrefix("cmrtrain: error: \(expected)"), "\(to): \(errors)")
      }
    }
  }

  @Test func foldersOfOthers() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      try FileManager.default.createDirectory(
        atPath: folder("grid").string, withIntermediateDirectories: true)
      do {
        let lock = try FolderLock.take(folder("grid"), purpose: "tested")
        let errors = try await refuse(GridCommandTests.plan, in: folder)
        #expect(errors.hasPrefix("cmrtrain: error: 'grid' is being computed by process "))
        #expect(errors.hasSuffix("; wait until it is done, or stop it\n"))
        withExtendedLifetime(lock) {}
      }
      try Data().write(to: URL(filePath: folder("grid/letter.txt").string))
      #expect(
        try await refuse(GridCommandTests.plan, in: folder)
          == "cmrtrain: error: 'grid' holds no grid, and something else: 'letter.txt'; name a new or an empty folder\n"
      )
      let table = try await commands.train("table", "grid")
      #expect(table.status == 2)
      #expect(
        table.errors
          == "cmrtrain: error: 'grid' holds no grid: there is no 'cells.json' in it; name the folder of a grid\n"
      )
    }
  }

  @Test func jobs() async throws {
    try await withTemporaryFolder { folder in
      let result = try await Tool.built("cmrtrain").run(
        ["grid", "plan.json", "-o", "grid", "--jobs", "0"], in: folder.path)
      #expect(result.status == 64)
      #expect(result.errors.hasPrefix("Error: --jobs is 0; it must be 1 or more\n"))
    }
  }
}
