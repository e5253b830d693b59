import CMRTestSupport
import CMRTraining
import SystemPackage
import Testing

/// The same store, plan, seed and threads give the same bits of every checkpoint.
@Suite struct DeterminismTests {
  @Test(arguments: [1, 2])
  func twoRunsHaveTheSameCheckpoints(threads: Int) throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"))
      plan.threads = threads
      plan.checkpoints.everySteps = 2
      plan.retention.last = 100
      try fit(plan, in: folder("a"))
      try fit(plan, in: folder("b"))
      let (a, b) = try (checkpointBytes(folder("a")), checkpointBytes(folder("b")))
      #expect(a.count >= 2 * 3 + 1)
      #expect(a == b)
    }
  }

  /// The clock decides when to save, never what.
  @Test func whenItIsSavedDoesNotMatter() throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"))
      plan.retention.last = 100
      plan.checkpoints.everyMinutes = 1e-12
      plan.checkpoints.everyEpochs = 0
      let recorder = Recorder()
      try fit(plan, in: folder("often"), observer: recorder)
      #expect(recorder.saved.count == 15 + 3)
      let (often, steps) = (try checkpointBytes(folder("often")), recorder.steps)
      let again = Recorder()
      try fit(plan, in: folder("again"), observer: again)
      #expect(try checkpointBytes(folder("again")) == often)
      #expect(again.steps.map(\.loss) == steps.map(\.loss))
    }
  }

  @Test func whereTheStoreLiesDoesNotMatter() throws {
    try withTinyStore { folder in
      try TinyStore().write(to: folder("elsewhere.h5"))
      try fit(.tiny(folder("tiny.h5")), in: folder("a"))
      try fit(.tiny(folder("elsewhere.h5")), in: folder("b"))
      #expect(try checkpointBytes(folder("a")) == checkpointBytes(folder("b")))
    }
  }

  @Test func anotherSeedGivesOtherParameters() throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"), epochs: 1)
      let first = try fit(plan, in: folder("a"))
      plan.seed = 2
      let second = try fit(plan, in: folder("b"))
      #expect(
        try Checkpoint.read(first.last.path).parameters
          != Checkpoint.read(second.last.path).parameters)
    }
  }

  /// What the method draws in an epoch follows from seed and epoch alone.
  @Test func drawsDifferBetweenEpochsAndNotBetweenRuns() throws {
    try withTinyStore { folder in
      let plan = FitPlan.tiny(folder("tiny.h5"))
      let a = try fit(plan, in: folder("a")).records.map { $0.diagnostics["draw"] }
      let b = try fit(plan, in: folder("b")).records.map { $0.diagnostics["draw"] }
      #expect(a == b)
      #expect(Set(a.compactMap { $0 }).count == 3)
    }
  }
}
