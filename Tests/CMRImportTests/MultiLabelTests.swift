import CMRContainer
import CMRHDF5
import CMRImport
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// Sets whose rows belong to several classes, with queries and a database.
@Suite struct MultiLabelTests {
  private static let classes = 4

  private func image(_ row: Int) -> [Float] { [Float(row), Float(row) / 2 + 1, 3 - Float(row)] }
  private func tags(_ row: Int) -> [Float] { [Float(row % 2), Float(row / 2 % 2), Float(row)] }
  private func labels(_ row: Int) -> [UInt8] {
    (0..<Self.classes).map { row % Self.classes == $0 || row % 3 == $0 ? 1 : 0 }
  }

  private func expect(_ imported: Imported, rows: [Int]) throws {
    #expect(try imported.features("image") == rows.flatMap { image($0) })
    #expect(try imported.features("text") == rows.flatMap { tags($0) })
    guard case .multiHot(let matrix) = try imported.store.labels("clean").labels["image"] else {
      Issue.record("labels are not multi-hot")
      return
    }
    #expect(matrix.classes == Self.classes)
    #expect(matrix.elements == rows.flatMap { labels($0) })
    #expect(try Store.verify(imported.store.path).isSound)
  }

  private func arrays(_ rows: some Collection<Int>) -> [MATFixture.Array] {
    [
      .single(rows.map { image($0) }), .single(rows.map { tags($0) }),
      .uint8(rows.map { labels($0) }),
    ]
  }

  // MARK: XAll, YAll, LAll

