import CMRImport
import Testing

@Suite struct LabelResolverTests {
  private func numbers(_ name: String, _ values: [Int64]) -> LabelTable {
    LabelTable(source: name, columns: 1, values: values)
  }

  private func resolve(
    _ tables: [LabelTable], named: Int? = nil, base: Int? = nil
  ) throws -> ResolvedLabels {
    try LabelResolver(
      groups: [LabelResolver.Group(modality: nil, tables: tables)],
      classNames: named.map { LabelResolver.ClassNames(count: $0, source: "names.txt") }, base: base
    ).resolve()
  }

  private func text(_ tables: [LabelTable], named: Int? = nil) -> String? {
    #expect(throws: ImportError.self) { try resolve(tables, named: named) }?.description
  }

  @Test func takesOneBaseForAllSplits() throws {
    // The test split lacks the lowest class: subtracting its own minimum would shift it.
    let labels = try resolve([numbers("train", [1, 2, 3]), numbers("test", [2, 3])])
    #expect(labels.values == [.classes([0, 1, 2, 1, 2])])
    #expect(labels.classCount == 3)
    #expect(
      labels.decisions == [
        "labels are class numbers 1 to 3 over all splits: the first class is 1, and there are 3 classes",
        "the modalities share their labels, which the input has once",
      ])
  }

  @Test func keepsNumbersThatStartAtZero() throws {
    let labels = try resolve([numbers("train", [0, 3]), numbers("test", [1])])
    #expect(labels.values == [.classes([0, 3, 1])])
    #expect(labels.decisions[1] == "classes without a row (counted from 0): 2")
  }

  @Test func believesTheCaller() throws {
    #expect(try resolve([numbers("x", [5, 6])], base: 5).values == [.classes([0, 1])])
    #expect(try resolve([numbers("x", [1, 2])], base: 0).classCount == 3)
  }

  @Test func believesTheNamesOfClasses() throws {
    #expect(try resolve([numbers("x", [1, 2])], named: 5).classCount == 5)
    #expect(
      text([numbers("x", [1, 2, 6])], named: 5)
        == "label 6 in row 2 of 'x' is out of range: classes are 1 to 5, which 'names.txt' names; rows count from 0; repair the source, or say another first class with --label-base"
    )
  }

  /// A list of row ids in a file whose name has "label" in it must not make thousands of classes.
  @Test func doesNotBelieveAListOfSomethingElse() throws {
    #expect(try resolve([numbers("x", [0, 1, 2])], named: 16).classCount == 16)
    #expect(try resolve([numbers("x", [0, 1, 2])], named: 17).classCount == 3)
  }

  @Test func recognisesOneHotColumns() throws {
    let table = LabelTable(source: "x", columns: 3, values: [0, 1, 0, 1, 0, 0, 0, 0, 1])
    let labels = try resolve([table])
    #expect(labels.values == [.classes([1, 0, 2])])
    #expect(labels.classCount == 3)
  }

  @Test func recognisesSeveralClassesPerRow() throws {
    let table = LabelTable(source: "x", columns: 3, values: [0, 1, 1, 1, 0, 0])
    let labels = try resolve([table])
    #expect(labels.values == [.multiHot([0, 1, 1, 1, 0, 0])])
    #expect(
      labels.decisions[0]
        == "labels are 3 columns with up to 2 ones in a row: several classes per row")
  }

  @Test func sharesLabelsThatAreEqual() throws {
    let groups = { (text: [Int64]) in
      [
        LabelResolver.Group(modality: "image", tables: [numbers("i", [0, 1, 1])]),
        LabelResolver.Group(modality: "text", tables: [numbers("t", text)]),
      ]
    }
    let equal = try LabelResolver(groups: groups([0, 1, 1])).resolve()
    #expect(equal.modalities == nil && equal.values.count == 1)
    #expect(equal.decisions.last == "labels of image and text are equal and stored once")
    let different = try LabelResolver(groups: groups([0, 1, 0])).resolve()
    #expect(different.modalities == ["image", "text"] && different.values.count == 2)
  }

  @Test func namesRowSourceAndRange() {
    #expect(
      text([numbers("a", [0, 1]), numbers("b", [2, -1])])
        == "labels run from -1 to 2, which start at neither 0 nor 1; say the number of the first class with --label-base"
    )
    #expect(
      text([numbers("a", [3, 9])])
        == "labels run from 3 to 9, which start at neither 0 nor 1; say the number of the first class with --label-base"
    )
    #expect(
      text([numbers("a", [0, 2_000_000])])
        == "label 2000000 in row 1 of 'a' is out of range: classes are 0 to 999999; rows count from 0; repair the source, or say another first class with --label-base"
    )
    #expect(
      text([LabelTable(source: "x", columns: 2, values: [1, 0, 0, 0])])
        == "row 1 of 'x' belongs to no class; rows and columns count from 0; repair the source")
    #expect(
      text([LabelTable(source: "x", columns: 2, values: [1, 0, 0, 7])])
        == "'x' has one column per class, and 7 in row 1, column 1 is neither 0 nor 1; rows and columns count from 0; repair the source"
    )
    #expect(
      text([numbers("a", [0]), LabelTable(source: "x", columns: 2, values: [1, 0])])
        == "label columns disagree: 'a' has 1, 'x' has 2; take all parts from one version of the set"
    )
    #expect(
      text([LabelTable(source: "x", columns: 2, values: [1, 0])], named: 3)
        == "classes disagree: 'names.txt' names 3, 'x' has 2 columns; take all parts from one version of the set"
    )
  }

  @Test func wantsWholeNumbers() {
    let error = #expect(throws: ImportError.self) {
      try LabelTable(source: "x", columns: 2, numbers: [1, 0, 0.5, 1])
    }
    #expect(
      error?.description
        == "label 0.5 in row 1 of 'x' is not a whole number; rows and columns count from 0; repair the source"
    )
    #expect(throws: ImportError.self) { try LabelTable(source: "x", columns: 1, numbers: [.nan]) }
  }
}
