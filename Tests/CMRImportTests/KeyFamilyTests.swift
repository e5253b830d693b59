import CMRHDF5
import CMRImport
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// One spelling of the keys of a two-view file; `%` stands for the part.
struct KeySpelling: Sendable, CustomTestStringConvertible {
  enum Container: CaseIterable, Sendable { case mat, hdf5 }

  let layout: String
  /// What stands for training, validation and test rows.
  let parts: [String]
  let image: String
  let text: String
  /// The keys of labels: one for both kinds of data, or one for each.
  let labels: [String]

  var testDescription: String { "\(layout) \(parts[0]): \(image) \(text) \(labels)" }

  static let all: [KeySpelling] = [
    KeySpelling(
      "mrl-h5py", ["train", "valid", "test"], "%_imgs_deep", "%_texts", ["%_imgs_labels"]),
    KeySpelling(
      "mrl-h5py", ["train", "val", "test"], "%_imgs_deep", "%_text",
      ["%_imgs_labels", "%_texts_labels"]),
    KeySpelling(
      "mrl-h5py", ["train", "val", "test"], "%_imgs_deep", "%_texts_doc", ["%_imgs_labels"]),
    KeySpelling("mrl-h5py", ["train", "valid", "test"], "%_imgs", "%_texts", ["%_labels"]),
    KeySpelling("wikidata-mat", ["tr", "va", "te"], "I_%", "T_%", ["L_%"]),
    KeySpelling("seha-mat", ["train", "valid", "test"], "img_%", "text_%", ["label_%"]),
    KeySpelling("seha-mat", ["train", "val", "test"], "image_%", "txt_%", ["labels_%"]),
    KeySpelling("clip-mat", ["tr", "val", "te"], "%_fc7", "%_text", ["%_label"]),
    KeySpelling("clip-mat", ["tr", "va", "te"], "%_img", "%_text", ["%_label"]),
    KeySpelling("clip-mat", ["tr", "val", "te"], "%_img", "%_txt", ["%_lab"]),
    KeySpelling("inria-mat", ["tr", "val", "te"], "%_img", "%_txt", ["%_img_lab", "%_txt_lab"]),
  ]

  init(_ layout: String, _ parts: [String], _ image: String, _ text: String, _ labels: [String]) {
    self.layout = layout
    self.parts = parts
    self.image = image
    self.text = text
    self.labels = labels
  }

  /// Every array of `set` under its key.
  func arrays(_ set: SyntheticSet, oneHot: Bool = false) -> [(name: String, rows: [[Float]])] {
    let runs = [
      0..<set.train, set.train..<set.train + set.valid, set.train + set.valid..<set.total,
    ]
    return zip(parts, runs).filter { !$0.1.isEmpty }.flatMap { part, run in
      let labels =
        oneHot
        ? set.oneHot(run).map { $0.map { Float($0) } }
        : set.column(run).map { $0.map { Float($0) } }
      return [(image, set.imageRows(run)), (text, set.textRows(run))]
        .map { ($0.0.replacing("%", with: part), $0.1) }
        + self.labels.map { ($0.replacing("%", with: part), labels) }
    }
  }

  func write(
    _ set: SyntheticSet, to folder: TemporaryFolder, _ container: Container, name: String = "set",
    oneHot: Bool = false, without missing: Set<String> = []
  ) throws -> FilePath {
    let arrays = arrays(set, oneHot: oneHot).filter { !missing.contains($0.name) }
    guard container == .hdf5 else {
      return try folder.write(
        MATFixture(arrays.map { ($0.name, .single($0.rows)) }).bytes, to: "\(name).mat")
    }
    let file = try File.create(folder("\(name).h5py"))
    for array in arrays {
      try file.root().write(
        array.rows.flatMap(\.self), as: array.name,
        shape: [array.rows.count, array.rows.first?.count ?? 0])
    }
    try file.close()
    return folder("\(name).h5py")
  }
}

