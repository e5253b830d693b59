import CMRHDF5
import CMRImport
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// What is wrong with published files and can be seen, and how it is said.
@Suite struct TrapTests {
  private func numbers(_ name: String, _ values: [Int64]) -> LabelTable {
    LabelTable(source: name, columns: 1, values: values)
  }

  private func resolve(_ groups: [String?: [LabelTable]], base: Int? = nil) throws
    -> ResolvedLabels
  {
    let groups = groups.sorted { ($0.key ?? "") < ($1.key ?? "") }
    return try LabelResolver(
      groups: groups.map { LabelResolver.Group(modality: $0.key, tables: $0.value) }, base: base
    ).resolve()
  }

  // MARK: Bases

  @Test func basesThatDifferBetweenSplits() throws {
    let tables = [numbers("train", [0, 1, 2]), numbers("test", [1, 2, 3])]
    let labels = try resolve([nil: tables])
    #expect(labels.values == [.classes([0, 1, 2, 0, 1, 2])])
    #expect(labels.classCount == 3)
    #expect(
      labels.warnings == [
        "label bases are mixed: 'train' count the 3 classes from 0, 'test' from 1; each was counted from its"
          + " own first class"
      ])
    // Whoever says the base is believed.
    #expect(try resolve([nil: tables], base: 0).classCount == 4)
  }

  @Test func basesThatDifferBetweenModalities() throws {
    let labels = try resolve([
      "image": [numbers("ti", [0, 1, 2]), numbers("ei", [2, 0])],
      "text": [numbers("tt", [1, 2, 3]), numbers("et", [3, 1])],
    ])
    #expect(labels.modalities == nil)
    #expect(labels.values == [.classes([0, 1, 2, 2, 0])])
  }

  @Test func missingClassesAreNoMixedBases() throws {
    // A test split without the first class is complete from 1 on and proves nothing.
    let labels = try resolve([nil: [numbers("train", [0, 1, 2, 3]), numbers("test", [1, 2, 3])]])
    #expect(labels.values == [.classes([0, 1, 2, 3, 1, 2, 3])])
    #expect(labels.warnings == [])
  }

  @Test func basesThatNobodyCanTell() {
    let error = #expect(throws: ImportError.self) {
      try resolve([
        nil: [
          numbers("train", [0, 1, 2, 3]), numbers("val", [1, 2]), numbers("test", [1, 2, 3, 4]),
        ]
      ])
    }
    #expect(
      error?.description
        == "'train' counts classes from 0 and 'test' the same ones from 1, and 'val' could do either; repair"
        + " the source, or say with --label-base that all count from one number")
  }

  // MARK: One class too many

  @Test func aFirstColumnThatIsEmpty() throws {
    let table = LabelTable(source: "x", columns: 3, values: [0, 1, 0, 0, 0, 1])
    #expect(
      try resolve([nil: [table]]).warnings == [
        "column 0 of the 3 label columns is empty in every split: class numbers from 1 that were made one-hot"
          + " as if from 0 look so, and the number of classes is one too large"
      ])
    let last = LabelTable(source: "x", columns: 3, values: [0, 1, 0, 1, 0, 0])
    #expect(
      try resolve([nil: [last]]).warnings == [
        "column 2 of the 3 label columns is empty in every split: one-hot labels made for one class too many"
          + " look so, and the number of classes is one too large"
      ])
  }

  @Test func aLastClassThatOnlyTrainingRowsHave() throws {
    let labels = try resolve([
      nil: [numbers("train", [0, 1, 2, 2, 3]), numbers("test", [0, 1, 2])]
    ])
    #expect(labels.classCount == 4)
    #expect(
      labels.warnings == [
        "label 3 is in 1 rows of 'train' alone, and every other one also elsewhere: wrong labels drawn one"
          + " class too far look so, and the number of classes may be one too large"
      ])
    #expect(
      try resolve([nil: [numbers("train", [0, 1, 2, 3]), numbers("test", [0, 1])]]).warnings == [])
  }

  // MARK: Features

  @Test func constantColumnsZeroRowsAndRepeatedRows() throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet()
      var images = set.imageRows(0..<18)
      images[13] = images[2]
      images[17] = images[4]
      images = images.map { Array($0[..<4]) + [7] }
      var texts = set.textRows(0..<18)
      texts[3] = [0, 0, 0]
      texts[14] = [0, 0, 0]
      let views: [(name: String, value: MATFixture.Array)] = [
        ("I_tr", set.double(Array(images[..<12]))), ("I_te", set.double(Array(images[12...]))),
        ("T_tr", set.double(Array(texts[..<12]))), ("T_te", set.double(Array(texts[12...]))),
        ("L_tr", .int64(set.column(0..<12))), ("L_te", .int64(set.column(12..<18))),
      ]
      let input = try folder.write(MATFixture(views).bytes, to: "f.mat")
      let expected = [
        "1 of the 5 image features have the same value in every row",
        "2 of the 6 test rows of image also stand in train or validation with the same features; the first is"
          + " row 13, equal to row 2, counted from 0",
        "2 rows of text are zeros alone, the first is row 3, counted from 0",
      ]
      let imported = try importSet([input], to: folder("x.h5")) {
        $0.validation = ValidationRule.none
      }
      #expect(imported.summary.warnings == expected)
      #expect(
        imported.store.provenance.decisions.filter { $0.hasPrefix("warning: ") }
          == expected.map { "warning: \($0)" })
    }
  }

  /// Doc2Vec gives equal texts different features, word counts do not; texts without any of the
  /// counted words are equal too, and are told apart from repeated ones.
  @Test(.needsSharedData("data/webnews10")) func webNewsRepeatsFourImagesAndOneText() throws {
    try withTemporaryFolder { folder in
      let source = { (name: String) in
        try File.open(SharedData.path("data/webnews10/webnews_effnet_\(name).h5py")).root()
      }
      let file = try File.create(folder("both.h5py"))
      for (name, stems) in [
        ("doc2vec300", ["imgs_deep", "imgs_labels"]), ("bow1000", ["text", "texts_labels"]),
      ] {
        for key in stems.flatMap({ ["train_\($0)", "test_\($0)"] }) {
          let dataset = try source(name).dataset(key)
          try file.root().write(dataset.read(Float.self), as: key, shape: dataset.shape)
        }
      }
      try file.close()
      let imported = try importSet([folder("both.h5py")], to: folder("x.h5"))
      let warnings = imported.summary.warnings.filter { $0.contains("test rows") }
      #expect(
        warnings == [
          "4 of the 497 test rows of image also stand in train or validation with the same features; the first"
            + " is row 1860, equal to row 557, counted from 0",
          "1 of the 497 test rows of text also stand in train or validation with the same features; the first"
            + " is row 1924, equal to row 782, counted from 0",
        ])
    }
  }

  @Test func validationRowsThatStayTestRows() throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet()
      let input = try set.writeWikiData(to: folder, .column)
      let warning =
        "the validation rows are test rows as well: figures of models chosen on them flatter"
      let same = try importSet([input], to: folder("a.h5")) { $0.validation = .sameAsTest }
      #expect(try same.rows("validation") == Array(12..<18))
      #expect(try same.rows("test") == Array(12..<18))
      #expect(same.summary.warnings == [warning])
      let front = try importSet([input], to: folder("b.h5")) { $0.validation = .overlapsTest(2) }
      #expect(try front.rows("validation") == [12, 13])
      #expect(try front.rows("test") == Array(12..<18))
      #expect(front.summary.warnings == [warning])
    }
  }
}

