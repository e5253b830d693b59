import CMRHDF5
import CMRImport
import CMRTestSupport
import SystemPackage
import Testing

/// The whole text of every error that an input can cause, and that nothing is left behind.
@Suite struct ErrorTextTests {
  /// Imports what `make` prepares and compares the error; `IN` in `text` stands for the input's
  /// path.
  private func expect(
    _ code: ImportError.Code, _ text: String,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ adjust: (inout ImportRequest) -> Void = { _ in },
    of make: (TemporaryFolder) throws -> FilePath
  ) throws {
    try withTemporaryFolder { folder in
      let input = try make(folder)
      let before = try folder.names()
      let error = importError([input], to: folder("x.h5"), adjust)
      #expect(
        error?.description == text.replacing("IN", with: input.string),
        sourceLocation: sourceLocation)
      #expect(error?.code == code, sourceLocation: sourceLocation)
      #expect(try folder.names() == before, sourceLocation: sourceLocation)
    }
  }

  private let set = SyntheticSet()

  // MARK: Inputs

  @Test func inputsThatAreNone() throws {
    try expect(
      .unreadableInput, "cannot open 'IN': there is no such file or folder"
    ) { $0("missing.tar") }
    try expect(
      .notAnArchive,
      "'IN' is not an archive; archives are tar (also with gzip, bzip2, xz or zstd), zip and 7z files"
    ) { try $0.write("just a text\n", to: "notes.txt") }
    try expect(
      .unreadableInput,
      "'IN' is neither a file nor a folder; an input is read twice: save it as a file first"
    ) { _ in "/dev/zero" }
    try expect(.notAnArchive, "'IN' is empty, not an archive") {
      try $0.write("", to: "empty.tar")
    }
    try expect(
      .noLayoutFits,
      "no layout fits 'IN', which holds nothing; layouts tried: "
        + BuiltinLayouts.names.joined(separator: ", ")
    ) { folder in
      try folder.write("", to: "in/.hidden")
      return folder("in")
    }
    let error = #expect(throws: ImportError.self) { try ImportRequest([], to: "x.h5").plan() }
    #expect(error?.description == "no input was named; name an archive, a folder or files")
  }

  @Test func damagedMembers() throws {
    try expect(
      .damagedMember,
      "'f.mat' cannot be read: variable 'I_te' at byte 800: the file ends inside the real part: 240 bytes"
        + " claimed, 64 there; get a good copy, or leave the file out if it is not needed"
    ) { folder in
      let whole = MATFixture(set.views).bytes
      return try folder.write(Array(whole[..<800]), to: "f.mat")
    }
  }

  @Test func duplicates() throws {
    try expect(
      .duplicate, "the variable 'I_tr' stands twice in 'f.mat'; get a good copy of the source"
    ) { folder in
      try folder.write(MATFixture(set.views + set.views).bytes, to: "f.mat")
    }
    try expect(
      .duplicate,
      "'train_img_lab' is in copy/train_img_lab.mat, train_img_lab.mat, and the names do not tell the files apart;"
        + " leave only one of them in the input"
    ) { folder in
      try folder.write(
        MATFixture([("train_img_lab", .int64([[0]]))]).bytes, to: "set/copy/train_img_lab.mat")
      return try set.writeDSCMR(to: folder, "set")
    }
  }

  // MARK: Layouts

  @Test func layoutsByName() throws {
    try expect(
      .unknownLayoutName,
      "there is no layout 'mrl'; the layouts are: "
        + BuiltinLayouts.names.joined(separator: ", "), { $0.layout = "mrl" }
    ) { try set.writeMRL(to: $0) }
    try expect(
      .noLayoutFits,
      "no layout fits 'IN', which holds wikiData.mat (T_te float64 6x3, T_tr float64 12x3, I_te float64"
        + " 6x5, I_tr float64 12x5, L_te int64 6x1, L_tr int64 12x1, comment text 1x5); layouts tried: mrl-h5py;"
        + " say with --map and --labels what is what",
      { $0.layout = "mrl-h5py" }
    ) { try set.writeWikiData(to: $0, .column) }
    try expect(
      .incomplete,
      "'IN' holds no file 'other.mat'; it holds wikiData.mat (T_te float64 6x3, T_tr float64 12x3, I_te"
        + " float64 6x5, I_tr float64 12x5, L_te int64 6x1, L_tr int64 12x1, comment text 1x5)",
      { $0.member = "other.mat" }
    ) { try set.writeWikiData(to: $0, .column) }
  }

  @Test func ambiguity() throws {
    try expect(
      .ambiguous,
      "'IN' can be read in 2 ways: wikidata-mat (a.mat), wikidata-mat (b.mat); choose with --layout or"
        + " --member"
    ) { folder in
      _ = try set.writeWikiData(to: folder, .column, "in/a.mat")
      _ = try set.writeWikiData(to: folder, .oneHot, "in/b.mat")
      return folder("in")
    }
    try expect(
      .ambiguous,
      "each of a.list, c.list could list the 12 train rows; leave only one of them in the input"
    ) { folder in
      try folder.write(set.list(0..<12), to: "svcl/c.list")
      return try set.writeSVCL(to: folder)
    }
  }

  @Test func incompleteSets() throws {
    try expect(
      .incomplete,
      "'IN' is an incomplete set of the layout svcl-wikipedia: found I_tr, T_tr, I_te, T_te in f.mat,"
        + " missing a list of the categories of the 12 train rows, a list of the categories of the 6 test"
        + " rows; add what is missing"
    ) { try $0.write(MATFixture(set.views).bytes, to: "f.mat") }
    try expect(
      .incomplete,
      "'IN' is an incomplete set of the layout mrl-h5py: found train_text, train_imgs_labels,"
        + " train_texts_labels, test_imgs_deep, test_text, test_imgs_labels, test_texts_labels in mrl.h5py,"
        + " missing 'train_imgs_deep'; add what is missing"
    ) { try set.writeMRL(to: $0, without: ["train_imgs_deep"]) }
    try expect(
      .incomplete,
      "'IN' is an incomplete set of the layout dscmr-six-files: found train_img, train_img_lab, test_img,"
        + " test_txt, test_img_lab, missing 'train_txt' (by custom in train_txt.mat); add what is missing"
    ) { folder in
      let path = try set.writeDSCMR(to: folder, without: "train_txt")
      try folder.write("gone", to: "dscmr/train_txt_masked.mat")
      return path
    }
    try expect(
      .incomplete,
      "'IN' is an incomplete set of the layout wikidata-mat: found I_tr, T_tr, L_tr, I_te, T_te in f.mat,"
        + " missing 'L_te'; add what is missing"
    ) {
      try $0.write(
        MATFixture(set.views + [("L_tr", .int64(set.column(0..<12)))]).bytes, to: "f.mat")
    }
    try expect(
      .incomplete,
      "'IN' is an incomplete set of the layout roph-struct: found data.X1, data.X2, data.Y in f.mat, missing"
        + " 'data.split.ind_train', 'data.split.ind_test'; add what is missing"
    ) { folder in
      let structure = MATFixture.Array.structure([
        ("X1", .double([[1]])), ("X2", .double([[1]])), ("Y", .double([[1]])),
      ])
      return try folder.write(MATFixture([("data", structure)]).bytes, to: "f.mat")
    }
  }

  @Test func variants() throws {
    try expect(
      .unknownVariant,
      "there is no text variant 'bow' in mrl.h5py; the variants are: text, masked",
      { $0.variants["text"] = "bow" }
    ) { try set.writeMRL(to: $0) }
    try expect(
      .unknownVariant,
      "there is no text variant 'bow' in train_txt.mat, train_txt_masked.mat; the variants are: masked",
      { $0.variants["text"] = "bow" }
    ) { try set.writeDSCMR(to: $0) }
    try expect(
      .unknownVariant,
      "there is no image variant 'vgg' in train_img.mat; there is only the plain one",
      { $0.variants["image"] = "vgg" }
    ) { try set.writeDSCMR(to: $0) }
    try expect(
      .unknownVariant,
      "there is no text variant 'masked' in wikiData.mat; there is only the plain one",
      { $0.variants["text"] = "masked" }
    ) { try set.writeWikiData(to: $0, .column) }
    try expect(
      .unknownVariant,
      "there is no audio variant 'mfcc' in mrl.h5py; there is only the plain one",
      { $0.variants["audio"] = "mfcc" }
    ) { try set.writeMRL(to: $0) }
    try expect(
      .incomplete,
      "'IN' is an incomplete set of the layout mrl-h5py: found train_text, train_imgs_labels,"
        + " train_texts_labels, test_imgs_deep, test_text, test_imgs_labels, test_texts_labels in mrl.h5py,"
        + " missing 'train_imgs_deep' as a matrix of numbers (it is float32 1x1x2); add what is missing"
    ) { folder in
      try set.writeMRL(to: folder, without: ["train_imgs_deep"]) {
        try $0.write([1, 2] as [Float], as: "train_imgs_deep", shape: [1, 1, 2])
      }
    }
    try expect(
      .ambiguous,
      "the text features can be any of 'train_text', 'train_texts' in mrl.h5py; choose a text variant: text,"
        + " texts"
    ) { folder in
      try set.writeMRL(to: folder) {
        try $0.write([1] as [Float], as: "train_texts", shape: [1, 1])
      }
    }
  }

  // MARK: Shapes

  @Test func rowsAndColumns() throws {
    let views = { (change: [String: [[Float]]]) in
      set.views.map { view in (view.name, change[view.name].map(set.double) ?? view.value) }
        + [("L_tr", .int64(set.column(0..<12))), ("L_te", .int64(set.column(12..<18)))]
    }
    try expect(
      .shapesDisagree,
      "train rows disagree: 'I_tr' has 12, 'T_tr' has 11; take all parts from one version of the set"
    ) {
      try $0.write(MATFixture(views(["T_tr": set.textRows(0..<11)])).bytes, to: "f.mat")
    }
    try expect(
      .shapesDisagree,
      "test rows disagree: 'I_te' has 5, 'T_te' has 6; take all parts from one version of the set"
    ) {
      try $0.write(MATFixture(views(["I_te": set.imageRows(12..<17)])).bytes, to: "f.mat")
    }
    try expect(
      .shapesDisagree,
      "image columns disagree: 'I_tr' has 5, 'I_te' has 3; take all parts from one version of the set"
    ) {
      try $0.write(MATFixture(views(["I_te": set.textRows(12..<18)])).bytes, to: "f.mat")
    }
    try expect(
      .shapesDisagree,
      "'I_tr' is 0x0: it has no samples or no columns; get a good copy of the source"
    ) {
      try $0.write(MATFixture(views(["I_tr": []])).bytes, to: "f.mat")
    }
    try expect(
      .shapesDisagree,
      "train rows disagree: 'train_img.mat:train_img' has 12,"
        + " 'train_img_lab.mat:train_img_lab' has 7; take all parts from one version of the set"
    ) { folder in
      let path = try set.writeDSCMR(to: folder)
      try folder.write(
        MATFixture([("train_img_lab", .int64(set.column(0..<7)))]).bytes,
        to: "dscmr/train_img_lab.mat")
      return path
    }
  }

  // MARK: Numbers

  @Test func labels() throws {
    let file = { (folder: TemporaryFolder, train: [[Int64]]) in
      try folder.write(
        MATFixture(
          set.views + [("L_tr", .int64(train)), ("L_te", .int64(set.column(12..<18)))]
        ).bytes, to: "f.mat")
    }
    try expect(
      .invalidLabel,
      "labels run from -4 to 2, which start at neither 0 nor 1; say the number of the first class with --label-base"
    ) { try file($0, set.column(0..<11) + [[-4]]) }
    try expect(
      .invalidLabel,
      "label 0 in row 1 of 'L_tr' is out of range: classes are 1 to 2"
        + "; rows count from 0; repair the source, or say another first class with --label-base",
      { $0.labelBase = 1 }
    ) { try file($0, set.column(0..<12)) }
    try expect(
      .invalidLabel,
      "row 3 of 'L_tr' belongs to no class; rows and columns count from 0; repair the source"
    ) { folder in
      var rows = set.oneHot(0..<12)
      rows[3] = [0, 0, 0]
      return try folder.write(
        MATFixture(
          set.views + [("L_tr", .uint8(rows)), ("L_te", .uint8(set.oneHot(12..<18)))]
        ).bytes, to: "f.mat")
    }
    try expect(
      .invalidLabel,
      "label 9 in row 2 of 'a.list' is out of range: classes are 1 to 3, which 'categories.list' names"
        + "; rows count from 0; repair the source, or say another first class with --label-base"
    ) {
      let path = try set.writeSVCL(to: $0)
      let lines = set.list(0..<12).split(separator: "\n")
      let changed = lines[..<2] + ["t\ti\t9"] + lines[3...]
      try $0.write(changed.joined(separator: "\n"), to: "svcl/a.list")
      return path
    }
  }

  @Test(arguments: [
    (Float.nan, "NaN"), (.infinity, "infinite as a Float32"), (-.infinity, "infinite as a Float32"),
  ])
  func featuresThatAreNotFinite(_ value: Float, _ name: String) throws {
    var rows = set.textRows(0..<12)
    rows[7][2] = value
    let remedy = "; rows and columns count from 0; repair the source"
    try expect(
      .notFinite, "text feature in row 7, column 2 of 'T_tr' is \(name)" + remedy
    ) { folder in
      let views = set.views.map { $0.name == "T_tr" ? ($0.name, set.double(rows)) : $0 }
      let labels: [(name: String, value: MATFixture.Array)] = [
        ("L_tr", .int64(set.column(0..<12))), ("L_te", .int64(set.column(12..<18))),
      ]
      return try folder.write(MATFixture(views + labels).bytes, to: "f.mat")
    }
    try expect(
      .notFinite, "text feature in row 7, column 2 of 'train_text' is \(name)" + remedy
    ) { folder in
      try set.writeMRL(to: folder, without: ["train_text"]) {
        try $0.write(rows.flatMap(\.self), as: "train_text", shape: [12, 3])
      }
    }
  }

  @Test func storedRowIndices() throws {
    let structure = { (folder: TemporaryFolder, train: [Double], test: [Double]) in
      let hot = (0..<3).map { index in (0..<18).map { set.label($0) == index } }
      let columns = { (rows: [[Float]]) in
        rows[0].indices.map { column in rows.map { $0[column] } }
      }
      let value = MATFixture.Array.structure([
        ("X1", set.double(columns(set.imageRows(0..<18)))),
        ("X2", set.double(columns(set.textRows(0..<18)))), ("Y", .sparseLogical(hot)),
        ("split", .structure([("ind_train", .double([train])), ("ind_test", .double([test]))])),
      ])
      return try folder.write(MATFixture([("data", value)]).bytes, to: "f.mat")
    }
    try expect(
      .invalidLabel,
      "row index 19 at position 1 of 'data.split.ind_train' is out of range: rows are 1 to 18; positions count from 0; repair the source"
    ) { try structure($0, [1, 19], [2]) }
    try expect(
      .invalidLabel,
      "row index 0 at position 0 of 'data.split.ind_test' is out of range: rows are 1 to 18; positions count from 0; repair the source"
    ) { try structure($0, [1, 2], [0]) }
    try expect(
      .invalidLabel,
      "row index 4 stands twice in 'data.split.ind_train', and splits may not overlap; repair the source"
    ) { try structure($0, [4, 4], [2]) }
    try expect(
      .invalidLabel,
      "row index 5 stands twice in 'data.split.ind_train', 'data.split.ind_test', and splits may not overlap; repair the source"
    ) { try structure($0, [4, 5], [5, 6]) }
    try expect(
      .invalidLabel,
      "label 1.5 in row 0 of 'data.split.ind_train' is not a whole number; rows and columns count from 0; repair the source"
    ) {
      try structure($0, [1.5], [2])
    }
  }
}
