import CMRRandom
import CMRSplit
import Testing

@Suite struct SplitPlanTests {
  private func message(
    _ parts: [String], draw: SplitDraw = .random, rows: Int? = nil
  ) -> String {
    do throws(SplitError) {
      let plan = try SplitPlan(parts, draw: draw, seed: 1)
      if let rows { _ = try plan.split(Array(0..<rows), labels: nil, in: "'train'") }
      return ""
    } catch {
      return error.description
    }
  }

  @Test func `what cannot be understood is said`() {
    let amounts =
      "; give a number of rows, a share between 0 and 1 such as 0.2 or 1/5, or 'rest' for all that"
      + " are left"
    for bad in [
      "0", "1.0", "0.0", "5/5", "0/3", "1.5", "-3", "20%", "", ".", "0.1234567890", "1/0",
    ] {
      #expect(message(["a=\(bad)"]) == "'\(bad)' of 'a' is no amount of rows" + amounts)
    }
    #expect(
      message(["train2"])
        == "'train2' does not say which split gets how many rows; write NAME=AMOUNT, such as"
        + " validation2=0.2")
    #expect(message(["a=1", "a=2"]) == "the split 'a' is named twice; name each once")
    #expect(
      message(["a=rest", "b=rest"])
        == "'a' and 'b' both get the rest of the rows; give one of them an amount")
    #expect(
      message(["a=0.8", "b=0.3"])
        == "the shares 4/5 and 3/10 are more than all rows; give shares of which the sum is at most 1"
    )
    #expect(
      message(["a=1/999999937", "b=1/999999929", "c=1/999999893"])
        == "the shares 1/999999937, 1/999999929, 1/999999893 have no common denominator that can be"
        + " counted with; round them")
  }

  @Test func `parts that the rows do not give are refused`() {
    #expect(
      message(["a=8", "b=3"], rows: 10)
        == "the new splits ask for 11 of the 10 rows of 'train'; ask for fewer rows, or for shares")
    #expect(
      message(["a=9223372036854775807", "b=9223372036854775807"], rows: 10)
        == "the new splits ask for 9223372036854775807 of the 10 rows of 'train'; ask for fewer rows,"
        + " or for shares")
    #expect(
      message(["a=0.01", "b=rest"], rows: 10)
        == "'a' (1/100) would get none of the 10 rows of 'train'; ask for more rows")
    #expect(
      message(["a=10", "b=rest"], rows: 10)
        == "'b' (rest) would get none of the 10 rows of 'train'; ask for more rows")
  }

  @Test func `shares are rounded by largest remainder`() throws {
    let cases: [(parts: [String], rows: Int, counts: [Int])] = [
      (["a=0.8", "b=0.2"], 1709, [1367, 342, 0]), (["a=1/3", "b=1/3", "c=1/3"], 11, [4, 4, 3, 0]),
      (["a=0.5", "b=0.5"], 3, [2, 1, 0]), (["a=0.15", "b=0.35", "c=0.5"], 7, [1, 2, 4, 0]),
      (["a=1/2"], 5, [2, 3]), (["a=1/2", "b=rest"], 5, [2, 3, 0]),
      (["a=3", "b=0.5"], 9, [3, 4, 2]),
      (["a=0.3", "b=0.3"], 9, [3, 2, 4]),
    ]
    for (parts, rows, counts) in cases {
      let plan = try SplitPlan(parts, draw: .random, seed: 1)
      #expect(try plan.counts(of: rows, in: "x") == counts, "\(parts) of \(rows)")
    }
  }

  @Test func `the rule is the same however a share is written`() throws {
    for share in ["0.8", "4/5", "0.80", "8/10"] {
      let plan = try SplitPlan(["a=\(share)", "b=rest"], draw: .stratified, seed: 7)
      #expect(plan.description == "stratified:a=4/5,b=rest@7")
    }
    #expect(try SplitPlan(["a=3"], draw: .inOrder, seed: 7).description == "in-order:a=3")
  }

  @Test(arguments: SplitDraw.allCases)
  func `every row goes to one part and the counts are exact`(draw: SplitDraw) throws {
    var random = RandomStream(seed: 1, domain: "test/split")
    let classes = (0..<500).map { _ in Int32(random.uniform(below: 7)) }
    let rows = Array(100..<400)
    for seed in UInt64(1)...5 {
      let plan = try SplitPlan(["a=0.61", "b=17", "c=rest"], draw: draw, seed: seed)
      let parts = try plan.split(rows, labels: .classes(classes), in: "x")
      #expect(parts.map(\.count) == [183, 17, 100])
      #expect(parts.flatMap(\.self).sorted() == rows)
      #expect(parts.allSatisfy { $0 == $0.sorted() })
      #expect(try plan.split(rows, labels: .classes(classes), in: "x") == parts)
    }
  }

  /// The bits are part of the contract: a store names a draw by its seed.
  @Test func `draws are what they were`() throws {
    let labels = SplitLabels.classes([0, 1, 0, 1, 2, 0, 2, 1, 0, 1])
    let parts = { (draw: SplitDraw, modality: String?) in
      try SplitPlan(["a=0.6", "b=rest"], draw: draw, seed: 3)
        .split(Array(0..<10), labels: labels, modality: modality, in: "x")[1]
    }
    #expect(try parts(.inOrder, nil) == [6, 7, 8, 9])
    #expect(try parts(.random, nil) == [2, 4, 6, 8])
    #expect(try parts(.random, "image") == [1, 2, 5, 9])
    #expect(try parts(.stratified, nil) == [1, 3, 6, 8])
  }
}