/// The rules that work on each benchmark has for its custom.
@Suite struct CustomaryValidationTests {
  private static let tenth =
    ", so a tenth of the training rows is set aside and no test row is looked at"

  @Test(arguments: [
    (2173, 693, true, "front-of-test:231", "same-as-test (some with CLIP features)"),
    (42941, 28661, true, "front-of-test:5000", "back-of-train:5000 (ISVN)"),
    (32000, 8000, true, "front-of-test:4000", "overlaps-test:4000 (SEHA)"),
    (4000, 1000, false, "back-of-test:1/2", "front-of-test:1/2 (NIRNL and its like)"),
    (4000, 1000, true, "front-of-test:500", "overlaps-test:500 (SEHA)"),
    (10332, 4366, true, "front-of-train:1332", "same-as-test (SEHA and SSP)"),
    (9000, 4366, true, "random:900@1", "same-as-test (SEHA and SSP)"),
    (800, 100, true, "random:80@1", "same-as-test (DSCMR and its like)"),
  ])
  func ofKnownSizes(
    _ train: Int, _ test: Int, _ isPaired: Bool, _ rule: String, _ other: String
  ) {
    let choice = CustomaryValidation.choice(
      CustomaryValidation.Sizes(train: train, test: test, isPaired: isPaired))
    #expect(choice.rule.description == rule)
    #expect(choice.others?.contains(other) == true)
    #expect(choice.others?.hasPrefix("other published work on ") == true)
  }

  @Test func ofOthers() {
    let choice = { (sizes: CustomaryValidation.Sizes) in CustomaryValidation.choice(sizes) }
    let unknown = choice(CustomaryValidation.Sizes(train: 50, test: 10))
    #expect(unknown.rule == .random(5, seed: 1))
    #expect(unknown.reason == "no habit is known for 50 training and 10 test rows" + Self.tenth)
    #expect(unknown.others == nil)
    let pascal = choice(CustomaryValidation.Sizes(train: 800, test: 100))
    #expect(
      pascal.reason
        == "of the habits with Pascal Sentences none leaves the test rows alone" + Self.tenth)
    let stored = choice(CustomaryValidation.Sizes(train: 9000, validation: 1332, test: 4366))
    #expect(stored.rule == .stored)
    #expect(stored.reason == "the input has 1332 validation rows of its own")
    let hashing = choice(CustomaryValidation.Sizes(train: 50, test: 10, hasGallery: true))
    #expect(hashing.rule == ValidationRule.none)
    #expect(hashing.reason == "work on sets with a database sets no validation rows aside")
  }
}
