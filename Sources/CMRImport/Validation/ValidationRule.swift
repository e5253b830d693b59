/// How the rows for validation are chosen: the name of a published habit with its number of rows.
///
/// The text form is what users write and what the store keeps as the rule of its splits: `stored`,
/// `none`, `front-of-test:231`, `back-of-test:N`, `front-of-train:N`, `back-of-train:N`,
/// `random:N@SEED`, `same-as-test`, `overlaps-test:N`; N is a number of rows or a share such as
/// `1/2`. Rows that become validation rows leave the split they came from, but for the last two
/// rules, under which models are chosen on the very rows that they are then measured on. Those, and
/// `front-of-test` and `back-of-test`, which use up rows of the published test set, exist because
/// published figures were made so.
public enum ValidationRule: Hashable, Sendable, CustomStringConvertible {
  /// The input's own validation rows.
  case stored
  /// No validation rows.
  case none
  /// The first so many rows of the test split.
  case frontOfTest(RowAmount)
  /// The last so many rows of the test split.
  case backOfTest(RowAmount)
  /// The first so many rows of the training split.
  case frontOfTrain(RowAmount)
  /// The last so many rows of the training split.
  case backOfTrain(RowAmount)
  /// So many rows of the training split, drawn without replacement by the stream of that seed.
  case random(RowAmount, seed: UInt64)
  /// All rows of the test split, which keeps them.
  case sameAsTest
  /// The first so many rows of the test split, which keeps them.
  case overlapsTest(RowAmount)

  /// The rules' names with their parameters, for help texts.
  public static let forms = [
    "stored", "front-of-test:N", "back-of-test:N", "front-of-train:N", "back-of-train:N",
    "random:N@SEED", "same-as-test", "overlaps-test:N", "none",
  ]

  /// Whether validation rows stay in the test split.
  var keepsTestRows: Bool {
    switch self {
    case .sameAsTest, .overlapsTest: true
    default: false
    }
  }

  /// Reads the text form.
  ///
  /// - Throws: ``ImportError`` with code `invalidRule`, naming the forms.
  public init(_ text: String) throws(ImportError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let argument = parts.count == 2 ? String(parts[1]) : nil
    switch (String(parts[0]), argument) {
    case ("stored", nil): self = .stored
    case ("none", nil): self = .none
    case ("front-of-test", let count?): self = .frontOfTest(try Self.count(count, in: text))
    case ("back-of-test", let count?): self = .backOfTest(try Self.count(count, in: text))
    case ("front-of-train", let count?): self = .frontOfTrain(try Self.count(count, in: text))
    case ("back-of-train", let count?): self = .backOfTrain(try Self.count(count, in: text))
    case ("same-as-test", nil): self = .sameAsTest
    case ("overlaps-test", let count?): self = .overlapsTest(try Self.count(count, in: text))
    case ("random", let draw?):
      let numbers = draw.split(separator: "@", omittingEmptySubsequences: false).map { String($0) }
      guard numbers.count == 2, let seed = UInt64(numbers[1]) else { throw .unknownRule(text) }
      self = .random(try Self.count(numbers[0], in: text), seed: seed)
    default: throw .unknownRule(text)
    }
  }

  /// The text form.
  public var description: String {
    switch self {
    case .stored: "stored"
    case .none: "none"
    case .frontOfTest(let count): "front-of-test:\(count)"
    case .backOfTest(let count): "back-of-test:\(count)"
    case .frontOfTrain(let count): "front-of-train:\(count)"
    case .backOfTrain(let count): "back-of-train:\(count)"
    case .random(let count, let seed): "random:\(count)@\(seed)"
    case .sameAsTest: "same-as-test"
    case .overlapsTest(let count): "overlaps-test:\(count)"
    }
  }

  private static func count(_ text: String, in rule: String) throws(ImportError) -> RowAmount {
    guard let count = RowAmount(text) else { throw .unknownRule(rule) }
    return count
  }
}
