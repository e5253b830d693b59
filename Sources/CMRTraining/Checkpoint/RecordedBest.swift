/// The best epoch so far as a run has recorded it, whatever files are left.
struct RecordedBest: Equatable {
  /// How many epochs were done.
  let epoch: Int
  /// The mean validation score.
  let mean: Double
  /// How many of the best checkpoints the plan keeps.
  let retained: Int

  /// Nil where no epoch was evaluated.
  init?(of records: [EpochRecord], retained: Int) {
    guard let epoch = Self.epochs(of: records, count: 1).first,
      let mean = records.first(where: { $0.epoch == epoch })?.validation?.mean
    else { return nil }
    self.epoch = epoch
    self.mean = mean
    self.retained = retained
  }

  /// Where the checkpoint was taken.
  var position: CheckpointPosition { CheckpointPosition(epoch: epoch, step: 0) }

  /// The epochs with the highest validation means, the earlier of equals.
  static func epochs(of records: [EpochRecord], count: Int) -> Set<Int> {
    let evaluated = records.compactMap { record in
      record.validation.map { (epoch: record.epoch, mean: $0.mean) }
    }
    let sorted = evaluated.sorted { ($1.mean, $0.epoch) < ($0.mean, $1.epoch) }
    return Set(sorted.prefix(count).map(\.epoch))
  }
}
