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

/// Batches of modalities that are not paired.
@Suite struct UnpairedBatchTests {
  /// As `largest` goes through its rows once, `smaller` begins anew as often as it takes.
  @Test(arguments: [(22, 5, 5), (22, 22, 5), (23, 3, 10), (9, 4, 20), (7, 1, 2)])
  func everyModalityHasAnOrderOfItsOwn(largest: Int, smaller: Int, batchSize: Int) throws {
    let source = try source([largest, smaller], batchSize)
    for epoch in 0..<3 {
      let steps = { (modality: Int) in
        (0..<source.stepsPerEpoch).map {
          source.positions(epoch: epoch, step: $0, modality: modality)
        }
      }
      #expect(steps(0).map(\.count) == steps(1).map(\.count))
      #expect(steps(0).joined().sorted() == Array(0..<largest))
      let passes = Array(steps(1).joined())
      #expect(passes.count == largest)
      for start in stride(from: 0, to: largest, by: smaller) where start + smaller <= largest {
        #expect(passes[start..<start + smaller].sorted() == Array(0..<smaller))
      }
    }
  }

  @Test func ordersDiffer() throws {
    let source = try source([40, 40], 40)
    let orders = (0..<2).map { source.positions(epoch: 0, step: 0, modality: $0) }
    #expect(orders[0] != orders[1])
    let passes = try self.source([60, 20], 60).positions(epoch: 0, step: 0, modality: 1)
    #expect(passes[..<20] != passes[20..<40])
  }

  /// Batches of a store whose modalities have these numbers of rows.
  private func source(_ counts: [Int], _ batchSize: Int) throws -> BatchSource {
    try withTemporaryFolder { folder in
      let path = folder("unpaired.h5")
      let names = counts.indices.map { "m\($0)" }
      var builder = try StoreBuilder.create(at: path, name: "unpaired", classNames: ["one"])
      for (name, count) in zip(names, counts) {
        var modality = try builder.beginModality(name, rows: count, dimension: 1)
        try modality.append((0..<count).map { Float($0) })
        try builder.finish(modality, ids: (0..<count).map { "\(name)-\($0)" })
      }
      let rows = zip(names, counts).map { ($0, Array(0..<$1)) }
      let labels = zip(names, counts).map {
        ($0, Labels.classIndices([Int32](repeating: 0, count: $1)))
      }
      try builder.addLabels(
        LabelSet(name: "clean", labels: .separate(Dictionary(uniqueKeysWithValues: labels))))
      try builder.addSplit(
        Split(
          name: "train", rule: "stored", rows: .separate(Dictionary(uniqueKeysWithValues: rows))))
      try builder.publish(
        provenance: Provenance(sources: [], tool: "tests 1", layout: "none", decisions: []))
      var plan = FitPlan.tiny(path)
      plan.labels = "clean"
      let store = try Store.open(path)
      let data = try RunData(plan.resolved(in: store, catalog: .tiny).plan, from: store)
      #expect(!data.task.isPaired && data.task.stepsPerEpoch >= 1)
      return BatchSource(data: data.training, batchSize: batchSize, seed: 3)
    }
  }
}
