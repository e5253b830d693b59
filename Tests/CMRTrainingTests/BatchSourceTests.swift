import CMRDense
import CMRRandom
import CMRStore
import CMRTestSupport
import CMRTraining
import SystemPackage
import Testing

/// Batches are a pure function of data, batch size, seed, epoch and step.
@Suite struct BatchSourceTests {
  private func withSource<Result>(
    rows: Int = 22, batchSize: Int = 5, seed: UInt64 = 3,
    _ body: (BatchSource, TinyStore) throws -> Result
  ) throws -> Result {
    let tiny = TinyStore(trainingRows: rows)
    return try withTinyStore(tiny) { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"))
      plan.batchSize = batchSize
      let store = try Store.open(folder("tiny.h5"))
      let data = try RunData(plan.resolved(in: store, catalog: .tiny).plan, from: store)
      return try body(
        BatchSource(data: data.training, batchSize: batchSize, seed: seed), tiny)
    }
  }

  @Test(arguments: [(22, 5), (20, 5), (3, 5), (1, 1), (23, 22)])
  func anEpochHasEveryRowOnce(rows: Int, batchSize: Int) throws {
    try withSource(rows: rows, batchSize: batchSize) { source, _ in
      for epoch in 0..<3 {
        let steps = (0..<source.stepsPerEpoch).map { source.positions(epoch: epoch, step: $0) }
        #expect(steps.joined().sorted() == Array(0..<rows))
        #expect(steps.dropLast().allSatisfy { $0.count == batchSize })
      }
    }
  }

  @Test func epochsAndSeedsHaveOrdersOfTheirOwn() throws {
    try withSource { source, _ in
      let order = { (epoch: Int) in
        (0..<source.stepsPerEpoch).flatMap { source.positions(epoch: epoch, step: $0) }
      }
      #expect(order(0) != order(1))
      #expect(order(0) == order(0))
      let other = BatchSource(data: source.data, batchSize: 5, seed: 4)
      #expect(other.positions(epoch: 0, step: 0) != source.positions(epoch: 0, step: 0))
      let expected = ShuffledOrder(count: 22, seed: 3, epoch: 1)
      #expect(order(1) == (0..<22).map { expected[$0] })
    }
  }

  @Test func aBatchHoldsTheRowsAndLabelsOfItsPositions() throws {
    try withSource { source, tiny in
      let batch = try source.batch(epoch: 1, step: 2)
      #expect(batch.parts.map(\.modality) == ["image", "text"])
      for (part, (name, dimension)) in zip(batch.parts, TinyStore.dimensions) {
        let features = tiny.features(name, dimension: dimension)
        #expect(part.positions == source.positions(epoch: 1, step: 2))
        for (row, position) in part.positions.enumerated() {
          let expected = features[position * dimension..<(position + 1) * dimension]
          #expect(part.features.row(row).elementsEqual(expected))
        }
        #expect(part.labels == .classIndices(part.positions.map { tiny.noisyLabels[$0] }))
      }
    }
  }

  /// Reading ahead changes nothing, wherever it starts.
  @Test(arguments: [(0, 0), (0, 3), (1, 0), (1, 5), (2, 4)])
  func readingAheadGivesTheSameBatches(epoch: Int, step: Int) throws {
    try withSource { source, _ in
      let stream = source.stream(
        from: CheckpointPosition(epoch: epoch, step: step), epochs: 3, depth: 2)
      var count = 0
      let first = epoch * 5 + step
      while let batch = try stream.next() {
        let index = first + count
        #expect(try batch == source.batch(epoch: index / 5, step: index % 5))
        count += 1
      }
      #expect(count == 15 - first)
    }
  }
}
