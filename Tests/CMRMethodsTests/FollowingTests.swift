import CMRAutodiff
import CMRDense
import CMRMethods
import CMRTestSupport
import CMRTraining
import Testing

/// What a pass and a step leave in the state, against the rules written out.
@Suite struct FollowingTests {
  /// A fit at the first step of its second epoch after warm-up.
  private func begun(
    _ change: (inout UOTRCL.Options) -> Void = { _ in }
  ) throws -> MemoryFit<UOTRCL> {
    let rows = MemoryRows.clusters(spread: 0.3, seed: 31)
    var fit = try MemoryFit(UOTRCL.self, .voting(change), on: rows, epochs: 8)
    try fit.run(until: 3)
    _ = try fit.beginEpoch()
    return fit
  }

  private func maximum(_ row: ArraySlice<Float>) -> Int {
    (row.indices.max { row[$0] < row[$1] } ?? row.startIndex) - row.startIndex
  }

  @Test func priorFollowsThePlan() throws {
    let rows = MemoryRows.clusters(spread: 0.3, seed: 31)
    var fit = try MemoryFit(UOTRCL.self, .voting(), on: rows, epochs: 8)
    try fit.run(until: 3)
    let before = try fit.method.state.doubles("prior")
    _ = try fit.beginEpoch()
    let plan = try fit.method.state.matrix("plan")
    var counts = [Double](repeating: 0, count: 4)
    for row in 0..<plan.rows where plan.row(row).reduce(0, +) > 0.5 {
      counts[maximum(plan.row(row))] += 1
    }
    let total = counts.reduce(0, +)
    #expect(total > 0)
    let expected = zip(before, counts).map { old, count in 0.9 * old + 0.1 * count / total }
    expectClose(try fit.method.state.doubles("prior"), expected, absolute: 1e-12)
  }

  @Test func aStepMovesTargetsAndPrototypesOfItsRows() throws {
    var fit = try begun()
    let before = fit.method.state
    let (plan, targets) = (try before.matrix("plan"), try before.matrix("targets"))
    var prototypes = try before.matrix("prototypes")
    let positions = Array(stride(from: 0, to: 120, by: 6))
    let batch = fit.rows.batch(positions)
    let progress = fit.progress(step: 2)
    fit.method.projectParameters()
    let z = try batch.parts.map {
      try fit.method.embed($0.features, modality: $0.modality)
    }
    _ = try fit.step(batch, progress: progress)

    let momentum = Float(0.95 + (0.8 - 0.95) * progress.fraction)
    var expected = targets
    for (index, row) in positions.enumerated() {
      var scores = [Float](repeating: 0, count: 4)
      for k in 0..<4 {
        for rows in z { scores[k] += rows.dot(row: index, with: prototypes, row: k) }
      }
      for k in 0..<4 { expected[row, k] *= momentum }
      expected[row, maximum(scores[...])] += 1 - momentum
    }
    let after = try fit.method.state.matrix("targets")
    expectClose(after.elements, expected.elements.map { Double($0) }, absolute: 1e-6, "targets")
    #expect(after != targets)

    for (index, row) in positions.enumerated() where plan.row(row).reduce(0, +) > 0.5 {
      let k = maximum(plan.row(row))
      for rows in z {
        let moved = zip(prototypes.row(k), rows.row(index)).map { 0.99 * $0 + 0.01 * $1 }
        let length = moved.reduce(0) { $0 + $1 * $1 }.squareRoot()
        prototypes.setRow(k, to: moved.map { $0 / length })
      }
    }
    let moved = try fit.method.state.matrix("prototypes")
    expectClose(moved.elements, prototypes.elements.map { Double($0) }, absolute: 1e-6)
    #expect(moved != (try before.matrix("prototypes")))
  }

  /// In the second epoch after warm-up there are a plan and moved targets, and both can vote.
  @Test func correctedLabelsOfEitherKindVote() throws {
    func plan(_ weight: Double, _ corrected: UOTRCL.Corrected) throws -> Matrix<Float> {
      let fit = try begun {
        $0.votes.correctedWeight = weight
        $0.votes.corrected = corrected
      }
      return try fit.method.state.matrix("plan")
    }
    let (given, targets, last) = (
      try plan(0, .targets), try plan(1, .targets), try plan(1, .plan)
    )
    #expect(given != targets && given != last && targets != last)
    #expect(try plan(0, .plan) == given)
  }

  /// The last batch of an epoch may be a single row.
  @Test(arguments: [1, 2]) func smallBatchesHaveALoss(rows: Int) throws {
    var fit = try begun { $0.semantic.contrast = 0.5 }
    let loss = try fit.step(fit.rows.batch(Array(0..<rows)), progress: fit.progress(step: 0))
    #expect(loss.isFinite && loss > 0)
    let parameters = fit.method.parameters
    #expect(parameters.names.allSatisfy { parameters[$0].isFinite() })
  }
}
