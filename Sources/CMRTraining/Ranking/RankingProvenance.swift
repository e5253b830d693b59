public import CMRStore

/// Where a ranking comes from, down to the digests of the files that the dataset was imported from.
public struct RankingProvenance: Codable, Sendable, Equatable {
  /// The checkpoint that embedded the rows.
  public struct CheckpointSource: Codable, Sendable, Equatable {
    /// The digest that covers the whole checkpoint.
    public let sha256: String
    /// Where in its run it was taken.
    public let position: CheckpointPosition
  }

  /// The store that the rows come from.
  public struct StoreSource: Codable, Sendable, Equatable {
    /// The name of the dataset.
    public let name: String
    /// The digest that covers the whole store.
    public let sha256: String
    /// The sources of the store: archives and files with size and SHA-256.
    public let provenance: Provenance
  }

  /// The checkpoint.
  public let checkpoint: CheckpointSource
  /// The plan of the run, without the path of the store.
  public let plan: FitPlan
  /// The store.
  public let store: StoreSource
  /// The label set that says what is relevant.
  public let relevance: String
}
