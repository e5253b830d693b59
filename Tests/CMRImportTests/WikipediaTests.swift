import CMRImport
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// The published Wikipedia benchmark in its four encodings, from folders and archives.
@Suite(.needsSharedData("data/wikipedia_svcl")) struct WikipediaTests {
  enum Encoding: String, CaseIterable, Sendable {
    case svcl, columns, oneHot, roph

    static let lists = [
      "trainset_txt_img_cat.list", "testset_txt_img_cat.list", "categories.list",
    ]

    var files: [String] {
      switch self {
      case .svcl: ["raw_features.mat"] + Self.lists
      case .columns: ["wikiData_collabel.mat"]
      case .oneHot: ["wikiData_onehot.mat"]
      case .roph: ["roph_wiki.mat"]
      }
    }

    var layout: String {
      switch self {
      case .svcl: "svcl-wikipedia"
      case .columns, .oneHot: "wikidata-mat"
      case .roph: "roph-struct"
      }
    }
  }

  static let trainCounts = [138, 272, 244, 248, 202, 178, 186, 144, 214, 347]
  static let testCounts = [34, 88, 96, 85, 65, 58, 51, 41, 71, 104]

  /// The set as its own authors published it.
  private func reference(_ folder: TemporaryFolder) throws -> Imported {
    let input = try folder.copyShared("wikipedia_svcl", Encoding.svcl.files, to: "reference")
    return try importSet([input], to: folder("reference.h5"))
  }

  private func expectSame(_ other: Imported, as reference: Imported, _ encoding: Encoding) throws {
    #expect(other.summary.layout == encoding.layout)
    #expect(try other.classes() == reference.classes())
    for split in ["train", "validation", "test"] {
      #expect(try other.rows(split) == reference.rows(split))
    }
    guard encoding != .roph else { return }
    for modality in ["image", "text"] {
      #expect(try other.features(modality) == reference.features(modality))
    }
  }

  @Test func isWhatItsAuthorsDescribe() throws {
    try withTemporaryFolder { folder in
      let imported = try reference(folder)
      let classes = try imported.classes()
      for (rows, expected) in [(0..<2173, Self.trainCounts), (2173..<2866, Self.testCounts)] {
        #expect((0..<10).map { index in classes[rows].count { $0 == index } } == expected)
      }
      #expect(imported.store.classNames.first == "art")
      #expect(imported.store.classNames.last == "warfare")
      #expect(try imported.rows("train") == Array(0..<2173))
      #expect(try imported.rows("validation") == Array(2173..<2404))
      #expect(try imported.rows("test") == Array(2404..<2866))
      #expect(try imported.store.split("validation").rule == "front-of-test:231")
      let ids = try imported.store.modality("text").ids()
      #expect(ids[0] == "b3150b0c281960b6a6d33407824fd40a-3")
      for modality in ["image", "text"] {
        // Histograms and topic mixtures: each row sums to one.
        let width = try imported.store.modality(modality).dimension
        let features = try imported.features(modality)
        for row in stride(from: 0, to: 2866, by: 97) {
          let sum = features[row * width..<(row + 1) * width].reduce(0, +)
          #expect(abs(sum - 1) < 1e-5)
        }
      }
    }
  }

  @Test(arguments: Encoding.allCases, [false, true])
  func everyEncodingHoldsTheSame(_ encoding: Encoding, withLists: Bool) throws {
    try withTemporaryFolder { folder in
      let files = encoding.files + (withLists && encoding != .svcl ? Encoding.lists : [])
      let input = try folder.copyShared("wikipedia_svcl", files, to: "in")
      let other = try importSet([input], to: folder("x.h5"))
      let reference = try reference(folder)
      try expectSame(other, as: reference, encoding)
      if withLists {
        #expect(other.store.classNames == reference.store.classNames)
        for modality in ["image", "text"] {
          #expect(
            try other.store.modality(modality).ids() == reference.store.modality(modality).ids())
        }
      }
    }
  }

  @Test(arguments: Encoding.allCases, Packing.allCases)
  func everyArchiveHoldsTheSame(_ encoding: Encoding, _ packing: Packing) async throws {
    try await withTemporaryFolder { folder in
      let input = try folder.copyShared("wikipedia_svcl", encoding.files, to: "in")
      guard let archive = try await packing.pack(input, to: folder("set.\(packing.rawValue)"))
      else { try Test.cancel("no program here packs \(packing.rawValue)") }
      let packed = try importSet([archive], to: folder("packed.h5"))
      let loose = try importSet([input], to: folder("loose.h5"))
      try expectSame(packed, as: loose, encoding)
      #expect(try packed.features("image") == loose.features("image"))
      #expect(try packed.features("text") == loose.features("text"))
      let sources = packed.report.sources
      #expect(sources.first?.name == "set.\(packing.rawValue)")
      #expect(Set(sources.dropFirst()) == Set(loose.report.sources))
      #expect(
        try folder.names() == ["in", "loose.h5", "packed.h5", "set.\(packing.rawValue)"],
        "nothing else was left behind")
    }
  }

  @Test func rophKeepsItsOwnSplitBesideThePublishedOne() throws {
    try withTemporaryFolder { folder in
      let input = SharedData.path("data/wikipedia_svcl/roph_wiki.mat")
      let imported = try importSet([input], to: folder("x.h5"))
      #expect(
        imported.store.splitNames == ["stored-test", "stored-train", "test", "train", "validation"])
      let own = try imported.rows("stored-train") + imported.rows("stored-test")
      #expect(own.sorted() == Array(0..<2866))
      #expect(try imported.rows("stored-train").count == 2173)
      #expect(try imported.rows("stored-train") != Array(0..<2173))
    }
  }

  /// As multi-view collections have it: no split, and rows in the published order.
  @Test func cellsOfViewsGetThePublishedSplit() throws {
    try withTemporaryFolder { folder in
      let reference = try reference(folder)
      let rows = { (modality: String, width: Int) in
        let features = try reference.features(modality)
        return MATFixture.Array.single(
          stride(from: 0, to: features.count, by: width).map { Array(features[$0..<$0 + width]) })
      }
      let views = [try rows("image", 128), try rows("text", 10)]
      let classes = try reference.classes()
      for (name, shift) in [("Wikipedia.mat", 0), ("other.mat", 1)] {
        // Class counts tell: with other classes in the first rows it is another set.
        let labels = classes.map { [Int64(($0 + Int32(shift)) % 10) + 1] }
        let input = try folder.write(
          MATFixture([("X", .cell(views)), ("y", .int64(labels))]).bytes, to: name)
        let other = try importSet([input], to: folder("\(name).h5"))
        #expect(other.summary.layout == "view-cells")
        guard shift == 0 else {
          #expect(other.store.pairedModalities == ["view1", "view2"])
          #expect(other.store.splitNames == ["train", "validation"])
          continue
        }
        #expect(other.store.pairedModalities == ["image", "text"])
        for split in ["train", "validation", "test"] {
          #expect(try other.rows(split) == reference.rows(split))
        }
        #expect(try other.features("text") == reference.features("text"))
      }
    }
  }

  @Test func theWholeFolderCanBeReadInFourWays() throws {
    try withTemporaryFolder { folder in
      let input = SharedData.path("data/wikipedia_svcl")
      let error = importError([input], to: folder("x.h5"))
      #expect(error?.code == .ambiguous)
      #expect(
        error?.description
          == "'\(input)' can be read in 4 ways: svcl-wikipedia (raw_features.mat,"
          + " trainset_txt_img_cat.list, testset_txt_img_cat.list), wikidata-mat (wikiData_collabel.mat),"
          + " wikidata-mat (wikiData_onehot.mat), roph-struct (roph_wiki.mat); choose with --layout or --member"
      )
      let byLayout = try importSet([input], to: folder("a.h5")) { $0.layout = "svcl-wikipedia" }
      let byFile = try importSet([input], to: folder("b.h5")) { $0.member = "wikiData_onehot.mat" }
      #expect(byFile.summary.layout == "wikidata-mat")
      try expectSame(byFile, as: byLayout, .oneHot)
      #expect(byFile.store.classNames == byLayout.store.classNames)
    }
  }
}
