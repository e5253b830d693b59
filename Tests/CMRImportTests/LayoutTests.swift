import CMRContainer
import CMRHDF5
import CMRImport
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// Every layout with a small set whose numbers are known, so that no shared data are needed.
@Suite struct LayoutTests {
  private func expect(
    _ imported: Imported, _ set: SyntheticSet, layout: String, textScale: Float = 1
  ) throws {
    #expect(imported.summary.layout == layout)
    #expect(imported.store.pairedModalities == ["image", "text"])
    #expect(try imported.store.modality("image").dimension == set.imageWidth)
    #expect(try imported.features("image") == set.images)
    #expect(try imported.features("text") == set.texts.map { $0 * textScale })
    #expect(try imported.classes() == set.labels)
    #expect(imported.store.classCount == set.classes)
    #expect(try Store.verify(imported.store.path).isSound)
  }

  @Test func svclWikipedia() throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet()
      let imported = try importSet([set.writeSVCL(to: folder)], to: folder("x.h5"))
      try expect(imported, set, layout: "svcl-wikipedia")
      #expect(imported.store.classNames == set.classNames)
      #expect(try imported.store.modality("image").ids() == (0..<18).map { "image\($0)" })
      #expect(try imported.store.modality("text").ids() == (0..<18).map { "text\($0)" })
      #expect(
        imported.report.sources.map(\.name) == [
          "a.list", "b.list", "categories.list", "features.mat",
        ])
    }
  }

  @Test func svclListsOfEqualLengthAreToldApartByName() throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet(train: 9, test: 9)
      try folder.write(MATFixture(set.views).bytes, to: "in/f.mat")
      try folder.write(set.list(0..<9), to: "in/trainset.list")
      try folder.write(set.list(9..<18), to: "in/atestset.list")
      try expect(
        importSet([folder("in")], to: folder("x.h5")), set, layout: "svcl-wikipedia")
    }
  }

  @Test(arguments: SyntheticSet.LabelForm.allCases, [0, 1])
  func wikiData(_ form: SyntheticSet.LabelForm, base: Int) throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet(base: base)
      let imported = try importSet([set.writeWikiData(to: folder, form)], to: folder("x.h5"))
      try expect(imported, set, layout: "wikidata-mat")
      #expect(imported.store.classNames == ["0", "1", "2"])
      #expect(
        try imported.store.modality("text").ids()[11...12] == ["train-000012", "test-000001"])
    }
  }

  @Test func rophStruct() throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet()
      let imported = try importSet([set.writeRoPH(to: folder)], to: folder("x.h5")) {
        $0.validation = ValidationRule.none
      }
      try expect(imported, set, layout: "roph-struct")
      #expect(try imported.rows("test") == (0..<18).filter { $0 % 3 == 0 })
      #expect(try imported.rows("train") == (0..<18).filter { $0 % 3 != 0 })
      #expect(try imported.store.modality("image").ids()[0] == "all-000001")
    }
  }

  @Test(arguments: [nil, "masked"])
  func dscmrSixFiles(_ variant: String?) throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet(base: 1)
      let imported = try importSet([set.writeDSCMR(to: folder)], to: folder("x.h5")) {
        if let variant { $0.variants["text"] = variant }
      }
      try expect(imported, set, layout: "dscmr-six-files", textScale: variant == nil ? 1 : 0.5)
      #expect(
        imported.summary.decisions.contains(
          variant == nil
            ? "text is test_txt.mat and train_txt.mat; other variants: 'masked'"
            : "text is test_txt_masked.mat and train_txt_masked.mat")
          || imported.summary.decisions.contains(
            variant == nil
              ? "text is train_txt.mat and test_txt.mat; other variants: 'masked'"
              : "text is train_txt_masked.mat and test_txt_masked.mat")
      )
    }
  }

  @Test(arguments: ["text", "texts", "texts_doc"], [0, 1])
  func mrlHDF5(_ key: String, base: Int) throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet(base: base)
      let imported = try importSet([set.writeMRL(to: folder, text: key)], to: folder("x.h5"))
      try expect(imported, set, layout: "mrl-h5py")
    }
  }

  @Test func mrlHDF5WithValidationRows() throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet(valid: 4)
      let input = try set.writeMRL(to: folder)
      let imported = try importSet([input], to: folder("x.h5"))
      try expect(imported, set, layout: "mrl-h5py")
      #expect(try imported.rows("validation") == Array(12..<16))
      #expect(imported.summary.splits.map(\.rule) == ["stored", "stored", "stored"])
      let other = try importSet([input], to: folder("y.h5")) { $0.validation = .backOfTrain(2) }
      #expect(try other.rows("validation") == [10, 11])
      #expect(try other.rows("stored-validation") == Array(12..<16))
      #expect(try other.rows("test") == Array(16..<22))
    }
  }

  @Test func mrlHDF5TextVariant() throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet()
      let imported = try importSet([set.writeMRL(to: folder)], to: folder("x.h5")) {
        $0.variants["text"] = "masked"
      }
      try expect(imported, set, layout: "mrl-h5py", textScale: 0.5)
    }
  }

  @Test func mrlHDF5WithLabelsOfOneModality() throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet()
      let input = try set.writeMRL(
        to: folder, without: ["train_texts_labels", "test_texts_labels"])
      let imported = try importSet([input], to: folder("x.h5"))
      try expect(imported, set, layout: "mrl-h5py")
      #expect(
        imported.summary.decisions.contains("'train_imgs_labels' are the labels of both modalities")
      )
    }
  }

  @Test func labelsThatDifferAreKeptForEachModality() throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet()
      let missing: Set<String> = ["train_texts_labels"]
      let input = try set.writeMRL(to: folder, without: missing) { root in
        try root.write([Int64](repeating: 2, count: set.train), as: "train_texts_labels")
      }
      let imported = try importSet([input], to: folder("x.h5"))
      #expect(try imported.classes("image") == set.labels)
      #expect(
        try imported.classes("text")
          == [Int32](repeating: 2, count: set.train) + set.labels[set.train...])
      #expect(
        imported.summary.decisions.contains(
          "labels of image and text differ and are stored for each"))
    }
  }
}
