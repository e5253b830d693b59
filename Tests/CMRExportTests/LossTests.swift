import CMRContainer
import CMRExport
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// What a format cannot hold is said or refused.
@Suite struct LossTests {
  @Test func `what MRL's files leave out`() throws {
    try withTemporaryFolder { folder in
      var set = SmallStore()
      set.classNames = ["a", "b", "c", "d", "e"]
      set.splits = [
        Split(name: "train", rule: "stored", rows: .shared(Array(0..<20))),
        Split(name: "validation", rule: "stored", rows: .shared(Array(20..<23))),
        Split(name: "test", rule: "stored", rows: .shared(Array(20..<29))),
        Split(name: "database", rule: "stored", rows: .shared(Array(0..<20))),
      ]
      let report = try set.write(to: folder("s.h5")).export(to: folder("x.h5py"), .mrlHDF5)
      #expect(
        report.losses == [
          "not in the file: the ids of rows and the names of classes",
          "not in the file: 'database', as the format has the splits train, validation and test alone",
          "not in the file: 1 of the 30 rows, which are in none of its splits",
          "3 rows are in two splits and stand in the file twice; an import takes them for rows of"
            + " their own",
          "class numbers do not tell of the last 2 of the 5 classes, which have no row",
        ])
      #expect(
        report.arrays.map(\.key) == [
          "train_imgs_deep", "train_imgs_labels", "train_text", "train_texts_labels",
          "valid_imgs_deep", "valid_imgs_labels", "valid_text", "valid_texts_labels",
          "test_imgs_deep", "test_imgs_labels", "test_text", "test_texts_labels",
        ])
    }
  }

  @Test func `what MRL's files cannot hold`() throws {
    try withTemporaryFolder { folder in
      let (path, out) = (folder("s.h5"), folder("x.h5py"))
      let way = "; export it as npz or safetensors"
      var cases: [(set: SmallStore, message: String)] = []
      var set = SmallStore()
      set.rows["audio"] = 30
      cases.append(
        (
          set,
          "mrl-h5 holds the two modalities 'image' and 'text', and the store '\(path)' has 'audio',"
            + " 'image', 'text'" + way
        ))
      set = SmallStore()
      set.isPaired = false
      let labels = Labels.classIndices([Int32](repeating: 1, count: 30))
      set.labels = LabelSet(name: "clean", labels: .separate(["image": labels, "text": labels]))
      set.splits = []
      cases.append(
        (
          set,
          "mrl-h5 holds pairs, and the modalities of the store '\(path)' are not paired" + way
        ))
      set = SmallStore()
      set.splits[2] = Split(
        name: "test", rule: "stored", rows: .separate(["image": [23, 24], "text": [24, 25]]))
      cases.append(
        (
          set,
          "mrl-h5 holds pairs, and the split 'test' of the store '\(path)' lists other rows of image"
            + " than of text" + way
        ))
      set = SmallStore()
      set.splits.removeLast()
      cases.append(
        (
          set,
          "mrl-h5 holds the splits train, test and perhaps validation, and the store '\(path)' has no"
            + " rows in 'test': it has the splits 'train', 'validation'; make it with 'cmrdata split',"
            + " or export the store as npz or safetensors"
        ))
      for (set, message) in cases {
        let store = try set.write(to: path)
        #expect(failure { _ = try store.export(to: out, .mrlHDF5) } == message)
        #expect(try folder.names() == ["s.h5"])
      }
    }
  }

  private func expect(
    _ set: SmallStore, losses: [String], keys: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try withTemporaryFolder { folder in
      let report = try set.write(to: folder("s.h5"))
        .export(to: folder("x.safetensors"), .safetensors)
      #expect(
        report.losses == ["not in the file: the ids of rows"] + losses,
        sourceLocation: sourceLocation)
      #expect(report.importCommand == nil, sourceLocation: sourceLocation)
      #expect(report.arrays.map(\.key) == keys, sourceLocation: sourceLocation)
    }
  }

  private static let lead = "no import takes the file back: "
  private static let shared = ["features.image", "features.text", "labels"]

  @Test func `modalities that are not paired are written and not imported again`() throws {
    var set = SmallStore()
    set.rows = ["image": 30, "text": 20]
    set.isPaired = false
    set.labels = LabelSet(
      name: "clean",
      labels: .separate([
        "image": .classIndices((0..<30).map { Int32($0 % 3) }),
        "text": .classIndices((0..<20).map { Int32($0 % 3) }),
      ]))
    set.splits = [
      Split(name: "train", rule: "stored", rows: .separate(["image": [0, 2], "text": [1, 3, 5]]))
    ]
    try expect(
      set,
      losses: [
        Self.lead + "whole arrays are imported as pairs, and these modalities are not paired"
      ],
      keys: [
        "features.image", "features.text", "labels.image", "labels.text", "splits.train.image",
        "splits.train.text",
      ])
  }

  @Test func `splits that an import would not take`() throws {
    var set = SmallStore()
    set.splits[1] = Split(name: "validation", rule: "x", rows: .shared([29, 28]))
    try expect(
      set,
      losses: [
        "an import sorts the rows of 'validation', which are not in order",
        Self.lead
          + "'validation' and 'test' have 2 rows in common, and it would take no row of two of"
          + " them",
      ],
      keys: Self.shared + ["splits.test", "splits.train", "splits.validation"])
    set = SmallStore()
    set.splits.removeLast()
    try expect(
      set,
      losses: [
        Self.lead + "it would need the splits 'train' and 'test', and there is no 'test'"
      ], keys: Self.shared + ["splits.train", "splits.validation"])
    set = SmallStore()
    set.splits.append(
      Split(name: "odd", rule: "x", rows: .separate(["image": [1], "text": [2]])))
    try expect(
      set,
      losses: [
        Self.lead
          + "the split 'odd' lists other rows of one modality than of another, though they are"
          + " paired"
      ],
      keys: Self.shared + [
        "splits.odd.image", "splits.odd.text", "splits.test", "splits.train", "splits.validation",
      ])
  }

  @Test func `a destination that is there is left alone unless asked`() throws {
    try withTemporaryFolder { folder in
      let store = try SmallStore().write(to: folder("s.h5"))
      let path = folder("x.npz")
      _ = try store.export(to: path, .npz)
      #expect(
        failure { _ = try store.export(to: path, .npz) }
          == "'\(path)' already exists; choose another name or say --overwrite")
      _ = try store.export(to: path, .npz, overwrite: true)
      #expect(
        failure { _ = try store.export(to: folder("no/x.npz"), .npz) }
          == "cannot create '\(folder("no/x.npz"))': the folder '\(folder("no"))' does not exist;"
          + " create it or choose another place")
      #expect(
        failure { _ = try ExportFormat(of: folder("x.bin")) }
          == "the name '\(folder("x.bin"))' does not tell the format; choose one with --format: mrl-h5"
          + " (.h5, .h5py, .hdf5), npz (.npz), safetensors (.safetensors)")
      #expect(try folder.names() == ["s.h5", "x.npz"])
    }
  }

  @Test func `a stop and a damaged row leave nothing`() throws {
    try withTemporaryFolder { folder in
      let path = folder("s.h5")
      let store = try SmallStore().write(to: path)
      let request = ExportRequest(store, to: folder("x.npz"), format: .npz, tool: "test 1")
      #expect(
        failure { _ = try request.run(shouldStop: { true }) }
          == "the export was stopped; nothing was written")
      var data = try Data(contentsOf: URL(filePath: path.string))
      let value = try store.modality("image").features.elements(ofRows: [7])[2]
      let pattern = Data((0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) })
      let place = try #require(data.firstRange(of: pattern))
      data[place.lowerBound] ^= 1
      try data.write(to: URL(filePath: path.string))
      let damaged = try Store.open(path)
      for format in ExportFormat.allCases {
        #expect(
          failure { _ = try damaged.export(to: folder("x.out"), format) }.contains("row 7"),
          "\(format)")
      }
      #expect(try folder.names() == ["s.h5"])
    }
  }
}