/// The layouts that a table of keys describes: every spelling in both containers.
@Suite struct KeyFamilyTests {
  @Test(arguments: KeySpelling.all, KeySpelling.Container.allCases)
  func everySpelling(_ spelling: KeySpelling, _ container: KeySpelling.Container) throws {
    try withTemporaryFolder { folder in
      for (index, set) in [SyntheticSet(), SyntheticSet(valid: 4, base: 1)].enumerated() {
        let input = try spelling.write(set, to: folder, container, name: "in\(index)")
        let imported = try importSet([input], to: folder("\(index).h5"))
        #expect(imported.summary.layout == spelling.layout)
        #expect(imported.store.pairedModalities == ["image", "text"])
        #expect(try imported.features("image") == set.images)
        #expect(try imported.features("text") == set.texts)
        #expect(try imported.classes() == set.labels)
        #expect(try imported.classes("text") == set.labels)
        let test = Array(set.total - set.test..<set.total)
        #expect(try imported.rows("test") == test)
        let stored = imported.summary.splits.map(\.rule) == ["stored", "stored", "stored"]
        #expect(stored == (set.valid > 0))
        if stored { #expect(try imported.rows("validation") == Array(12..<16)) }
      }
    }
  }

  @Test func oneHotLabelsOfCorrAE() throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet(valid: 4)
      let input = try KeySpelling.all[0].write(set, to: folder, .hdf5, oneHot: true)
      let imported = try importSet([input], to: folder("x.h5"))
      #expect(try imported.classes() == set.labels)
      #expect(
        imported.summary.decisions.contains(
          "labels are 3 columns with a single one in each row: one-hot, stored as class numbers from 0"
        ))
    }
  }

  @Test func explainsItself() throws {
    try withTemporaryFolder { folder in
      let input = try KeySpelling.all[10].write(SyntheticSet(valid: 4), to: folder, .mat)
      let imported = try importSet([input], to: folder("x.h5"))
      #expect(
        imported.summary.explanation == [
          "inria-mat: set.mat holds tr_img, tr_txt, tr_img_lab, tr_txt_lab, and likewise named arrays for"
            + " validation and test",
          "clip-mat (set.mat): missing 'tr_label', 'val_label', 'te_label'",
        ])
    }
  }

  @Test(arguments: [
    (
      3, "train_imgs", "mrl-h5py", "train_texts, train_labels, test_imgs, test_texts, test_labels",
      "'train_imgs_deep', 'test_imgs_deep'"
    ),
    (
      5, "text_test", "seha-mat", "img_train, text_train, label_train, img_test, label_test",
      "'text_test'"
    ),
    (7, "te_label", "clip-mat", "tr_fc7, tr_text, tr_label, te_fc7, te_text", "'te_label'"),
    (10, "tr_txt_lab", "inria-mat", "tr_img, tr_txt, tr_img_lab, te_img, te_txt, te_img_lab", ""),
  ])
  func incompleteFiles(
    _ spelling: Int, _ without: String, _ layout: String, _ found: String, _ missing: String
  ) throws {
    try withTemporaryFolder { folder in
      let input = try KeySpelling.all[spelling].write(
        SyntheticSet(), to: folder, .mat, without: [without])
      guard !missing.isEmpty else {
        // With the labels of one kind of data alone, they are those of both.
        let imported = try importSet([input], to: folder("x.h5"))
        #expect(
          imported.summary.decisions.contains("'tr_img_lab' are the labels of both modalities"))
        return
      }
      let error = importError([input], to: folder("x.h5"))
      #expect(error?.code == .incomplete)
      let foundNow =
        layout == "mrl-h5py" ? "train_texts, train_labels, test_texts, test_labels" : found
      #expect(
        error?.description
          == "'\(input)' is an incomplete set of the layout \(layout): found \(foundNow) in set.mat,"
          + " missing \(missing); add what is missing")
    }
  }

  @Test func twoFamiliesInOneFileAreAmbiguous() throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet()
      let arrays = KeySpelling.all[7].arrays(set) + KeySpelling.all[5].arrays(set)
      let input = try folder.write(
        MATFixture(arrays.map { ($0.name, .single($0.rows)) }).bytes, to: "both.mat")
      let error = importError([input], to: folder("x.h5"))
      #expect(
        error?.description
          == "'\(input)' can be read in 2 ways: seha-mat (both.mat), clip-mat (both.mat); choose with"
          + " --layout or --member")
      let chosen = try importSet([input], to: folder("x.h5")) { $0.layout = "clip-mat" }
      #expect(try chosen.classes() == set.labels)
    }
  }
}
