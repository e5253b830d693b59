/// What an import makes of its input: known as soon as it is planned.
public struct ImportSummary: Codable, Hashable, Sendable {
  /// The features of one kind of data.
  public struct Modality: Codable, Hashable, Sendable {
    /// The modality's name.
    public let name: String
    /// The number of rows.
    public let rows: Int
    /// The number of features of each row.
    public let dimension: Int
  }

  /// A named set of rows.
  public struct Split: Codable, Hashable, Sendable {
    /// The split's name.
    public let name: String
    /// The number of rows; where each modality has rows of its own, of all together.
    public let rows: Int
    /// The rule that made it.
    public let rule: String
  }

  /// The dataset's name.
  public let name: String
  /// The layout's name.
  public let layout: String
  /// The modalities; whether row i of each belongs to row i of the others is among the decisions.
  public let modalities: [Modality]
  /// The names of the classes.
  public let classNames: [String]
  /// The splits.
  public let splits: [Split]
  /// How the layout was found: why this one, and what else was considered.
  public let explanation: [String]
  /// Every decision taken, one sentence each; they are part of the store's provenance.
  public let decisions: [String]
  /// What a user should know before trusting figures made with the store, one sentence each; they
  /// are part of its provenance too.
  public internal(set) var warnings: [String]
  /// What the input holds that was passed over: links, unsafe names, variables nobody asked for.
  public let skipped: [String]
}
