import CMRImport
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Sets in no known layout, told array by array.
@Suite struct RecipeTests {
  private let set = SyntheticSet(train: 12, test: 6, valid: 4)

  private func table(_ rows: [[some Any]]) -> String {
    rows.map { $0.map { "\($0)" }.joined(separator: ",") + "\n" }.joined()
  }

  /// Writes a table for each modality and split, and all of them in one as well.
  private func write(to folder: TemporaryFolder) throws {
    for (name, rows) in set.segments + [("all", 0..<set.total)] {
      try folder.write(table(set.imageRows(rows)), to: "set/\(name)/image.csv")
      try folder.write(table(set.textRows(rows)), to: "set/\(name)/text.csv")
      try folder.write(table(set.column(rows)), to: "set/\(name)/label.csv")
      try folder.write(table(set.oneHot(rows)), to: "set/\(name)/hot.csv")
      try folder.write(
        table(set.column(rows).map { [$0[0] + 1] }), to: "set/\(name)/label-from-1.csv")
      try folder.write(table(rows.map { [$0 + 1] }), to: "set/\(name)/rows.csv")
    }
  }

  @Test func partsBecomeSplits() throws {
    try withTemporaryFolder { folder in
      try write(to: folder)
      let imported = try importSet([folder("set")], to: folder("x.h5")) {
        $0.recipe = try? ImportRecipe(
          features: ["train", "valid", "test"].flatMap {
            ["\($0).image=\($0)/image.csv", "\($0).text=\($0)/text.csv:text"]
          },
          labels: [
            "train=train/label.csv", "validation=valid/label.csv", "test=test/label.csv",
          ])
      }
      #expect(try imported.features("image") == set.images)
      #expect(try imported.features("text") == set.texts)
      #expect(try imported.classes() == set.labels)
      #expect(try imported.rows("train") == Array(0..<12))
      #expect(try imported.rows("validation") == Array(12..<16))
      #expect(try imported.rows("test") == Array(16..<22))
    }
  }

  @Test func indicesBecomeSplits() throws {
    try withTemporaryFolder { folder in
      try write(to: folder)
      let imported = try importSet([folder("set")], to: folder("x.h5")) {
        $0.recipe = try? ImportRecipe(
          features: ["image=all/image.csv", "text=all/text.csv"], labels: ["all/hot.csv"])
        $0.recipe?.splits = [
          "train": .init(file: "train/rows.csv", base: 1),
          "val": .init(file: "valid/rows.csv", base: 1),
          "test": .init(file: "test/rows.csv", base: 1),
        ]
      }
      #expect(try imported.classes() == set.labels)
      #expect(try imported.rows("train") == Array(0..<12))
      #expect(try imported.rows("validation") == Array(12..<16))
      #expect(try imported.rows("test") == Array(16..<22))
    }
  }

  @Test func eachPartCanCountItsClassesInItsOwnWay() throws {
    try withTemporaryFolder { folder in
      try write(to: folder)
      let imported = try importSet([folder("set")], to: folder("x.h5")) {
        $0.recipe = try? ImportRecipe(
          features: ["train.image=train/image.csv", "test.image=test/image.csv"],
          labels: ["train=train/label.csv", "test=test/label-from-1.csv"])
        $0.recipe?.parts[0].labels?.base = 0
        $0.recipe?.parts[1].labels?.base = 1
      }
      let expected = (0..<set.train).map { set.label($0) } + (16..<22).map { set.label($0) }
      #expect(try imported.classes() == expected)
    }
  }

  @Test func labelsOfEachModality() throws {
    try withTemporaryFolder { folder in
      try write(to: folder)
      let imported = try importSet([folder("set")], to: folder("x.h5")) {
        $0.recipe = try? ImportRecipe(
          features: ["image=all/image.csv", "text=all/text.csv"],
          labels: ["image=all/label.csv", "text=all/label.csv"])
      }
      #expect(try imported.classes() == set.labels)
      #expect(imported.summary.decisions.contains { $0.hasSuffix("are equal and stored once") })
    }
  }

  // MARK: Errors

