/// How far a grid is.
public struct GridProgress: Sendable, Equatable {
  /// How many cells the plan has.
  public let planned: Int
  /// How many are finished, also by earlier calls.
  public let finished: Int
  /// How many are being computed.
  public let running: Int
  /// How many failed in this call.
  public let failed: Int
  /// The share of the work that is done, by estimate: 0...1.
  public let fraction: Double

  /// How many wait.
  public var left: Int { planned - finished - running - failed }
}

/// Something that happened while a grid was computed, for whoever draws progress.
public enum GridEvent: Sendable {
  /// Noise was drawn into a store: so many label sets.
  case drew(store: String, labelSets: Int)
  /// The cells are known, and those that were finished before; of these, how many by another build
  /// of the same version of the program.
  case started(GridProgress, otherBuilds: Int)
  /// A while has passed.
  case progressed(GridProgress)
  /// A cell is finished and its record published.
  case finished(CellRecord, GridProgress)
  /// A cell has failed; the others go on.
  case failed(GridCell, reason: String, GridProgress)
}

/// Receives the events of a grid, in order, on the thread that runs it.
public protocol GridObserver {
  /// Called for every event; should return quickly.
  func observe(_ event: GridEvent)
}

/// How a call ended.
public struct GridOutcome: Sendable, Equatable {
  /// A cell without a record, and why.
  public struct Failure: Sendable, Equatable {
    /// The cell.
    public let cell: GridCell
    /// What its process said.
    public let reason: String
  }

  /// How many cells the plan has.
  public let planned: Int
  /// How many of them are finished.
  public let finished: Int
  /// How many this call finished.
  public let computed: Int
  /// What failed in this call.
  public let failures: [Failure]
  /// Whether a stop was asked for; the same call goes on.
  public let isInterrupted: Bool
}
