/// How the rows for validation are chosen: the name of a published habit with its number of rows.
///
/// The text form is what users write and what the store keeps as the rule of its splits: `stored`,
/// `none`, `front-of-test:231`, `back-of-test:N`, `front-of-train:N`, `back-of-train:N`,
/// `random:N@SEED`. Rows that become validation rows leave the split they came from.
/// `front-of-test` and `back-of-test` choose models on rows of the published test set; they exist
/// because published figures were made so.
public enum ValidationRule: Hashable, Sendable, CustomStringConvertible {
  /// The input's own validation rows.
  case stored
  /// No validation rows.
  case none
  /// The first so many rows of the test split.
  case frontOfTest(Int)
  /// The last so many rows of the test split.
  case backOfTest(Int)
  /// The first so many rows of the training split.
  case frontOfTrain(Int)
  /// The last so many rows of the training split.
  case backOfTrain(Int)
  /// So many rows of the training split, drawn without replacement by the stream of that seed.
  case random(Int, seed: UInt64)

  /// The rules' names with their parameters, for help texts.
  public static let forms = [
    "stored", "front-of-test:N", "back-of-test:N", "front-of-train:N", "back-of-train:N",
    "random:N@SEED", "none",
  ]

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
    }
  }

  private static func count(_ text: String, in rule: String) throws(ImportError) -> Int {
    guard let count = Int(text), count > 0 else { throw .unknownRule(rule) }
    return count
  }
}
