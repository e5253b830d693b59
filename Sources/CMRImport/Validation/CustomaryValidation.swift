/// The validation rules that published work on a benchmark uses, found by the sizes of its splits.
///
/// A set's name says nothing (see the article on layouts), but the sizes of its published splits
/// identify it. Where repositories disagree, the rule is that of most of them and the others are
/// told; a rule that measures on the rows it chooses by is told and never taken unasked.
package enum CustomaryValidation {
  /// What is known of the published splits.
  package struct Sizes: Sendable {
    let train: Int
    let validation: Int
    let test: Int
    let isPaired: Bool
    let hasGallery: Bool

    package init(
      train: Int, validation: Int = 0, test: Int, isPaired: Bool = true, hasGallery: Bool = false
    ) {
      self.train = train
      self.validation = validation
      self.test = test
      self.isPaired = isPaired
      self.hasGallery = hasGallery
    }
  }

  /// A rule and why it was chosen.
  package struct Choice: Sendable {
    package let rule: ValidationRule
    package let reason: String
    /// What others do, as a sentence.
    package var others: String?
  }

  /// What is done with one benchmark.
  private struct Habit {
    let benchmark: String
    let train: Int
    let test: Int
    var isPaired = true
    /// The rule with those who use it; nil where there is none that leaves the test rows alone.
    let rule: (ValidationRule, users: String)?
    /// Other rules with their users.
    var others: [(ValidationRule, users: String)] = []
  }

  private static let mrl = "MRL, SDML and their successors"

  private static let habits = [
    Habit(
      benchmark: "Wikipedia", train: 2173, test: 693, rule: (.frontOfTest(231), mrl),
      others: [
        (.sameAsTest, "some with CLIP features"), (.frontOfTest(131), "others with CLIP features"),
      ]),
    Habit(
      benchmark: "NUS-WIDE with 10 classes", train: 42941, test: 28661,
      rule: (.frontOfTest(5000), mrl), others: [(.backOfTrain(5000), "ISVN")]),
    Habit(
      benchmark: "XMediaNet", train: 32000, test: 8000,
      rule: (.frontOfTest(4000), "MRL and its successors"),
      others: [
        (.backOfTrain(4000), "ISVN"), (.overlapsTest(4000), "SEHA"),
        (.sameAsTest, "some with CLIP features"),
      ]),
    Habit(
      benchmark: "XMedia", train: 4000, test: 1000, isPaired: false,
      rule: (.backOfTest(.share(1, of: 2)), "SDML and MARS"),
      others: [
        (.frontOfTest(.share(1, of: 2)), "NIRNL and its like"), (.sameAsTest, "MAN"),
        (.none, "DCHN"),
      ]),
    Habit(
      benchmark: "XMedia", train: 4000, test: 1000, rule: (.frontOfTest(500), "SSP"),
      others: [(.overlapsTest(500), "SEHA"), (.backOfTest(500), "SDML and MARS")]),
    Habit(
      benchmark: "INRIA-Websearch", train: 10332, test: 4366,
      rule: (.frontOfTrain(1332), "those who take CLIP features"),
      others: [(.sameAsTest, "SEHA and SSP")]),
    Habit(
      benchmark: "INRIA-Websearch", train: 9000, test: 4366, rule: nil,
      others: [(.sameAsTest, "SEHA and SSP")]),
    Habit(
      benchmark: "Pascal Sentences", train: 800, test: 100, rule: nil,
      others: [(.sameAsTest, "DSCMR and its like")]),
    Habit(
      benchmark: "Pascal Sentences", train: 800, test: 200, rule: nil,
      others: [(.sameAsTest, "FGFusion and those who take CLIP features")]),
  ]

  /// The rule for an input whose published splits have these sizes.
  package static func choice(_ sizes: Sizes) -> Choice {
    let (train, test) = (sizes.train, sizes.test)
    if sizes.validation > 0 {
      return Choice(
        rule: .stored, reason: "the input has \(sizes.validation) validation rows of its own")
    }
    let habit = habits.first {
      $0.train == train && $0.test == test && $0.isPaired == sizes.isPaired
    }
    let others = habit.flatMap { told($0) }
    if let habit, let (rule, users) = habit.rule {
      return Choice(
        rule: rule,
        reason:
          "\(train) training and \(test) test rows are \(habit.benchmark), and \(users) do so",
        others: others)
    }
    if sizes.hasGallery {
      return Choice(
        rule: .none, reason: "work on sets with a database sets no validation rows aside")
    }
    if train < 2 {
      return Choice(rule: .none, reason: "\(train) training rows leave none to set aside")
    }
    let known =
      habit.map { "of the habits with \($0.benchmark) none leaves the test rows alone" }
      ?? "no habit is known for \(train) training and \(test) test rows"
    return Choice(
      rule: unknown(sizes),
      reason: "\(known), so a tenth of the training rows is set aside and no test row is looked at",
      others: others)
  }

  /// One in ten rows, the share that INRIA-Websearch and Pascal Sentences set aside, and seed 1.
  private static func unknown(_ sizes: Sizes) -> ValidationRule {
    sizes.isPaired
      ? .random(.rows(max(1, (sizes.train + 5) / 10)), seed: 1)
      : .random(.share(1, of: 10), seed: 1)
  }

  private static func told(_ habit: Habit) -> String? {
    guard !habit.others.isEmpty else { return nil }
    let others = habit.others.map { "\($0.0) (\($0.users))" }.joined(separator: ", ")
    return "other published work on \(habit.benchmark) uses \(others)"
  }
}
