import CMRRandom

/// The batches of a run by epoch and step: a pure function of data, batch size and seed.
///
/// The order of an epoch is a keyed permutation that is computed where it is needed, so a run can
/// go on at any step without replaying the ones before, and memory does not depend on the number of
/// rows.
package struct BatchSource: Sendable {
  package let data: TrainingData
  package let batchSize: Int
  package let seed: UInt64

  /// Batches of `data`.
  package init(data: TrainingData, batchSize: Int, seed: UInt64) {
    self.data = data
    self.batchSize = batchSize
    self.seed = seed
  }

  /// How many steps an epoch has. The last batch of an epoch has what is left, as MRL's loader
  /// does.
  package var stepsPerEpoch: Int { (data.rowCount + batchSize - 1) / batchSize }

  /// Where the rows of a batch stand within the training rows of the modality at `index`.
  ///
  /// Modalities that are not paired have orders of their own, and one that has fewer rows than the
  /// largest is gone through again, in another order, until the epoch ends: all parts of a batch
  /// have equally many rows.
  package func positions(epoch: Int, step: Int, modality index: Int = 0) -> [Int] {
    let start = step * batchSize
    let end = min(start + batchSize, data.rowCount)
    let rows = data.modalities[index].rows
    let count = rows.rows.count
    guard !data.isPaired else {
      let order = ShuffledOrder(count: count, seed: seed, epoch: epoch)
      return (start..<end).map { order[$0] }
    }
    var own = RandomStream(seed: seed, domain: "batches/\(rows.name)")
    let ownSeed = own.next()
    let passes = (data.rowCount + count - 1) / count
    var positions: [Int] = []
    for pass in start / count...(end - 1) / count {
      let order = ShuffledOrder(count: count, seed: ownSeed, epoch: epoch * passes + pass)
      let range = (start..<end).clamped(to: pass * count..<(pass + 1) * count)
      positions += range.map { order[$0 - pass * count] }
    }
    return positions
  }

  /// The batch, read from the store.
  package func batch(epoch: Int, step: Int) throws -> Batch {
    let shared = data.isPaired ? positions(epoch: epoch, step: step) : nil
    return Batch(
      parts: try data.modalities.enumerated().map { index, modality in
        let positions = shared ?? positions(epoch: epoch, step: step, modality: index)
        return Batch.Part(
          modality: modality.rows.name, positions: positions,
          features: try modality.rows.read(positions),
          labels: modality.labels.gathering(positions))
      })
  }

  /// The batches from a position to the end of the run, read ahead.
  package func stream(
    from position: CheckpointPosition, epochs: Int, depth: Int = 2
  ) -> Prefetcher<Batch> {
    let steps = stepsPerEpoch
    return Prefetcher(
      indices: position.epoch * steps + position.step..<epochs * steps, depth: depth,
      label: "batches"
    ) { index in
      try batch(epoch: index / steps, step: index % steps)
    }
  }
}
