import CMRHDF5
import CMRTestSupport
import FoundationEssentials
import SystemPackage

/// A small set whose every number is known, written in each of the layouts.
struct SyntheticSet: Sendable {
  var train = 12
  var test = 6
  var valid = 0
  var imageWidth = 5
  var textWidth = 3
  var classes = 3
  /// What the number of the first class is in files that hold class numbers.
  var base = 0

  var total: Int { train + valid + test }
  /// The segments in the order of a store, with their rows.
  var segments: [(name: String, rows: Range<Int>)] {
    [
      ("train", 0..<train), ("valid", train..<train + valid), ("test", train + valid..<total),
    ].filter { !$0.1.isEmpty }
  }

  /// Exact in half precision, different everywhere.
  func image(_ row: Int, _ column: Int) -> Float { Float(row * 16 + column) / 8 }
  func text(_ row: Int, _ column: Int) -> Float { -Float(row * 4 + column) / 4 }
  func label(_ row: Int) -> Int32 { Int32((row * 2 + 1) % classes) }
  /// The name of a class; not in the order of the alphabet.
  func className(_ index: Int) -> String { ["whale", "ant", "moth", "bee", "cat"][index % 5] }

  var images: [Float] {
    (0..<total).flatMap { row in (0..<imageWidth).map { image(row, $0) } }
  }
  var texts: [Float] { (0..<total).flatMap { row in (0..<textWidth).map { text(row, $0) } } }
  var labels: [Int32] { (0..<total).map { label($0) } }
  /// The classes that occur, which is what an importer can know.
  var classNames: [String] { (0..<classes).map { className($0) } }

  func imageRows(_ rows: Range<Int>) -> [[Float]] {
    rows.map { row in (0..<imageWidth).map { image(row, $0) } }
  }
  func textRows(_ rows: Range<Int>) -> [[Float]] {
    rows.map { row in (0..<textWidth).map { text(row, $0) } }
  }
  func column(_ rows: Range<Int>) -> [[Int64]] { rows.map { [Int64(label($0)) + Int64(base)] } }
  func oneHot(_ rows: Range<Int>) -> [[UInt8]] {
    rows.map { row in (0..<classes).map { label(row) == $0 ? 1 : 0 } }
  }
  func list(_ rows: Range<Int>) -> String {
    rows.map { "text\($0)\timage\($0)\t\(Int(label($0)) + 1)\n" }.joined()
  }

  // MARK: MAT

  func double(_ rows: [[Float]]) -> MATFixture.Array { .double(rows.map { $0.map { Double($0) } }) }

  /// The four matrices of SVCL.
  var views: [(name: String, value: MATFixture.Array)] {
    [
      ("I_tr", double(imageRows(0..<train))), ("I_te", double(imageRows(train..<total))),
      ("T_tr", double(textRows(0..<train))), ("T_te", double(textRows(train..<total))),
    ]
  }

  func writeSVCL(to folder: TemporaryFolder, _ name: String = "svcl") throws -> FilePath {
    try folder.write(MATFixture(views).bytes, to: "\(name)/features.mat")
    try folder.write(list(0..<train), to: "\(name)/a.list")
    try folder.write(list(train..<total), to: "\(name)/b.list")
    try folder.write(
      classNames.joined(separator: "\n") + "\n", to: "\(name)/categories.list")
    return folder(name)
  }

  enum LabelForm: CaseIterable, Sendable { case column, row, oneHot }

  func writeWikiData(
    to folder: TemporaryFolder, _ form: LabelForm, _ name: String = "wikiData.mat"
  ) throws -> FilePath {
    let labels = { (rows: Range<Int>) -> MATFixture.Array in
      switch form {
      case .column: .int64(column(rows))
      case .row: .int64([column(rows).map { $0[0] }])
      case .oneHot: .uint8(oneHot(rows))
      }
    }
    let variables =
      views.reversed() + [
        ("L_te", labels(train..<total)), ("L_tr", labels(0..<train)), ("comment", .text("hello")),
      ]
    return try folder.write(MATFixture(variables).bytes, to: name)
  }

  /// RoPH's structure; its split interleaves: every third row is a test row.
  func writeRoPH(to folder: TemporaryFolder, _ name: String = "roph.mat") throws -> FilePath {
    let transposed = { (rows: [[Float]]) in
      (0..<(rows.first?.count ?? 0)).map { column in rows.map { $0[column] } }
    }
    let hot = (0..<classes).map { index in (0..<total).map { label($0) == index } }
    let test = (0..<total).filter { $0 % 3 == 0 }.map { Double($0 + 1) }
    let train = (0..<total).filter { $0 % 3 != 0 }.map { Double($0 + 1) }
    let structure = MATFixture.Array.structure([
      ("X1", double(transposed(imageRows(0..<total)))),
      ("X2", double(transposed(textRows(0..<total)))), ("Y", .sparseLogical(hot)),
      ("split", .structure([("ind_train", .double([train])), ("ind_test", .double([test]))])),
    ])
    return try folder.write(MATFixture([("data", structure)]).bytes, to: name)
  }

  /// The six files of DSCMR, and a second text of half the values as the variant `masked`.
  func writeDSCMR(
    to folder: TemporaryFolder, _ name: String = "dscmr", without missing: String = ""
  ) throws -> FilePath {
    for (split, rows) in [("train", 0..<train), ("test", train..<total)] {
      let halves = textRows(rows).map { $0.map { $0 / 2 } }
      let files: [(file: String, key: String, value: MATFixture.Array)] = [
        ("\(split)_img", "\(split)_img", .single(imageRows(rows))),
        ("\(split)_txt", "\(split)_txt", .single(textRows(rows))),
        ("\(split)_txt_masked", "\(split)_txt", .single(halves)),
        ("\(split)_img_lab", "\(split)_img_lab", .int64(column(rows))),
      ]
      for file in files where file.file != missing {
        try folder.write(
          MATFixture([(file.key, file.value)]).bytes, to: "\(name)/\(file.file).mat")
      }
    }
    return folder(name)
  }

  // MARK: HDF5

  /// An MRL file; `text` is what follows `train_` in the key of the texts.
  func writeMRL(
    to folder: TemporaryFolder, _ name: String = "mrl.h5py", text: String = "text",
    without missing: Set<String> = [], adjust: (borrowing Group) throws -> Void = { _ in }
  ) throws -> FilePath {
    let file = try File.create(folder(name))
    do {
      let root = try file.root()
      for (split, rows) in segments {
        let features: [(String, [Float], Int)] = [
          ("\(split)_imgs_deep", imageRows(rows).flatMap(\.self), imageWidth),
          ("\(split)_\(text)", textRows(rows).flatMap(\.self), textWidth),
          ("\(split)_texts_masked", textRows(rows).flatMap { $0.map { $0 / 2 } }, textWidth),
        ]
        for (key, values, width) in features where !missing.contains(key) {
          try root.write(values, as: key, shape: [rows.count, width])
        }
        for key in ["\(split)_imgs_labels", "\(split)_texts_labels"] where !missing.contains(key) {
          try root.write(column(rows).map { $0[0] }, as: key)
        }
      }
      try adjust(root)
    }
    try file.close()
    return folder(name)
  }
}
