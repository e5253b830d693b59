import CMRJSON
import CMRTestSupport
import CMRTraining
import SystemPackage
import Testing

/// What an observer is told.
@Suite struct ObserverTests {
  @Test func eventsTellOfTheWholeRun() throws {
    try withTinyStore { folder in
      let recorder = Recorder()
      let outcome = try fit(.tiny(folder("tiny.h5")), in: folder("run"), observer: recorder)
      let start = try #require(recorder.start)
      #expect(start.resumedFrom == nil)
      #expect(start.plan.method.options["mood"] == .string("calm"))
      #expect(start.task.trainingRows == 22)
      #expect(start.task.stepsPerEpoch == 5)
      // Per modality two layers, and the class matrix.
      #expect(start.parameterCount == (6 * 5 + 5 + 5 * 4 + 4) + (4 * 5 + 5 + 5 * 4 + 4) + 4 * 3)
      #expect(start.memory.items.last?.what == "targets")
      #expect(start.memory.items.last?.bytes == 22 * 3 * 4)
      #expect(recorder.steps.map(\.progress.stepsDone) == Array(0..<15))
      #expect(recorder.epochs == outcome.records)
      #expect(recorder.saved.last == outcome.position)
    }
  }

  /// The epoch's loss is the mean over its rows: the last batch is smaller and counts less.
  @Test func theEpochsLossIsWeightedByRows() throws {
    try withTinyStore { folder in
      let recorder = Recorder()
      let outcome = try fit(
        .tiny(folder("tiny.h5"), epochs: 1), in: folder("run"), observer: recorder)
      let rows = [5.0, 5, 5, 5, 2]
      let mean = zip(recorder.steps, rows).reduce(0) { $0 + $1.0.loss * $1.1 } / 22
      expectClose([outcome.records[0].loss], [mean], relative: 1e-12)
      #expect(recorder.steps.last?.meanLoss == outcome.records[0].loss)
    }
  }

  @Test func trainingLowersTheLossAndRaisesTheScore() throws {
    try withTinyStore(TinyStore(trainingRows: 90, validationRows: 30)) { folder in
      let outcome = try fit(.tiny(folder("tiny.h5"), epochs: 30), in: folder("run"))
      let (first, last) = (outcome.records[0], outcome.records[29])
      #expect(last.loss < 0.8 * first.loss)
      #expect(try #require(last.validation).mean > 0.6)
      #expect(last.learningRate < 0.01 * first.learningRate)
    }
  }

  /// The method is told how many of the given labels are right, for its figures.
  @Test func cleanLabelsReachTheDiagnostics() throws {
    try withTinyStore { folder in
      let outcome = try fit(.tiny(folder("tiny.h5"), epochs: 1), in: folder("run"))
      let wrong = zip(TinyStore().labels, TinyStore().noisyLabels).count { $0 != $1 }
      #expect(outcome.records[0].diagnostics["right"] == Double(22 - wrong) / 22)
    }
  }
}
