import CMRMethods
import CMRTestSupport
import CMRTraining
import Testing

/// What must be true of every implementation (section 6 of the reference), on points around one
/// centre per class.
@Suite struct CorrectionOnClustersTests {
  private static let epochs = 12
  private static let warmup = 3

  private func records(
    _ seed: UInt64, spread: Double = 0.3, _ change: (inout UOTRCL.Options) -> Void = { _ in }
  ) throws -> [Diagnostics] {
    let rows = MemoryRows.clusters(rowsPerClass: 50, spread: spread, noise: 0.6, seed: seed)
    var options = UOTRCL.Options.small(change)
    options.warmup.epochs = Self.warmup
    var fit = try MemoryFit(
      UOTRCL.self, options, on: rows, epochs: Self.epochs, learningRate: 2e-3, seed: seed)
    try fit.run()
    return fit.records
  }

  /// Redrawing 60 % of the labels over 4 classes leaves 55 % right; margins are half of what was
  /// seen.
  @Test(arguments: 1...3 as ClosedRange<UInt64>) func rowsWithMassAreRight(seed: UInt64) throws {
    let records = try records(seed)
    #expect(records.prefix(Self.warmup).allSatisfy { $0.entries.isEmpty })
    let after = Array(records.dropFirst(Self.warmup))
    for record in after {
      let given = try #require(record["given-right"])
      #expect(try #require(record["corrected-right"]) > given + 0.3)
      #expect(record["sinkhorn-converged"] == 1)
      #expect(try #require(record["sinkhorn-residual"]) <= 1e-6)
      // Rows that are equally sure share the mass: at first none has half of what it may have.
      guard try #require(record["rows-transported"]) > 0 else { continue }
      #expect(try #require(record["transported-right"]) > given + 0.3)
      #expect(try #require(record["correction-precision"]) > 0.8)
    }
    let (first, last) = (after[0], after[after.count - 1])
    // More follow, and more wrong labels become right.
    #expect(try #require(first["rows-transported"]) < 0.5)
    #expect(try #require(last["rows-transported"]) > 0.8)
    #expect(first["correction-recall"] ?? 0 < 0.3)
    #expect(try #require(last["correction-recall"]) > 0.8)
    #expect(try #require(last["targets-right"]) > #require(first["targets-right"]) + 0.2)
    // Redrawing 60 % over 4 classes leaves 55 % right.
    expectClose(
      [try #require(last["estimated-noise-first"]), try #require(last["estimated-noise-second"])],
      [0.45, 0.45], absolute: 0.08)
  }

  /// Embeddings that have learnt from a plan vote better than those of warm-up.
  @Test func theShareOfRightLabelsGrows() throws {
    var (first, last) = (0.0, 0.0)
    for seed in 1...4 as ClosedRange<UInt64> {
      let shares = try records(seed) { $0.cost = .votes }.dropFirst(Self.warmup).map {
        try #require($0["corrected-right"])
      }
      first += shares[0]
      last += shares[shares.count - 1]
    }
    #expect(last > first)
  }

  @Test func massIsWhatTheScheduleSays() throws {
    let masses = try records(1).dropFirst(Self.warmup).map { try #require($0["mass"]) }
    let expected = try #require(try records(1).last?["expected-right"])
    let schedule = MassSchedule(
      .small { $0.warmup.epochs = Self.warmup }, expectedRight: expected)
    #expect(
      masses == (Self.warmup..<Self.epochs).map { schedule.mass(epoch: $0, epochs: Self.epochs) })
  }

  @Test func withoutPartialTransportAllRowsMove() throws {
    let records = try records(1) {
      $0.transport.massStart = 1
      $0.transport.massEnd = 1
      $0.transport.massLimit = .none
    }
    for record in records.dropFirst(Self.warmup) {
      #expect(record["mass"] == 1)
      #expect(record["rows-transported"] == 1)
      #expect(record["transported-right"] == record["corrected-right"])
    }
  }

  @Test func relationFiguresNeedTheLoss() throws {
    let with = try records(1)
    #expect(with[Self.warmup - 1]["relation-iterations"] == nil)
    for record in with.dropFirst(Self.warmup) {
      #expect(try #require(record["relation-iterations"]) >= 1)
      #expect(record["relation-unconverged"] == 0)
    }
    let without = try records(1) { $0.relation.weight = 0 }
    #expect(without.allSatisfy { $0["relation-iterations"] == nil })
  }

  @Test func unfinishedTransportSaysSo() throws {
    let records = try records(1) {
      $0.transport.maximumIterations = 2
      $0.relation.maximumIterations = 1
      $0.relation.tolerance = 1e-12
    }
    #expect(records[Self.warmup]["sinkhorn-iterations"] == 2)
    #expect(records[Self.warmup]["sinkhorn-converged"] == 0)
    #expect(try #require(records[Self.warmup]["sinkhorn-residual"]) > 1e-6)
    #expect(records.last?["relation-unconverged"] == 1)
    #expect(try #require(records.last?["relation-residual"]) > 1e-12)
  }
}