  @Test(arguments: [false, true])
  func triple(inOneFile: Bool) throws {
    try withTemporaryFolder { folder in
      let files = Array(zip(["XAll", "YAll", "LAll"], arrays(0..<40)))
      if inOneFile {
        try folder.write(MATFixture(files.map { ($0.0, $0.1) }).bytes, to: "set/all.mat")
      } else {
        for (key, value) in files {
          try folder.write(MATFixture([(key, value)]).bytes, to: "set/mirflickr25k-\(key).mat")
        }
      }
      let imported = try importSet([folder("set")], to: folder("x.h5"))
      #expect(imported.summary.layout == "xall-yall-lall")
      try expect(imported, rows: Array(0..<40))
      #expect(imported.summary.splits.map(\.name) == ["train", "validation"])
      #expect(
        imported.summary.decisions.contains(
          "40 rows are those of no set with a customary split, so all of them are training rows"))
    }
  }

  @Test func tripleOfAKnownSize() throws {
    try withTemporaryFolder { folder in
      let rows = Array(0..<20_000)
      let input = try folder.write(
        MATFixture(zip(["XAll", "YAll", "LAll"], arrays(rows)).map { ($0.0, $0.1) }).bytes,
        to: "iapr-tc12-rand.mat")
      let imported = try importSet([input], to: folder("x.h5"))
      #expect(try imported.rows("test") == Array(18_000..<20_000))
      #expect(try imported.rows("train") == Array(0..<18_000))
      #expect(try imported.rows("database") == Array(0..<18_000))
      #expect(imported.summary.splits.map(\.rule) == ["none", "none", "all-but-last:2000"])
      #expect(
        imported.summary.decisions.contains(
          "20000 rows are IAPR TC-12: the last 2000 are the queries and all before them the database and for"
            + " training, as UCCH has it; DCMH takes the first 2000 as queries instead"))
      #expect(
        imported.summary.decisions.contains(
          "the split 'database' is what queries search: 18000 rows, 18000 of the 18000 training rows among"
            + " them; the queries are the split 'test'"))
    }
  }

  @Test func tripleWithoutItsLabels() throws {
    try withTemporaryFolder { folder in
      let input = try folder.write(
        MATFixture([("XAll", arrays(0..<4)[0]), ("YAll", arrays(0..<4)[1])]).bytes, to: "f.mat")
      #expect(
        importError([input], to: folder("x.h5"))?.description
          == "'\(input)' is an incomplete set of the layout xall-yall-lall: found XAll, YAll, missing 'LAll' as"
          + " a matrix of numbers; add what is missing")
    }
  }

  @Test func tripleOfDifferentLengths() throws {
    try withTemporaryFolder { folder in
      let input = try folder.write(
        MATFixture([
          ("XAll", arrays(0..<9)[0]), ("YAll", arrays(0..<8)[1]), ("LAll", arrays(0..<9)[2]),
        ]).bytes, to: "f.mat")
      #expect(
        importError([input], to: folder("x.h5"))?.description
          == "all rows disagree: 'XAll' has 9, 'YAll' has 8; take all parts from one version of the set"
      )
    }
  }

  @Test func severalTriplesAreAmbiguous() throws {
    try withTemporaryFolder { folder in
      for name in ["a", "b"] {
        try folder.write(
          MATFixture(zip(["XAll", "YAll", "LAll"], arrays(0..<9)).map { ($0.0, $0.1) }).bytes,
          to: "set/\(name).mat")
      }
      #expect(
        importError([folder("set")], to: folder("x.h5"))?.description
          == "'\(folder("set"))' can be read in 2 ways: xall-yall-lall (a.mat), xall-yall-lall (b.mat); choose"
          + " with --layout or --member")
      try folder.write(MATFixture([("XAll", arrays(0..<9)[0])]).bytes, to: "set/c.mat")
      #expect(
        importError([folder("set")], to: folder("x.h5"))?.description
          == "'XAll' is in a.mat, b.mat, c.mat, and the names do not tell the files apart; leave only one of"
          + " them in the input")
    }
  }

  // MARK: Stored parts

  /// Queries 0..<3, training rows of the database, the database from row 3 on.
  private func parts(
    _ folder: TemporaryFolder, train: [Int], change: Bool = false, without missing: String = ""
  ) throws -> FilePath {
    let file = try File.create(folder("MIRFlickr.h5"))
    do {
      for (part, rows) in [("Train", train), ("Query", [0, 1, 2]), ("DataBase", Array(3..<14))] {
        let double = { (rows: [[Float]]) in rows.flatMap { $0.map { Double($0) } } }
        var images = double(rows.map { image($0) })
        if change, part == "Train" { images[0] += 0.5 }
        let all: [(String, [Double], Int)] = [
          ("Img", images, 3), ("Tag", double(rows.map { tags($0) }), 3),
          ("Lab", rows.flatMap { labels($0).map { Double($0) } }, Self.classes),
        ]
        for (key, values, width) in all where key + part != missing {
          try file.root().write(values, as: key + part, shape: [rows.count, width])
        }
      }
    }
    try file.close()
    return folder("MIRFlickr.h5")
  }

  @Test(arguments: [[3, 4, 5, 6, 7], [9, 4, 12]])
  func trainingRowsInTheDatabaseAreStoredOnce(_ train: [Int]) throws {
    try withTemporaryFolder { folder in
      let imported = try importSet([parts(folder, train: train)], to: folder("x.h5"))
      #expect(imported.summary.layout == "hashing-parts")
      try expect(imported, rows: [0, 1, 2] + Array(3..<14))
      #expect(try imported.rows("test") == [0, 1, 2])
      #expect(try imported.rows("database") == Array(3..<14))
      #expect(try imported.rows("train") == train.sorted())
      #expect(imported.store.splitNames == ["database", "test", "train"])
      #expect(
        imported.summary.decisions.contains(
          "all \(train.count) training rows stand in the database with equal features and labels, and are"
            + " stored once"))
      #expect(
        imported.summary.decisions.contains(
          "the split 'database' is what queries search: 11 rows, \(train.count) of the \(train.count) training"
            + " rows among them; the queries are the split 'test'"))
      #expect(
        imported.summary.explanation == [
          "hashing-parts: MIRFlickr.h5 holds ImgTrain, TagTrain, LabTrain, and likewise named arrays for test"
            + " and database"
        ])
    }
  }

  @Test func trainingRowsThatAreNotInTheDatabaseAreKept() throws {
    try withTemporaryFolder { folder in
      let imported = try importSet(
        [parts(folder, train: [3, 4, 5], change: true)], to: folder("x.h5"))
      #expect(imported.summary.modalities.map(\.rows) == [17, 17])
      #expect(try imported.rows("train") == [0, 1, 2])
      #expect(try imported.rows("test") == [3, 4, 5])
      #expect(try imported.rows("database") == Array(6..<17))
      #expect(
        imported.summary.decisions.contains(
          "2 of the 3 training rows stand in the database with equal features and labels, so both are stored"
            + " whole"))
    }
  }

  @Test func partsWithoutTheDatabase() throws {
    try withTemporaryFolder { folder in
      let input = try parts(folder, train: [3], without: "TagDataBase")
      #expect(
        importError([input], to: folder("x.h5"))?.description
          == "'\(input)' is an incomplete set of the layout hashing-parts: found ImgTrain, TagTrain, LabTrain,"
          + " ImgQuery, TagQuery, LabQuery, ImgDataBase, LabDataBase in MIRFlickr.h5, missing 'TagDataBase'; add"
          + " what is missing")
    }
  }

  @Test func clipFilesWithADatabase() throws {
    try withTemporaryFolder { folder in
      var variables: [(name: String, value: MATFixture.Array)] = []
      for (part, rows) in [("tr", [6, 3]), ("te", [0, 1, 2]), ("db", Array(3..<14))] {
        variables += zip(["I", "T", "L"], arrays(rows)).map { ("\($0.0)_\(part)", $0.1) }
      }
      let input = try folder.write(MATFixture(variables).bytes, to: "mir_clip_all.mat")
      let imported = try importSet([input], to: folder("x.h5"))
      #expect(imported.summary.layout == "wikidata-mat")
      try expect(imported, rows: Array(0..<14))
      #expect(try imported.rows("train") == [3, 6])
      #expect(try imported.rows("database") == Array(3..<14))
    }
  }

  @Test func iapr() throws {
    try withTemporaryFolder { folder in
      let database = arrays(3..<14)
      let test = arrays(0..<3)
      let variables: [(name: String, value: MATFixture.Array)] = [
        ("VDatabase", database[0]), ("YDatabase", database[1]), ("databaseL", database[2]),
        ("VTest", test[0]), ("YTest", test[1]), ("testL", test[2]),
      ]
      let input = try folder.write(MATFixture(variables).bytes, to: "iapr-tc12.mat")
      let imported = try importSet([input], to: folder("x.h5"))
      #expect(imported.summary.layout == "iapr-mat")
      try expect(imported, rows: Array(3..<14) + [0, 1, 2])
      #expect(try imported.rows("train") == Array(0..<11))
      #expect(try imported.rows("database") == Array(0..<11))
      #expect(try imported.rows("test") == [11, 12, 13])
      let cut = try folder.write(MATFixture(variables.dropLast()).bytes, to: "cut.mat")
      #expect(
        importError([cut], to: folder("y.h5"))?.description
          == "'\(cut)' is an incomplete set of the layout iapr-mat: found VDatabase, YDatabase, databaseL, VTest,"
          + " YTest in cut.mat, missing 'testL'; add what is missing")
    }
  }

  @Test func mscocoKeepsRowsOfNoClass() throws {
    try withTemporaryFolder { folder in
      let file = try File.create(folder("coco.h5py"))
      do {
        for (part, rows) in [("train", 0..<8), ("test", 8..<12)] {
          let root = try file.root()
          try root.write(
            rows.flatMap { image($0) }, as: "\(part)_imgs_deep", shape: [rows.count, 3])
          try root.write(rows.flatMap { tags($0) }, as: "\(part)_text", shape: [rows.count, 3])
          let hot = rows.flatMap { $0 == 5 || $0 == 9 ? [0, 0, 0, 0] : labels($0) }
          for kind in ["imgs", "texts"] {
            try root.write(
              hot, as: "\(part)_\(kind)_labels", shape: [rows.count, Self.classes])
          }
        }
      }
      try file.close()
      let imported = try importSet([folder("coco.h5py")], to: folder("x.h5"))
      #expect(imported.summary.layout == "mrl-h5py")
      guard case .multiHot(let matrix) = try imported.store.labels("clean").labels["text"] else {
        Issue.record("labels are not multi-hot")
        return
      }
      #expect(Array(matrix.elements[20..<24]) == [0, 0, 0, 0])
      #expect(
        imported.summary.warnings == [
          "2 label rows have no class at all: they are kept, relevant to nothing and never found",
          "1 rows of text are zeros alone, the first is row 0, counted from 0",
        ])
    }
  }
}
