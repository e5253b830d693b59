/// A named set of rows, by index, so that splitting anew copies no features.
public struct Split: Hashable, Sendable {
  /// The name, for example `train`.
  public let name: String
  /// The rule that made it, for example `stored` or `front-of-test:231`.
  public let rule: String
  /// The rows of each modality in the order of the split, each at most once.
  public let rows: PerModality<[Int]>

  /// A split that is not in a store yet.
  public init(name: String, rule: String, rows: PerModality<[Int]>) {
    self.name = name
    self.rule = rule
    self.rows = rows
  }
}
