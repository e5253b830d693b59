import CMRJSON
import CMRStore
import CMRTestSupport
import CMRTraining
import FoundationEssentials
import SystemPackage
import Testing

/// A run folder belongs to one plan and one store.
@Suite struct RunFolderTests {
  @Test func theResolvedPlanIsKept() throws {
    try withTinyStore { folder in
      let plan = FitPlan.tiny(folder("tiny.h5"), epochs: 1)
      try fit(plan, in: folder("runs").appending("deep"))
      let run = RunFolder(folder("runs").appending("deep"))
      let store = try Store.open(folder("tiny.h5"))
      #expect(try run.plan() == plan.resolved(in: store, catalog: .tiny).plan)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: run.path.string).sorted()
          == ["checkpoints", "metrics.jsonl", "plan.json"])
    }
  }

  @Test func anotherPlanIsRefusedWithTheDifferences() throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"), epochs: 1)
      try fit(plan, in: folder("run"))
      plan.epochs = 2
      plan.method.options = try JSONValue(parsing: #"{"encoder": {"hidden": [6]}}"#)
      let error = #expect(throws: TrainingError.self) { try fit(plan, in: folder("run")) }
      #expect(
        error?.description
          == "the run folder '\(folder("run"))' belongs to another plan: epochs: asked 2, the run "
          + "has 1; method.options.encoder.hidden: asked [6], the run has [5]; fit into another "
          + "folder, or ask for the run's own plan")
      #expect(error?.code == .otherRun)
    }
  }

  /// Nothing was trained, so nothing is lost: the mended command may have the folder.
  @Test func aRunThatFailedBeforeItsFirstEpochBindsNobody() throws {
    try withTinyStore { folder in
      let run = folder("run")
      try FileManager.default.createDirectory(
        atPath: run.appending("checkpoints").string, withIntermediateDirectories: true)
      var plan = FitPlan.tiny(folder("tiny.h5"), epochs: 1)
      let old = try plan.document().text(indented: true)
      try Data(old.utf8).write(to: URL(filePath: run.appending("plan.json").string))
      plan.seed += 1
      try fit(plan, in: run)
      #expect(try RunFolder(run).plan().seed == plan.seed)
    }
  }

  /// A folder that is there and cannot be listed must not pass for an empty one. Root may list
  /// anything, so a file stands in for a closed folder.
  @Test func checkpointsThatCannotBeListedStopTheRun() throws {
    try withTinyStore { folder in
      let plan = FitPlan.tiny(folder("tiny.h5"), epochs: 1)
      try fit(plan, in: folder("run"))
      let run = RunFolder(folder("run"))
      let before = try Data(contentsOf: URL(filePath: run.metricsPath.string))
      try FileManager.default.removeItem(atPath: run.checkpointsPath.string)
      try Data("x".utf8).write(to: URL(filePath: run.checkpointsPath.string))
      let error = #expect(throws: TrainingError.self) { try fit(plan, in: run.path) }
      #expect(
        error?.description
          == "cannot list '\(run.checkpointsPath)': '\(run.path)' is not a folder; choose another place"
      )
      #expect(try Data(contentsOf: URL(filePath: run.metricsPath.string)) == before)
    }
  }

  @Test func trainingRowsAreNoJudges() throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"), epochs: 1)
      plan.splits.train = "test"
      plan.splits.report = "test"
      let error = #expect(throws: TrainingError.self) { try fit(plan, in: folder("run")) }
      let rows = try Store.open(folder("tiny.h5")).rows(of: "test", modality: "image").count
      #expect(
        error?.description
          == "\(rows) image rows of the training split 'test' are also in 'test', by which the model is judged; "
          + "choose splits without common rows; 'cmrdata info' lists them")
      #expect(error?.code == .unsuitableData)
    }
  }

  @Test func aJudgeThatChoosesIsTold() throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"), epochs: 1)
      plan.splits.validation = "test"
      plan.splits.report = "test"
      let store = try Store.open(folder("tiny.h5"))
      #expect(
        try plan.resolved(in: store, catalog: .tiny).notices
          == ["the best epoch is chosen by 'test', the split that is reported on"])
    }
  }

  @Test func anotherStoreIsRefused() throws {
    try withTinyStore { folder in
      try TinyStore(seed: 2).write(to: folder("other.h5"))
      try fit(.tiny(folder("tiny.h5"), epochs: 1), in: folder("run"))
      let error = #expect(throws: TrainingError.self) {
        try fit(.tiny(folder("other.h5"), epochs: 1), in: folder("run"))
      }
      let message = try #require(error?.message)
      #expect(
        message.hasPrefix(
          "the run folder '\(folder("run"))' belongs to another store: store.identity: asked "))
    }
  }

  @Test func aStoreThatMovedIsTheSame() throws {
    try withTinyStore { folder in
      try fit(.tiny(folder("tiny.h5"), epochs: 1), in: folder("run"))
      try FileManager.default.moveItem(
        atPath: folder("tiny.h5").string, toPath: folder("moved.h5").string)
      let outcome = try fit(.tiny(folder("moved.h5"), epochs: 1), in: folder("run"))
      #expect(outcome.resumedFrom != nil)
      #expect(try RunFolder(folder("run")).plan().store.path == folder("moved.h5").string)
    }
  }

  @Test func aFolderWithOtherThingsIsRefused() throws {
    try withTinyStore { folder in
      let run = folder("run")
      try FileManager.default.createDirectory(
        atPath: run.string, withIntermediateDirectories: true)
      try Data("x".utf8).write(to: URL(filePath: run.appending("thesis.tex").string))
      let error = #expect(throws: TrainingError.self) {
        try fit(.tiny(folder("tiny.h5")), in: run)
      }
      #expect(
        error?.description
          == "'\(run)' is not a run folder: it holds 'thesis.tex' and no plan.json; fit into a new "
          + "folder")
    }
  }

  @Test func aFolderWithoutAPlanIsNoRun() throws {
    let error = #expect(throws: TrainingError.self) { try RunFolder("nowhere").plan() }
    #expect(
      error?.description
        == "'nowhere' is not a run folder: it has no plan.json; name a folder that 'fit' made")
  }

  @Test func onlyOneWrites() throws {
    try withTinyStore { folder in
      let second = Intruder(plan: .tiny(folder("tiny.h5"), epochs: 1), run: folder("run"))
      try fit(second.plan, in: second.run, observer: second)
      #expect(second.messages.count == 1)
      #expect(second.messages[0].hasPrefix("'\(second.run)' is being fitted by process "))
    }
  }

  /// Tries to fit in a folder in which somebody is fitting.
  private final class Intruder: FitObserver {
    let plan: FitPlan
    let run: FilePath
    private(set) var messages: [String] = []
    init(plan: FitPlan, run: FilePath) {
      self.plan = plan
      self.run = run
    }

    func observe(_ event: FitEvent) {
      guard case .started = event else { return }
      do {
        try fit(plan, in: run)
      } catch {
        messages.append("\(error)")
      }
    }
  }

  @Test func metricsTellOfEveryEpoch() throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"))
      plan.splits.report = "test"
      plan.evaluation.everyEpochs = 2
      let outcome = try fit(plan, in: folder("run"))
      let lines = try metrics(folder("run"))
      #expect(lines.count == 3 + 2)
      #expect(
        lines.map { $0["type"] } == [
          .string("epoch"), .string("epoch"), .string("epoch"),
          .string("report"), .string("report"),
        ])
      #expect(lines.map { $0["validation"] != nil } == [false, true, true, false, false])
      for (line, record) in zip(lines, outcome.records) {
        #expect(line["loss"]?.text() == JSONValue.number(record.loss).text())
        #expect(line["diagnostics"]?["right"] != nil)
        #expect(line["seconds"] != nil)
      }
      #expect(outcome.reports.map(\.choice) == ["best", "last"])
      #expect(outcome.reports.map(\.split) == ["test", "test"])
      #expect(outcome.reports[1].epoch == 3)
      // Reporting again does not add to the file.
      let again = try fit(plan, in: folder("run"))
      #expect(again.reports == outcome.reports)
      #expect(try metrics(folder("run")).count == 5)
    }
  }
}
