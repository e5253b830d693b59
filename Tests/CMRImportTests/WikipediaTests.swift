import CMRImport
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// The published Wikipedia benchmark in its four encodings, from folders and archives.
@Suite(.needsSharedData("data/wikipedia_svcl")) struct WikipediaTests {
  enum Encoding: String, CaseIterable, Sendable {
    case svcl, columns, oneHot, roph

    var files: [String] {
      switch self {
      case .svcl:
        [
          "raw_features.mat", "trainset_txt_img_cat.list", "testset_txt_img_cat.list",
          "categories.list",
        ]
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

  @Test func encodingsHoldTheSameFeaturesAndLabels() throws {
    try withTemporaryFolder { folder in
      var sets: [Encoding: Imported] = [:]
      for encoding in Encoding.allCases {
        let input = try folder.copyShared("wikipedia_svcl", encoding.files, to: encoding.rawValue)
        sets[encoding] = try importSet([input], to: folder("\(encoding).h5"))
        #expect(sets[encoding]?.summary.layout == encoding.layout)
      }
      let reference = try #require(sets[.svcl])
      let classes = try reference.classes()
      for encoding in Encoding.allCases {
        let other = try #require(sets[encoding])
        #expect(try other.classes() == classes)
        for split in ["train", "valid", "test"] {
          #expect(try other.rows(split) == reference.rows(split))
        }
        guard encoding != .roph else { continue }
        for modality in ["image", "text"] {
          #expect(try other.features(modality) == reference.features(modality))
        }
      }
      for range in [(0..<2173, Self.trainCounts), (2173..<2866, Self.testCounts)] {
        let counts = (0..<10).map { index in classes[range.0].count { $0 == index } }
        #expect(counts == range.1)
      }
    }
  }
}
