/// The validation rules that published work on a benchmark uses, found by the sizes of its splits.
///
/// A set's name says nothing (see the article on layouts), but the sizes of its published splits
/// identify it.
enum CustomaryValidation {
  /// A rule and why it was chosen.
  struct Choice {
    let rule: ValidationRule
    let reason: String
  }

  private struct Entry {
    let benchmark: String
    let train: Int
    let test: Int
    let rule: ValidationRule
    let users: String
  }

  private static let entries = [
    Entry(
      benchmark: "Wikipedia", train: 2173, test: 693, rule: .frontOfTest(231),
      users: "MRL, SDML and their successors"),
    Entry(
      benchmark: "NUS-WIDE with 10 classes", train: 42941, test: 28661, rule: .frontOfTest(5000),
      users: "MRL, SDML and their successors"),
    Entry(
      benchmark: "XMediaNet", train: 32000, test: 8000, rule: .frontOfTest(4000),
      users: "MRL and its successors"),
  ]

  /// One in ten rows, the share that INRIA-Websearch and Pascal Sentences set aside, and seed 1.
  private static func unknown(train: Int) -> ValidationRule {
    .random(max(1, (train + 5) / 10), seed: 1)
  }

  /// The rule for an input whose published splits have these sizes.
  static func choice(train: Int, validation: Int, test: Int) -> Choice {
    if validation > 0 {
      return Choice(rule: .stored, reason: "the input has \(validation) validation rows of its own")
    }
    if let entry = entries.first(where: { $0.train == train && $0.test == test }) {
      return Choice(
        rule: entry.rule,
        reason:
          "\(train) training and \(test) test rows are \(entry.benchmark), and \(entry.users) do so"
      )
    }
    if train < 2 {
      return Choice(rule: .none, reason: "\(train) training rows leave none to set aside")
    }
    return Choice(
      rule: unknown(train: train),
      reason: "no habit is known for \(train) training and \(test) test rows, so a tenth of the"
        + " training rows is set aside and no test row is looked at")
  }
}
