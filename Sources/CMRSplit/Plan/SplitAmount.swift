/// How many rows a part gets: `231`, a share such as `0.2` or `1/5`, or `rest`.
package enum SplitAmount: Hashable, Sendable, CustomStringConvertible {
  /// A number of rows.
  case rows(Int)
  /// A share of the rows in lowest terms, between 0 and 1.
  case share(Int, of: Int)
  /// All rows that are left.
  case rest

  /// Nine decimals, or as many digits of a fraction, are finer than any set has rows.
  private static let finest = 1_000_000_000

  /// Reads the text form; nil for anything else.
  init?(_ text: String) {
    if text == "rest" {
      self = .rest
    } else if text.contains("/") {
      let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map(Self.number)
      guard numbers.count == 2, let part = numbers[0], let whole = numbers[1] else { return nil }
      self.init(part, of: whole)
    } else if text.contains(".") {
      self.init(decimal: text)
    } else {
      guard let count = Self.number(Substring(text)), count > 0 else { return nil }
      self = .rows(count)
    }
  }

  private init?(_ part: Int, of whole: Int) {
    guard part > 0, part < whole, whole <= Self.finest else { return nil }
    let divisor = Self.commonDivisor(part, whole)
    self = .share(part / divisor, of: whole / divisor)
  }

  private init?(decimal text: String) {
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count == 2, (1...9).contains(halves[1].utf8.count),
      let part = Self.number(halves[1]), halves[0].utf8.allSatisfy({ $0 == UInt8(ascii: "0") })
    else { return nil }
    self.init(part, of: halves[1].utf8.reduce(1) { power, _ in power * 10 })
  }

  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }

  static func commonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// The text form, a share as a fraction.
  package var description: String {
    switch self {
    case .rows(let count): "\(count)"
    case .share(let part, let whole): "\(part)/\(whole)"
    case .rest: "rest"
    }
  }
}
