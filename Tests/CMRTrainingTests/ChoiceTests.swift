import CMRContainer
import CMRTestSupport
import CMRTraining
import FoundationEssentials
import SystemPackage
import Testing

/// The checkpoint that was asked for, or a refusal that says which are left: never another one.
@Suite struct ChoiceTests {
  /// A finished run of four epochs whose best is not the last, all of them kept.
  private struct FinishedRun {
    let plan: FitPlan
    let path: FilePath
    let outcome: FitOutcome

    init(_ folder: TemporaryFolder, retaining best: Int = 1, last: Int = 9) throws {
      var plan = FitPlan.tiny(folder("tiny.h5"), epochs: 4)
      plan.checkpoints.everyEpochs = 1
      plan.retention.best = best
      plan.retention.last = last
      plan.splits.report = "test"
      // Too fast to settle: with this seed the last epoch is not the best.
      plan.seed = 3
      plan.optimiser.learningRate = 0.3
      plan.schedule.kind = .constant
      path = folder("run")
      self.plan = plan
      outcome = try fit(plan, in: path)
      try #require(bestEpoch != 4, "\(means)")
    }

    var checkpoints: CheckpointFolder { RunFolder(path).checkpoints() }
    private var means: [Double] { outcome.records.compactMap { $0.validation?.mean } }

    /// The first of the highest scores.
    var bestEpoch: Int {
      means.indices.reduce(0) { means[$1] > means[$0] ? $1 : $0 } + 1
    }

    func file(_ epoch: Int) -> FilePath {
      checkpoints.path(of: CheckpointPosition(epoch: epoch, step: 0))
    }

    /// The epochs but `epoch`, as texts list them.
    func others(_ epoch: Int) -> String {
      (1...4).filter { $0 != epoch }.map(String.init).joined(separator: ", ")
    }

    /// Puts a sealed file of version 2 at `epoch`.
    func writeNewer(_ epoch: Int) throws {
      try FileManager.default.removeItem(atPath: file(epoch).string)
      try ContainerWriter.create(at: file(epoch), kind: Encoding("cmr-checkpoint", version: 2))
        .seal()
    }

    /// What reading the file says, without the advice.
    func reason(_ epoch: Int) throws -> String {
      let error = #expect(throws: ContainerError.self) { try Checkpoint.read(file(epoch)) }
      return try #require(error).message
    }

    func refusal(_ choice: CheckpointChoice) -> String? {
      let error = #expect(throws: TrainingError.self) { try checkpoints.read(choice) }
      return error?.description
    }
  }

