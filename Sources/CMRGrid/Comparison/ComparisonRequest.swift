/// What a table shall show.
public struct ComparisonRequest: Sendable, Equatable {
  /// Which checkpoint counts.
  public enum Epoch: String, Sendable, CaseIterable {
    /// The best by validation; the last where there is none.
    case best
    /// The last.
    case last
  }

  /// What spreads.
  public enum Spread: String, Sendable, CaseIterable {
    /// All cells.
    case pooled
    /// Noise seeds, each by the mean of its training seeds.
    case noise
    /// Training seeds while the noise stays the same.
    case training
  }

  /// With what each method is compared.
  public enum Reference: Sendable, Equatable {
    /// The best of the others, column by column.
    case bestPeer
    /// One method.
    case method(String)
  }

  /// `map`, a figure that methods report, `seconds` or `peak-memory`.
  public var measure = ResultRow.map
  /// The checkpoint.
  public var epoch = Epoch.best
  /// The split; nil for the report's, or validation where nothing else was measured.
  public var split: String? = nil
  /// `mean` over directions, `both` (every one) or the name of one.
  public var direction = ResultRow.mean
  /// With what each method is compared.
  public var reference = Reference.bestPeer
  /// By which test.
  public var test = PairedTest.t
  /// What spreads.
  public var spread = Spread.pooled

  /// mAP of the best epoch, the mean over directions, against the best peer by the t test.
  public init() {}

  static let everyDirection = "both"
}
