import CMRJSON
import CMRTestSupport
import CMRTraining
import FoundationEssentials
import SystemPackage
import Testing

/// What is wrong in a plan file is told by the file, the place in it and what to do.
@Suite struct PlanFileTests {
  private func save(_ text: some Sequence<UInt8>, as path: FilePath) throws {
    try Data(text).write(to: URL(filePath: path.string))
  }

  @Test(arguments: [
    (
      "{\"seed\": 1,\n \"labels\": \"clean\"\n \"epochs\": 3}",
      ":3:2: expected ',' or '}', found '\"'"
    ),
    ("{\"seed\": 1, \"seed\": 2}", ":1:13: the member 'seed' stands twice"),
    ("{\"seed\": 1,}", ":1:12: expected a member name in quotes, found '}'"),
    (
      #"{"optimiser": {"rate": 1}}"#,
      ": the fit plan has no key 'optimiser.rate'; known here: amsgrad, betas, decoupledDecay, "
        + "epsilon, kind, learningRate, momentum, weightDecay"
    ),
    (
      #"{"schedule": {"every": "often"}}"#,
      #": key 'schedule.every' of the fit plan must be a number, found "often""#
    ),
    (
      #"{"schedule": {"every": 1.5}}"#,
      ": key 'schedule.every' of the fit plan must be a whole number, found 1.5"
    ),
    (#"{"epochs": 0}"#, ": key 'epochs' of the fit plan is 0; it must be 1 or more"),
    (
      #"{"seed": 18446744073709551616}"#,
      ": key 'seed' of the fit plan must be a whole number, found 1.8446744073709552e+19"
    ),
    (
      #"{"method": {"name": "tiny", "options": {"temperature": -1}}}"#,
      ": option 'temperature' is -1.0; it must be above 0"
    ),
  ])
  func wrongFilesAreNamed(_ text: String, _ message: String) throws {
    try withTemporaryFolder { folder in
      let path = folder("plan.json")
      try save(text.utf8, as: path)
      let error = #expect(throws: TrainingError.self) {
        try FitPlan(contentsOf: path).checkOptions(in: .tiny, readFrom: path)
      }
      #expect(error?.description == "\(path)\(message)")
    }
  }

  @Test func whatIsNoTextOrNotThereIsNamed() throws {
    try withTemporaryFolder { folder in
      try save([0x7B, 0xFF, 0x7D], as: folder("latin.json"))
      let latin = #expect(throws: TrainingError.self) {
        try FitPlan(contentsOf: folder("latin.json"))
      }
      #expect(
        latin?.description
          == "\(folder("latin.json")): the plan is not UTF-8 text; save it as UTF-8")
      let absent = #expect(throws: TrainingError.self) {
        try FitPlan(contentsOf: folder("absent.json"))
      }
      #expect(
        absent?.description
          == "cannot read the plan '\(folder("absent.json"))'; check that the file is there")
    }
  }

  @Test(arguments: [UInt64.max, UInt64.max - 1, 0x8000_0000_0000_0000, 0x20_0000_0000_0001])
  func everySeedSurvivesToTheResume(_ seed: UInt64) throws {
    try withTinyStore { folder in
      try save(#"{"seed": \#(seed)}"#.utf8, as: folder("plan.json"))
      var plan = try FitPlan(
        document: JSONValue(parsing: #"{"seed": \#(seed)}"#),
        over: .tiny(folder("tiny.h5"), epochs: 1))
      #expect(try FitPlan(contentsOf: folder("plan.json")).seed == seed)
      let outcome = try fit(plan, in: folder("run"))
      let run = RunFolder(folder("run"))
      #expect(try run.plan().seed == seed)
      let text = try String(contentsOfFile: run.planPath.string, encoding: .utf8)
      #expect(text.contains("\"seed\": \(seed),"))
      #expect(try Checkpoint.read(outcome.last.path).plan.seed == seed)
      #expect(try fit(plan, in: folder("run")).resumedFrom != nil)
      plan.seed = seed - 1
      let error = #expect(throws: TrainingError.self) { try fit(plan, in: folder("run")) }
      #expect(error?.message.contains("seed: asked \(seed - 1), the run has \(seed)") == true)
    }
  }
}
