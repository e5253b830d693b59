/// A named set of rows, by index, so that splitting anew copies no features.
public struct Split: Hashable, Sendable {
  /// The name, for example `train`.
  public let name: String
  /// The rule that made it, for example `stored` or `front-of-test:231`.
  public let rule: String
  /// The rows of each modality in the order of the split, each at most once.
  public let rows: PerModality<[Int]>
  /// What it was made from; nil for a split that came with the source.
  public let origin: Origin?

  /// What a split was made from, and by what.
  public struct Origin: Hashable, Sendable {
    /// The splits whose rows were split.
    public let from: [String]
    /// The label set by whose classes rows were drawn; nil where classes played no part.
    public let labels: String?
    /// The tool and its version, for example `cmrdata 0.1.0`.
    public let tool: String

    /// The origin of a split of `from`.
    public init(from: [String], labels: String? = nil, tool: String) {
      self.from = from
      self.labels = labels
      self.tool = tool
    }
  }

  /// A split that is not in a store yet.
  public init(name: String, rule: String, rows: PerModality<[Int]>, origin: Origin? = nil) {
    self.name = name
    self.rule = rule
    self.rows = rows
    self.origin = origin
  }
}
