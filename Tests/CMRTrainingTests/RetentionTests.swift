import CMRContainer
import CMRTestSupport
import CMRTraining
import FoundationEssentials
import SystemPackage
import Testing

/// The best and the newest stay; nothing goes before something newer has been verified.
@Suite struct RetentionTests {
  @Test(arguments: [(0, 1), (1, 1), (1, 2), (2, 3), (3, 1)])
  func bestAndNewestAreKept(best: Int, last: Int) throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"), epochs: 8)
      plan.checkpoints.everyEpochs = 1
      plan.retention.best = best
      plan.retention.last = last
      let outcome = try fit(plan, in: folder("run"))
      let ranked = outcome.records.sorted {
        ($1.validation?.mean ?? 0, $0.epoch) < ($0.validation?.mean ?? 0, $1.epoch)
      }
      let expected = Set(ranked.prefix(best).map(\.epoch)).union((9 - last...8))
      let kept = try RunFolder(folder("run")).checkpoints().positions()
      #expect(Set(kept.map(\.epoch)) == expected)
      #expect(kept.allSatisfy { $0.isBetweenEpochs })
    }
  }

  /// With long intervals only the best epochs and the end are written, and still the best is there.
  @Test func theBestIsKeptWithoutIntervals() throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"), epochs: 8)
      plan.checkpoints.everyEpochs = 0
      let recorder = Recorder()
      let outcome = try fit(plan, in: folder("run"), observer: recorder)
      let best = try #require(outcome.best)
      let means = outcome.records.compactMap { $0.validation?.mean }
      #expect(best.validationMean == means.max())
      #expect(means[best.position.epoch - 1] == means.max())
      #expect(recorder.saved.count <= 2)
      #expect(outcome.last.position == CheckpointPosition(epoch: 8, step: 0))
    }
  }

  /// At every moment that an observer sees there is a checkpoint that verifies.
  @Test func thereIsAlwaysOneThatVerifies() throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"))
      plan.checkpoints.everySteps = 1
      plan.retention.best = 0
      plan.retention.last = 1
      let watcher = Watcher(folder: RunFolder(folder("run")).checkpoints())
      try fit(plan, in: folder("run"), observer: watcher)
      #expect(watcher.counts.count == 15 + 3)
      #expect(watcher.counts.dropFirst(2).allSatisfy { $0 == 1 })
    }
  }

  /// Counts the checkpoints that verify, after each step and epoch.
  private final class Watcher: FitObserver {
    let folder: CheckpointFolder
    private(set) var counts: [Int] = []
    init(folder: CheckpointFolder) { self.folder = folder }

    func observe(_ event: FitEvent) {
      switch event {
      case .step, .epoch:
        let positions = (try? folder.positions()) ?? []
        counts.append(positions.count { (try? Checkpoint.read(folder.path(of: $0))) != nil })
      default: break
      }
    }
  }

  @Test func aDamagedFileCountsAsNothingAndGoes() throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"), epochs: 4)
      plan.checkpoints.everyEpochs = 1
      plan.retention.best = 0
      plan.retention.last = 2
      try fit(plan, in: folder("run"), stop: .after(polls: 30))
      let checkpoints = RunFolder(folder("run")).checkpoints()
      let newest = try #require(checkpoints.positions().last)
      try flipBit(
        checkpoints.path(of: newest), at: try bytes(checkpoints.path(of: newest)).count / 2)
      try fit(plan, in: folder("run"))
      #expect(try checkpoints.positions().map(\.epoch) == [3, 4])
      for position in try checkpoints.positions() {
        _ = try Checkpoint.read(checkpoints.path(of: position))
      }
    }
  }

  /// What a later fit deletes for being superseded was written by this program.
  @Test func aFileOfANewerProgramIsNotCleared() throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"), epochs: 3)
      plan.retention.last = 1
      plan.retention.best = 0
      try fit(plan, in: folder("run"))
      let checkpoints = RunFolder(folder("run")).checkpoints()
      let old = CheckpointPosition(epoch: 1, step: 0)
      try ContainerWriter.create(
        at: checkpoints.path(of: old), kind: Encoding("cmr-checkpoint", version: 2)
      ).seal()
      try fit(plan, in: folder("run"))
      #expect(try checkpoints.positions().map(\.epoch) == [1, 3])
    }
  }
}
