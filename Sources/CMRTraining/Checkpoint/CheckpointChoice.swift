/// Which checkpoint of a run is meant.
public enum CheckpointChoice: Sendable, Equatable {
  /// That of the best epoch by validation, as the run has recorded it.
  case best
  /// The newest.
  case last
  /// The one taken after so many epochs.
  case epoch(Int)
}

extension CheckpointChoice: CustomStringConvertible {
  /// `best`, `last` or `epoch-12`.
  public var description: String {
    switch self {
    case .best: "best"
    case .last: "last"
    case .epoch(let epoch): "epoch-\(epoch)"
    }
  }
}
