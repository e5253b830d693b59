import CMRImport
import Testing

@Suite struct ValidationRuleTests {
  static let published = SplitRows(train: Array(0..<10), validation: [], test: Array(10..<16))

  @Test(arguments: [
    ValidationRule.stored, .none, .frontOfTest(231), .backOfTest(1), .frontOfTrain(5000),
    .backOfTrain(2), .random(190, seed: .max), .sameAsTest, .overlapsTest(500),
    .backOfTest(.share(1, of: 2)), .random(.share(1, of: 10), seed: 1),
  ])
  func survivesItsText(_ rule: ValidationRule) throws {
    #expect(try ValidationRule(rule.description) == rule)
  }

  @Test func choosesRows() throws {
    let rows = { (rule: ValidationRule) in try rule.applied(to: Self.published) }
    #expect(try rows(.none) == Self.published)
    #expect(
      try rows(.frontOfTest(2))
        == SplitRows(train: Array(0..<10), validation: [10, 11], test: Array(12..<16)))
    #expect(
      try rows(.backOfTest(2))
        == SplitRows(train: Array(0..<10), validation: [14, 15], test: Array(10..<14)))
    #expect(
      try rows(.frontOfTrain(3))
        == SplitRows(train: Array(3..<10), validation: [0, 1, 2], test: Array(10..<16)))
    #expect(
      try rows(.backOfTrain(3))
        == SplitRows(train: Array(0..<7), validation: [7, 8, 9], test: Array(10..<16)))
  }

  @Test func keepsTestRowsWhereTheHabitIsSo() throws {
    #expect(
      try ValidationRule.sameAsTest.applied(to: Self.published)
        == SplitRows(train: Array(0..<10), validation: Array(10..<16), test: Array(10..<16)))
    #expect(
      try ValidationRule.overlapsTest(2).applied(to: Self.published)
        == SplitRows(train: Array(0..<10), validation: [10, 11], test: Array(10..<16)))
  }

  @Test func takesShares() throws {
    #expect(
      try ValidationRule.backOfTest(.share(1, of: 2)).applied(to: Self.published)
        == SplitRows(train: Array(0..<10), validation: [13, 14, 15], test: [10, 11, 12]))
    #expect(
      try ValidationRule.frontOfTrain(.share(1, of: 4)).applied(to: Self.published).validation
        == [0, 1])
  }

  @Test(arguments: [UInt64](0..<20))
  func drawsFromTheTrainingRowsAlone(_ seed: UInt64) throws {
    let rows = try ValidationRule.random(4, seed: seed).applied(to: Self.published)
    #expect(rows.validation.count == 4)
    #expect((rows.train + rows.validation).sorted() == Array(0..<10))
    #expect(rows.train == rows.train.sorted() && rows.validation == rows.validation.sorted())
    #expect(rows.test == Self.published.test)
    #expect(try ValidationRule.random(4, seed: seed).applied(to: Self.published) == rows)
  }

  @Test func seedsDiffer() throws {
    let draws = try (0..<20).map {
      try ValidationRule.random(4, seed: $0).applied(to: Self.published).validation
    }
    #expect(Set(draws).count > 10)
  }

  @Test func keepsStoredRowsApartUnderAnotherRule() throws {
    let published = SplitRows(train: [0, 1, 2], validation: [3, 4], test: [5, 6])
    #expect(try ValidationRule.stored.applied(to: published) == published)
    let other = try ValidationRule.backOfTrain(1).applied(to: published)
    #expect(other == SplitRows(train: [0, 1], validation: [2], test: [5, 6], unused: [3, 4]))
  }

  @Test(arguments: [
    "", "front-of-test", "front-of-test:", "front-of-test:0", "front-of-test:-1", "back-of-train:x",
    "random:5", "random:5@", "random:5@-1", "random:5@1@2", "stored:3", "none:1", "Stored",
    "same-as-test:1", "overlaps-test", "front-of-test:1/1", "front-of-test:1/0",
    "front-of-test:1/2/3",
  ])
  func refusesOtherTexts(_ text: String) {
    let error = #expect(throws: ImportError.self) { try ValidationRule(text) }
    #expect(
      error?.description
        == "there is no validation rule '\(text)'; the rules are: stored, front-of-test:N, back-of-test:N,"
        + " front-of-train:N, back-of-train:N, random:N@SEED, same-as-test, overlaps-test:N, none")
    #expect(error?.code == .invalidRule)
  }

  @Test(arguments: [
    (
      ValidationRule.frontOfTest(6),
      "the rule 'front-of-test:6' leaves nothing of the 6 rows of the test split"
    ),
    (.backOfTest(7), "the rule 'back-of-test:7' leaves nothing of the 6 rows of the test split"),
    (
      .backOfTrain(10),
      "the rule 'back-of-train:10' leaves nothing of the 10 rows of the training split"
    ),
    (
      .frontOfTrain(99),
      "the rule 'front-of-train:99' leaves nothing of the 10 rows of the training split"
    ),
    (
      .random(10, seed: 1),
      "the rule 'random:10@1' leaves nothing of the 10 rows of the training split"
    ),
  ])
  func refusesToEmptyASplit(_ rule: ValidationRule, _ message: String) {
    let error = #expect(throws: ImportError.self) { try rule.applied(to: Self.published) }
    #expect(error?.description == message + "; ask for fewer rows")
  }

  @Test func refusesStoredRowsThatAreNotThere() {
    let error = #expect(throws: ImportError.self) {
      try ValidationRule.stored.applied(to: Self.published)
    }
    #expect(
      error?.description
        == "the rule 'stored' needs validation rows in the input, and there are none; leave out"
        + " --validation to take the benchmark's customary rule, or name another")
  }
}
