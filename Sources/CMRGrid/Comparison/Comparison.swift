/// A grid's results side by side: a table per store and kind of noise.
public struct Comparison: Sendable {
  /// The methods of one store under one kind of noise, at its rates.
  public struct Table: Sendable {
    /// The store.
    public let store: String
    /// The kind of noise.
    public let noise: String
    /// The columns.
    let columns: [Column]
    /// The methods that have cells here.
    let rows: [Row]
  }

  /// A condition in one direction.
  struct Column: Sendable, Hashable {
    let condition: String
    let rate: Double?
    let direction: String
  }

  struct Row: Sendable {
    let method: String
    /// One for each column; nil where the plan has no cell.
    let cells: [Cell?]
  }

  /// The seeds of one method under one condition.
  struct Cell: Sendable {
    /// How many cells the plan has.
    let planned: Int
    /// How many of them are finished.
    let finished: Int
    /// How many have the figure.
    let count: Int
    /// Their mean; nil where there is none.
    let mean: Double?
    /// Their spread as the request means it; nil where it has none.
    let spread: Double?
    var standing = Standing.none
    /// How it compares with another method.
    var test: Test? = nil
  }

  /// Where a cell stands in its column.
  enum Standing: String, Sendable {
    case best
    /// Within one standard error of the best.
    case nearBest = "near-best"
    case none = ""
  }

  struct Test: Sendable {
    let reference: String
    let outcome: PairedTest.Outcome
  }

  /// What was asked for.
  public let request: ComparisonRequest
  /// The split that was measured on; empty for figures that are about no split.
  public let split: String
  /// The tables, in the order of the plan.
  public let tables: [Table]
  /// How many cells the plan has.
  public let planned: Int
  /// How many of them are finished.
  public let finished: Int
  /// Whether noise and training seeds are crossed.
  let isCrossed: Bool
}
