/// So many rows, or such a share of them: `231` or `1/2`.
///
/// A share suits sets whose modalities have different numbers of rows.
public enum RowAmount: Hashable, Sendable, CustomStringConvertible, ExpressibleByIntegerLiteral {
  /// A number of rows.
  case rows(Int)
  /// A share of the rows, rounded down.
  case share(Int, of: Int)

  /// A number of rows.
  public init(integerLiteral value: Int) { self = .rows(value) }

  /// Reads `231` or `1/2`; nil for anything else, and unless there is something to take.
  init?(_ text: String) {
    let fields = text.split(separator: "/", omittingEmptySubsequences: false)
    let numbers = fields.compactMap { Int($0) }
    guard numbers.count == fields.count, numbers[0] > 0 else { return nil }
    switch numbers.count {
    case 1: self = .rows(numbers[0])
    case 2 where numbers[0] < numbers[1]: self = .share(numbers[0], of: numbers[1])
    default: return nil
    }
  }

  /// How many of `total` rows these are.
  func count(of total: Int) -> Int {
    switch self {
    case .rows(let count): return count
    case .share(let part, let whole):
      return whole.dividingFullWidth(total.multipliedFullWidth(by: part)).quotient
    }
  }

  /// The text form.
  public var description: String {
    switch self {
    case .rows(let count): "\(count)"
    case .share(let part, let whole): "\(part)/\(whole)"
    }
  }
}