  private func expect(
    _ code: ImportError.Code, _ text: String, features: [String], labels: [String] = ["l.csv"],
    sourceLocation: SourceLocation = #_sourceLocation,
    _ adjust: (inout ImportRecipe) -> Void = { _ in }
  ) throws {
    try withTemporaryFolder { folder in
      try folder.write("1,2\n3,4\n5,6\n", to: "in/a.csv")
      try folder.write("1,2\n3,4\n5,6\n", to: "in/b.csv")
      try folder.write("0\n1\n0\n", to: "in/l.csv")
      try folder.write("0\n1\n0\n", to: "in/deep/b.csv")
      try folder.write([0x80, 0x04] + Array("abc".utf8), to: "in/p.pkl")
      var request = try testRequest([folder("in")], to: folder("x.h5"))
      do throws(ImportError) {
        var recipe = try ImportRecipe(features: features, labels: labels)
        adjust(&recipe)
        request.recipe = recipe
        _ = try request.plan().run()
        Issue.record("imported", sourceLocation: sourceLocation)
      } catch {
        #expect(
          error.description.replacing(folder("in").string, with: "IN") == text,
          sourceLocation: sourceLocation)
        #expect(error.code == code, sourceLocation: sourceLocation)
      }
    }
  }

  @Test func mappings() throws {
    try expect(
      .invalidRecipe,
      "'a.csv' does not say which features are where; write --map MODALITY=FILE:KEY or --map"
        + " SPLIT.MODALITY=FILE:KEY, where splits are train, validation and test",
      features: ["a.csv"])
    try expect(
      .invalidRecipe,
      "'train=a.csv' does not say which features are where; write --map MODALITY=FILE:KEY or --map"
        + " SPLIT.MODALITY=FILE:KEY, where splits are train, validation and test",
      features: ["train=a.csv"])
    try expect(
      .invalidRecipe,
      "'x=b.csv' names what another option names too; name each modality and its labels once for"
        + " each split", features: ["x=a.csv", "x=b.csv"])
    try expect(
      .invalidRecipe,
      "'l.csv' names what another option names too; name each modality and its labels once for"
        + " each split", features: ["x=a.csv"], labels: ["x=l.csv", "l.csv", "l.csv"])
    try expect(
      .invalidRecipe, "part 'all' names no labels; name them with --labels, or in the recipe",
      features: ["x=a.csv"], labels: [])
    try expect(
      .invalidRecipe,
      "part 'train' has x, part 'test' has y; name the same modalities for each part",
      features: ["train.x=a.csv", "test.y=b.csv"])
    try expect(
      .invalidRecipe,
      "some features are of a split, and others of none; name a split for each: --map"
        + " train.image=FILE:KEY", features: ["train.x=a.csv", "x=b.csv"])
    try expect(
      .invalidRecipe,
      "the recipe is of version 2, and version 1 is read; see 'cmrdata schema recipe'",
      features: ["x=a.csv"]
    ) { $0.version = 2 }
    try expect(
      .invalidRecipe,
      "there is no part 'dev'; parts are called train, validation and test, or all",
      features: ["x=a.csv"]
    ) { $0.parts[0].name = "dev" }
    try expect(
      .invalidRecipe, "counting cannot begin at -1; say the number of the first one",
      features: ["x=a.csv"]
    ) { $0.parts[0].labels?.base = -1 }
    try expect(
      .invalidRecipe,
      "'a.csv:a' is named with its samples as rows and as columns; say 'transpose' each time or never",
      features: ["x=a.csv", "y=a.csv"]
    ) { $0.parts[0].modalities["y"]?.transpose = true }
  }

  @Test func filesAndKeys() throws {
    let all =
      "a.csv (a float64 3x2), b.csv (b float64 3x2), deep/b.csv (b float64 3x1), l.csv (l"
      + " float64 3x1), p.pkl (Python pickle of protocol 4, which is never read)"
    try expect(
      .incomplete, "'IN' holds no file 'c.csv'; it holds \(all)", features: ["x=c.csv"])
    try expect(
      .incomplete, "'a.csv' holds no variable 'z'; it holds a.csv (a float64 3x2)",
      features: ["x=a.csv:z"])
    try expect(
      .damagedMember,
      "'p.pkl' is not read: p.pkl (Python pickle of protocol 4, which is never read); a pickle can"
        + " run any program when it is read; where you trust 'p.pkl', save its arrays as npy:"
        + " python3 -c 'import pickle, numpy; numpy.save(\"x.npy\","
        + " numpy.asarray(pickle.load(open(\"p.pkl\", \"rb\"), encoding=\"latin1\")))'",
      features: ["x=p.pkl"])
    try expect(
      .shapesDisagree,
      "'a.csv:a' is 3x2, which are not class numbers; leave 'encoding' out, or say 'transpose'",
      features: ["x=a.csv"], labels: ["a.csv"]
    ) { $0.parts[0].labels?.encoding = .numbers }
    try expect(
      .invalidLabel,
      "label 0 in row 0 of 'l.csv:l' is below the first class, 1; rows count from 0; say another"
        + " 'base'", features: ["x=a.csv"]
    ) { $0.parts[0].labels?.base = 1 }
  }

  @Test func tables() throws {
    let texts: [(table: String, error: String)] = [
      (
        "1,2\n3,4\n5,six\n",
        "'six' in row 2, column 1 (counted from 0; line 3) is no number"
      ),
      ("a,b\n1,2\n3,\n", "'' in row 1, column 1 (counted from 0; line 3) is no number"),
      ("1 2\n1-2 3\n", "'1-2' in row 1, column 0 (counted from 0; line 2) is no number"),
      ("1,2\n3\n", "row 1 (counted from 0) has 1 columns, the rows before have 2"),
      ("1,2\n\n3,4\n", "line 2 is empty, and lines follow it"),
      (
        "1,2\n3,4",
        "its last line has no line break at its end, so the file may have been cut short"
      ),
    ]
    for (table, reason) in texts {
      try withTemporaryFolder { folder in
        let input = try folder.write(table, to: "t.csv")
        let error = importError([input], to: folder("x.h5"))
        #expect(
          error?.description == "'t.csv' cannot be read: \(reason); get a good copy, or leave the"
            + " file out if it is not needed")
        #expect(error?.code == .damagedMember)
      }
    }
  }
}
