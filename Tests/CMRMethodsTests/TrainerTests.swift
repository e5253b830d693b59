import CMRJSON
import CMRMethods
import CMRStore
import CMRTestSupport
import CMRTraining
import FoundationEssentials
import Synchronization
import SystemPackage
import Testing

/// The methods in the real trainer, over a store on disk.
@Suite struct TrainerTests {
  private static let options = [
    "cca": linear, "pls": linear, "gma": linear, "mvda": linear,
    "uot-rcl": """
    {"encoder": {"hidden": [16], "dimension": 8}, "warmup": {"epochs": 2},
     "votes": {"neighbours": 5}}
    """,
  ]
  private static let linear = #"{"encoder": {"dimension": 4}}"#
  /// For methods that need no more to be small.
  private static let smallEncoder = #"{"encoder": {"hidden": [16], "dimension": 8}}"#

  private func plan(_ method: String, _ store: FilePath, epochs: Int = 5) throws -> FitPlan {
    var plan = FitPlan()
    plan.store.path = store.string
    plan.labels = "noisy"
    plan.method.name = method
    plan.method.options = try JSONValue(parsing: Self.options[method] ?? Self.smallEncoder)
    plan.epochs = epochs
    plan.batchSize = 20
    plan.optimiser.learningRate = 2e-3
    plan.threads = 1
    plan.checkpoints.everyMinutes = 0
    return plan
  }

  private func fit(
    _ plan: FitPlan, in run: FilePath, stop: StopFlag = StopFlag()
  ) throws -> FitOutcome {
    try Trainer(
      plan: plan, run: RunFolder(run), catalog: BuiltinMethods.catalog, toolVersion: "1",
      stop: stop
    ).fit()
  }

  private func withStore<Result>(_ body: (TemporaryFolder) throws -> Result) throws -> Result {
    try withTemporaryFolder { folder in
      try MemoryRows.clusters(rowsPerClass: 50, noise: 0.5, seed: 21)
        .writeStore(to: folder("clusters.h5"))
      return try body(folder)
    }
  }

  /// Polls fall after every step, between epochs, and between the blocks of the pass over the
  /// training set.
  @Test(arguments: BuiltinMethods.catalog.names, [3, 10, 17, 21, 26, 33])
  func resumesInTheSameBits(method: String, poll: Int) throws {
    try withStore { folder in
      let plan = try plan(method, folder("clusters.h5"))
      let whole = try fit(plan, in: folder("whole"))
      let first = try fit(plan, in: folder("cut"), stop: stop(after: poll))
      #expect(first.stopReason == .interrupted)
      let second = try fit(plan, in: folder("cut"))
      #expect(second.stopReason == .finished && second.resumedFrom == first.position)
      #expect(second.records == whole.records)
      let file = { RunFolder(folder($0)).checkpoints().path(of: whole.position) }
      #expect(try bytes(file("cut")) == bytes(file("whole")))
    }
  }

  @Test(arguments: ["cca", "pls", "gma", "mvda", "cross-entropy", "sdml", "smln"])
  func threeModalities(method: String) throws {
    try withTemporaryFolder { folder in
      let clusters = MemoryRows.clusters(
        rowsPerClass: 50, dimensions: [12, 8, 9], noise: 0, seed: 21)
      try MemoryRows(
        modalities: ["image", "text", "audio"], parts: clusters.parts, classCount: 4
      ).writeStore(to: folder("clusters.h5"))
      var plan = try plan(method, folder("clusters.h5"), epochs: 20)
      plan.modalities = ["image", "text", "audio"]
      let scores = try #require(try fit(plan, in: folder("run")).records.last?.validation)
      #expect(
        scores.directions.map(\.name) == [
          "image-to-text", "image-to-audio", "text-to-image", "text-to-audio", "audio-to-image",
          "audio-to-text",
        ])
      // Four classes: chance is a quarter.
      #expect(scores.mean > 0.4)
    }
  }

  /// Modalities of unequal size that are not paired: batches hold as many rows of each, a run resumes
  /// in the same bits, and rankings have unequal sides.
  @Test(arguments: ["gma", "mvda", "cross-entropy", "sdml"])
  func modalitiesThatAreNotPaired(method: String) throws {
    try withTemporaryFolder { folder in
      try MemoryRows.clusters(rowsPerClass: 50, noise: 0, seed: 21)
        .writeStore(to: folder("clusters.h5"), fewer: 60)
      let plan = try plan(method, folder("clusters.h5"), epochs: 20)
      let whole = try fit(plan, in: folder("whole"))
      #expect(try #require(whole.records.last?.validation).mean > 0.7)
      _ = try fit(plan, in: folder("cut"), stop: stop(after: 13))
      let second = try fit(plan, in: folder("cut"))
      #expect(second.resumedFrom != nil && second.records == whole.records)
      let checkpoint = try RunFolder(folder("whole")).checkpoints().read(.best)
      let report = try Ranker(
        checkpoint, store: try Store.open(folder("clusters.h5")), catalog: BuiltinMethods.catalog
      ).rank("test", to: folder("test.h5"))
      #expect(report.directions.map(\.queries) == [50, 35])
      #expect(report.directions.map(\.gallery) == [35, 50])
    }
  }

  @Test func pairsAreMissed() throws {
    try withTemporaryFolder { folder in
      try MemoryRows.clusters(rowsPerClass: 50, noise: 0, seed: 21)
        .writeStore(to: folder("clusters.h5"), fewer: 60)
      let plan = try plan("mrl", folder("clusters.h5"))
      #expect(
        text { _ = try fit(plan, in: folder("run")) }
          == "method 'mrl' needs paired rows, but image, text of the store are not paired; train on "
          + "modalities whose rows belong together, or by a method that needs no pairs")
    }
  }

  @Test func diagnosticsReachTheRecords() throws {
    try withStore { folder in
      let outcome = try fit(plan("uot-rcl", folder("clusters.h5")), in: folder("run"))
      let warmup = outcome.records.prefix(2)
      #expect(warmup.allSatisfy { $0.diagnostics.entries.isEmpty })
      let names = try #require(outcome.records.last).diagnostics.entries.map(\.name)
      #expect(
        names == [
          "mass", "estimated-noise-first", "estimated-noise-second", "expected-right",
          "voting-neighbours", "rows-transported", "agreement", "given-right", "corrected-right",
          "transported-right", "correction-precision", "correction-recall", "targets-right",
          "sinkhorn-iterations", "sinkhorn-residual", "sinkhorn-converged", "relation-iterations",
          "relation-residual", "relation-unconverged",
        ])
    }
  }

  /// With half of the labels redrawn, correcting them is worth something even on a toy.
  @Test func uotRanksBetterThanCrossEntropy() throws {
    try withTemporaryFolder { folder in
      try MemoryRows.clusters(rowsPerClass: 100, spread: 0.3, noise: 0.7, seed: 22)
        .writeStore(to: folder("clusters.h5"))
      func score(_ method: String) throws -> Double {
        let plan = try plan(method, folder("clusters.h5"), epochs: 15)
        let outcome = try fit(plan, in: folder(method))
        return try #require(outcome.records.last?.validation?.mean)
      }
      #expect(try score("uot-rcl") > score("cross-entropy") + 0.02)
    }
  }

  private func stop(after polls: Int) -> StopFlag {
    let counter = Counter()
    return StopFlag { counter.next() >= polls }
  }

  private func bytes(_ path: FilePath) throws -> Data {
    try Data(contentsOf: URL(filePath: path.string))
  }

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}
