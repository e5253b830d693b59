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
  package var stepsPerEpoch: Int { (data.pairCount + batchSize - 1) / batchSize }

  /// The positions of the batch within the training rows.
  package func positions(epoch: Int, step: Int) -> [Int] {
    let order = ShuffledOrder(count: data.pairCount, seed: seed, epoch: epoch)
    let start = step * batchSize
    return (start..<min(start + batchSize, data.pairCount)).map { order[$0] }
  }

  /// The batch, read from the store.
  package func batch(epoch: Int, step: Int) throws -> Batch {
    let positions = positions(epoch: epoch, step: step)
    return Batch(
      parts: try data.modalities.map { modality in
        Batch.Part(
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
