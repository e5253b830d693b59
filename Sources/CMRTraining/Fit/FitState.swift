import CMRAutodiff
import CMRBeliefs
import CMRDense

/// All that changes while a run goes on. A copy is a snapshot: values are copied when they change,
/// not before.
struct FitState<Method: TrainingMethod> {
  /// The method with its parameters and state.
  var method: Method
  /// The optimiser's moments.
  var optimiser: any Optimiser<Float>
  /// How many epochs are done.
  var epoch = 0
  /// The epoch under way, if it has begun.
  var partial: PartialEpoch?
  /// The finished epochs.
  var records: [EpochRecord] = []
  /// What the method believed of the labels so far; nil while it has said nothing.
  var beliefs: BeliefHistory?

  /// Where the run stands, as checkpoints are named.
  var position: CheckpointPosition {
    CheckpointPosition(epoch: epoch, step: partial?.steps ?? 0)
  }

  /// The mean validation score of the epoch that has just ended; nil within an epoch.
  var validationMean: Double? {
    guard partial == nil, let record = records.last, record.epoch == epoch else { return nil }
    return record.validation?.mean
  }
}

/// What is known of an epoch between its first step and its end.
struct PartialEpoch: Codable, Sendable, Equatable {
  /// How many steps are done.
  var steps = 0
  /// The sum of the steps' losses, each times its rows.
  var weightedLoss = 0.0
  /// How many rows the steps had.
  var rows = 0
  /// What the method reported at the beginning.
  var diagnostics: Diagnostics

  /// The mean loss so far.
  var meanLoss: Double { weightedLoss / Double(max(1, rows)) }
}
