public import CMRTraining

/// What is known of a finished cell: `record.json` in its folder.
///
/// A cell is finished just if this file is there.
public struct CellRecord: Codable, Sendable, Equatable {
  static let currentVersion = 1

  /// A figure of the method about one epoch.
  public struct Figure: Codable, Sendable, Equatable {
    /// Whose epoch it is: `best` or `last`.
    public let choice: String
    /// The epoch.
    public let epoch: Int
    /// What the method calls it, for example `corrected-right`.
    public let name: String
    /// The figure.
    public let value: Double
  }

  /// The version of the record's form.
  public private(set) var recordVersion = Self.currentVersion
  /// The cell.
  public let cell: GridCell
  /// What the result follows from.
  public let identity: CellIdentity
  /// The SHA-256 of the program's file: two builds of one version are told apart by it, and nothing
  /// is decided by it.
  public let build: String
  /// The scores.
  public let fit: FitReport
  /// What the method said of the best and the last epoch.
  public let figures: [Figure]
  /// The seconds that its epochs took, also of earlier processes.
  public let seconds: Double
  /// The most memory that its last process held, in bytes.
  public let peakMemory: Int
}