  @Test func whatIsAskedForIsRead() throws {
    try withTinyStore { folder in
      let run = try FinishedRun(folder)
      #expect(try run.checkpoints.bestEpoch() == run.bestEpoch)
      for (choice, epoch) in [(CheckpointChoice.best, run.bestEpoch), (.last, 4), (.epoch(2), 2)] {
        #expect(try run.checkpoints.read(choice).position == .init(epoch: epoch, step: 0))
      }
      #expect(
        run.refusal(.epoch(9))
          == "'\(run.checkpoints.path)' has no checkpoint after epoch 9; kept: epoch 1, 2, 3, 4")
    }
  }

  @Test func anEmptyFolderHasNone() {
    for choice in [CheckpointChoice.best, .last] {
      let error = #expect(throws: TrainingError.self) {
        try CheckpointFolder("nowhere").read(choice)
      }
      #expect(error?.description == "there is no checkpoint in 'nowhere'; fit first")
    }
  }

  @Test func aMissingBestIsNotReplaced() throws {
    try withTinyStore { folder in
      let run = try FinishedRun(folder)
      let best = run.bestEpoch
      try FileManager.default.removeItem(atPath: run.file(best).string)
      #expect(
        run.refusal(.best)
          == "the best epoch by validation in '\(run.checkpoints.path)' is \(best), and its "
          + "checkpoint '\(run.file(best))' is missing; restore it from a copy, or name one that is "
          + "left with '--checkpoint N': epoch \(run.others(best))")
    }
  }

  /// In the header, and in the arrays.
  @Test(arguments: [8, 2])
  func aDamagedBestIsNotReplaced(part: Int) throws {
    try withTinyStore { folder in
      let run = try FinishedRun(folder)
      let best = run.bestEpoch
      try damage(run.file(best), from: try bytes(run.file(best)).count / part)
      #expect(
        try run.refusal(.best)
          == "the best epoch by validation in '\(run.checkpoints.path)' is \(best), and its "
          + "checkpoint cannot be used: \(run.reason(best)); restore it from a copy, or name one "
          + "that is left with '--checkpoint N': epoch \(run.others(best))")
      #expect(
        try run.refusal(.epoch(best))
          == "the checkpoint after epoch \(best) in '\(run.checkpoints.path)' cannot be used: "
          + "\(run.reason(best)); restore it from a copy, or name one that is left with "
          + "'--checkpoint N': epoch \(run.others(best))")
    }
  }

  @Test func aBestThatThePlanDoesNotKeepIsExplained() throws {
    try withTinyStore { folder in
      let run = try FinishedRun(folder, retaining: 0, last: 1)
      #expect(
        run.refusal(.best)
          == "the best epoch by validation in '\(run.checkpoints.path)' is \(run.bestEpoch), and "
          + "its checkpoint is not there: the plan's retention.best is 0; fit into another folder "
          + "with '--set retention.best=1', or name one that is left with '--checkpoint N': epoch 4"
      )
      let recorder = Recorder()
      let again = try fit(run.plan, in: run.path, observer: recorder)
      #expect(again.reports.map(\.choice) == ["last"] && again.lostReports.isEmpty)
      #expect(
        recorder.notices == ["only the last epoch is reported on: \(run.refusal(.best) ?? "")"])
    }
  }

  @Test func aDamagedNewestIsNotReplaced() throws {
    try withTinyStore { folder in
      let run = try FinishedRun(folder)
      try Data("nothing".utf8).write(to: URL(filePath: run.file(4).string))
      let tail =
        try "the newest checkpoint in '\(run.checkpoints.path)', at epoch 4, cannot be used: "
        + "\(run.reason(4)); run the same 'fit' again: it passes this one over and goes on from "
        + "epoch 3; '--checkpoint 3' is that one"
      #expect(run.refusal(.last) == tail)
      #expect(run.refusal(.best) == "which epoch is the best is not known: \(tail)")
      for epoch in 1...3 { try FileManager.default.removeItem(atPath: run.file(epoch).string) }
      #expect(
        try run.refusal(.last)
          == "the newest checkpoint in '\(run.checkpoints.path)', at epoch 4, cannot be used: "
          + "\(run.reason(4)); run the same 'fit' again: it passes this one over and begins anew, "
          + "as no other can be used")
    }
  }

  @Test func aNewerProgramsFileIsNotPassedOver() throws {
    try withTinyStore { folder in
      let run = try FinishedRun(folder)
      try run.writeNewer(run.bestEpoch)
      try expectNewer(run, .best, run.bestEpoch)
      try run.writeNewer(4)
      for choice in [CheckpointChoice.best, .last] { try expectNewer(run, choice, 4) }
    }
  }

  private func expectNewer(
    _ run: FinishedRun, _ choice: CheckpointChoice, _ epoch: Int
  ) throws {
    let error = #expect(throws: ContainerError.self) { try run.checkpoints.read(choice) }
    #expect(
      error?.description
        == "'\(run.file(epoch))' is of version 2 of 'cmr-checkpoint', this release reads up to "
        + "version 1; use a release that reads 'cmr-checkpoint' version 2")
  }

  /// Training is over and the last epoch at hand: only the report on the best is lost.
  @Test func aDamagedBestCostsOnlyItsReport() throws {
    try withTinyStore { folder in
      let run = try FinishedRun(folder)
      let best = run.bestEpoch
      #expect(run.outcome.reports.map(\.epoch) == [best, 4])
      try damage(run.file(best), from: try bytes(run.file(best)).count / 2)
      for _ in 0..<2 {
        let again = try fit(run.plan, in: run.path)
        #expect(again.reports == Array(run.outcome.reports.dropFirst()))
        #expect(again.lostReports.map(\.choice) == ["best"])
        #expect(again.lostReports.map(\.epoch) == [best])
        #expect(again.lostReports.map(\.reason) == [run.refusal(.best)])
      }
    }
  }

  /// A link to a checkpoint is one; a folder or a link to nowhere is not.
  @Test func whatIsNoFileIsPassedOver() throws {
    try withTinyStore { folder in
      let run = try FinishedRun(folder)
      let manager = FileManager.default
      try manager.moveItem(atPath: run.file(2).string, toPath: folder("two.h5").string)
      try manager.createSymbolicLink(
        atPath: run.file(2).string, withDestinationPath: folder("two.h5").string)
      try manager.createDirectory(atPath: run.file(7).string, withIntermediateDirectories: true)
      try manager.createSymbolicLink(atPath: run.file(8).string, withDestinationPath: "nowhere")
      #expect(try run.checkpoints.positions().map(\.epoch) == [1, 2, 3, 4])
      #expect(try run.checkpoints.read(.last).position.epoch == 4)
      let recorder = Recorder()
      let again = try fit(run.plan, in: run.path, observer: recorder)
      #expect(again.resumedFrom == run.outcome.position)
      #expect(
        recorder.notices
          == [7, 8].map {
            "'\(run.file($0))' is passed over: it is no regular file; move it away, no checkpoint "
              + "of that name can be written"
          })
    }
  }
}
