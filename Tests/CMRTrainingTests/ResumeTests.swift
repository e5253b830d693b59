import CMRContainer
import CMRJSON
import CMRTestSupport
import CMRTraining
import FoundationEssentials
import SystemPackage
import Testing

/// A run that is stopped anywhere and goes on ends in the same bits as one that is not.
@Suite struct ResumeTests {
  /// A run of the tiny plan that nothing disturbed.
  private struct WholeRun {
    let outcome: FitOutcome
    let checkpoints: [CheckpointPosition: Data]
    let lines: [JSONValue]

    /// Made once: that such a run always has the same bits is what ``DeterminismTests`` show.
    static let once = Result {
      try withTinyStore { folder in
        WholeRun(
          outcome: try fit(.tiny(folder("tiny.h5")), in: folder("run")),
          checkpoints: try checkpointBytes(folder("run")), lines: try epochLines(folder("run")))
      }
    }
  }

  /// The first polls fall into the pass over the features that the statistics are taken from, when
  /// there is nothing to save yet.
  @Test(arguments: 1...2)
  func aStopBeforeTheFirstStepIsHeeded(poll: Int) throws {
    let whole = try WholeRun.once.get()
    try withTinyStore { folder in
      let plan = FitPlan.tiny(folder("tiny.h5"))
      let error = #expect(throws: TrainingError.self) {
        try fit(plan, in: folder("cut"), stop: .after(polls: poll))
      }
      #expect(error?.code == .interrupted)
      #expect(
        error?.description
          == "the run '\(folder("cut"))' was asked to stop before its first step, nothing is saved "
          + "yet; the same command begins it")
      #expect(try checkpointBytes(folder("cut")).isEmpty)
      let second = try fit(plan, in: folder("cut"))
      #expect(second.resumedFrom == nil)
      #expect(second.records == whole.outcome.records)
      #expect(
        try checkpointBytes(folder("cut"))[whole.outcome.position]
          == whole.checkpoints[whole.outcome.position])
    }
  }

  /// All epochs are done and saved; only the report is still to be made.
  @Test(arguments: 1...3)
  func aStopDuringTheReportIsHeeded(poll: Int) throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"))
      plan.splits.report = "test"
      let whole = try fit(plan, in: folder("run"))
      let lines = try metrics(folder("run"))
      let cut = try fit(plan, in: folder("run"), stop: .after(polls: poll))
      #expect(cut.stopReason == .interrupted)
      #expect(cut.position == whole.position)
      #expect(cut.reports.isEmpty && cut.lostReports.isEmpty)
      #expect(try metrics(folder("run")).count == 3)
      #expect(try fit(plan, in: folder("run")).reports == whole.reports)
      #expect(try metrics(folder("run")) == lines)
    }
  }

  /// 3 epochs of 5 steps: the polls fall after every step, between epochs, and inside the passes of
  /// `beginEpoch` and of the evaluation.
  @Test(arguments: 3...40)
  func stoppingAtAnyPollEndsInTheSameBits(poll: Int) throws {
    let whole = try WholeRun.once.get()
    try withTinyStore { folder in
      let plan = FitPlan.tiny(folder("tiny.h5"))
      let first = try fit(plan, in: folder("cut"), stop: .after(polls: poll))
      let second = try fit(plan, in: folder("cut"))
      if first.stopReason == .interrupted {
        #expect(second.resumedFrom == first.position)
      }
      #expect(second.stopReason == .finished)
      #expect(second.records == whole.outcome.records)
      #expect(second.best?.position == whole.outcome.best?.position)
      let found = try checkpointBytes(folder("cut"))
      let best = try #require(whole.outcome.best?.position)
      for position in [best, whole.outcome.position] {
        #expect(whole.checkpoints[position] == found[position])
      }
      #expect(try epochLines(folder("cut")) == whole.lines)
    }
  }

  @Test func stoppingAfterEveryStepEndsInTheSameBits() throws {
    try withTinyStore { folder in
      let plan = FitPlan.tiny(folder("tiny.h5"))
      let whole = try WholeRun.once.get()
      var calls = 0
      var outcome: FitOutcome
      repeat {
        calls += 1
        // An evaluation has several polls and begins anew each time, so some calls are given more
        // of them.
        outcome = try fit(plan, in: folder("cut"), stop: .after(polls: 5 + calls % 7))
      } while outcome.stopReason == .interrupted && calls < 100
      #expect(outcome.stopReason == .finished)
      #expect(calls > 5)
      let position = whole.outcome.position
      #expect(try checkpointBytes(folder("cut"))[position] == whole.checkpoints[position])
    }
  }

  /// A killed process leaves an older checkpoint, and metrics that are ahead of it.
  @Test(arguments: [0, 1, 2])
  func goingOnFromAnOlderCheckpointDoublesNoLine(epoch: Int) throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"))
      plan.checkpoints.everyEpochs = 1
      plan.retention.last = 10
      let whole = try fit(plan, in: folder("run"))
      let expected = try checkpointBytes(folder("run"))
      for position in expected.keys where position.epoch > epoch {
        try FileManager.default.removeItem(
          atPath: RunFolder(folder("run")).checkpoints().path(of: position).string)
      }
      let recorder = Recorder()
      let again = try fit(plan, in: folder("run"), observer: recorder)
      #expect(again.records == whole.records)
      #expect(recorder.epochs.map(\.epoch) == Array(epoch + 1...3))
      #expect(try checkpointBytes(folder("run")) == expected)
      #expect(try epochLines(folder("run")).count == 3)
    }
  }

  @Test func aFinishedRunHasNothingToDo() throws {
    try withTinyStore { folder in
      let plan = FitPlan.tiny(folder("tiny.h5"))
      let first = try fit(plan, in: folder("run"))
      let before = try checkpointBytes(folder("run"))
      let recorder = Recorder()
      let second = try fit(plan, in: folder("run"), observer: recorder)
      #expect(recorder.steps.isEmpty && recorder.saved.isEmpty)
      #expect(second.resumedFrom == first.position)
      #expect(second.records == first.records)
      #expect(try checkpointBytes(folder("run")) == before)
    }
  }

  @Test(arguments: [0.1, 0.5, 0.9])
  func aDamagedNewestCheckpointIsPassedOver(place: Double) throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"))
      plan.checkpoints.everyEpochs = 1
      plan.retention.last = 3
      try fit(plan, in: folder("run"))
      let expected = try checkpointBytes(folder("run"))
      let newest = RunFolder(folder("run")).checkpoints().path(
        of: CheckpointPosition(epoch: 3, step: 0))
      try flipBit(newest, at: Int(Double(try bytes(newest).count) * place))
      let reason = #expect(throws: (any Error).self) { try Checkpoint.read(newest) }
      let recorder = Recorder()
      let outcome = try fit(plan, in: folder("run"), observer: recorder)
      #expect(
        recorder.notices == [
          "the checkpoint at epoch 3 is passed over: \(try #require(reason))"
        ])
      #expect(outcome.resumedFrom == CheckpointPosition(epoch: 2, step: 0))
      #expect(try checkpointBytes(folder("run")) == expected)
    }
  }

  @Test func aRunWhoseCheckpointsAreAllDamagedBeginsAnew() throws {
    try withTinyStore { folder in
      let plan = FitPlan.tiny(folder("tiny.h5"), epochs: 1)
      try fit(plan, in: folder("run"))
      let expected = try checkpointBytes(folder("run"))
      let path = RunFolder(folder("run")).checkpoints().path(
        of: CheckpointPosition(epoch: 1, step: 0))
      try Data("nothing".utf8).write(to: URL(filePath: path.string))
      let recorder = Recorder()
      let outcome = try fit(plan, in: folder("run"), observer: recorder)
      #expect(outcome.resumedFrom == nil)
      #expect(recorder.notices.last == "no checkpoint can be used: the run begins anew")
      #expect(try checkpointBytes(folder("run")) == expected)
    }
  }

  /// What is no damage must not be passed over: going on would overwrite it.
  @Test func aCheckpointOfANewerProgramIsNotPassedOver() throws {
    try withTinyStore { folder in
      let plan = FitPlan.tiny(folder("tiny.h5"), epochs: 1)
      try fit(plan, in: folder("run"))
      let path = RunFolder(folder("run")).checkpoints().path(
        of: CheckpointPosition(epoch: 9, step: 0))
      try ContainerWriter.create(at: path, kind: Encoding("cmr-checkpoint", version: 2)).seal()
      let before = try checkpointBytes(folder("run"))
      let error = #expect(throws: ContainerError.self) { try fit(plan, in: folder("run")) }
      #expect(error?.code == .newerVersion)
      #expect(try checkpointBytes(folder("run")) == before)
    }
  }
}

/// The epochs' lines without their times.
private func epochLines(_ run: FilePath) throws -> [JSONValue] {
  try metrics(run).map { line in
    guard case .object(var members) = line else { return line }
    members["seconds"] = nil
    return .object(members)
  }
}
