import CMRImport
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// The table of layouts: what the list of them gives, row by row, and what the article shows.
@Suite struct LayoutTableTests {
  typealias Fields = [(name: String, value: MATFixture.Array)]

  /// A set in each layout; a layout without one fails.
  private static let samples:
    [String: @Sendable (SyntheticSet, TemporaryFolder) throws -> FilePath] = [
      "mrl-h5py": { try $0.writeMRL(to: $1) },
      "svcl-wikipedia": { try $0.writeSVCL(to: $1) },
      "wikidata-mat": { try $0.writeWikiData(to: $1, .column) },
      "roph-struct": { try $0.writeRoPH(to: $1) },
      "dscmr-six-files": { try $0.writeDSCMR(to: $1) },
      "seha-mat": { try matrices("img_%", "text_%", "label_%", ["train", "test"], $0, $1) },
      "clip-mat": { try matrices("%_fc7", "%_text", "%_label", ["tr", "te"], $0, $1) },
      "inria-mat": {
        try matrices("%_img", "%_txt", "%_img_lab", ["tr", "te"], more: ["%_txt_lab"], $0, $1)
      },
      "xmedia-features": {
        try matrices("I_%_CNN", "T_%_BOW", "%ImgCat", ["tr", "te"], more: ["%TxtCat"], $0, $1)
      },
      "hashing-parts": {
        try matrices("Img%", "Tag%", "Lab%", ["Train", "Query"], database: "DataBase", $0, $1)
      },
      "iapr-mat": { set, folder in
        let (database, test) = (0..<set.train, set.train..<set.total)
        let fields: Fields = [
          ("VDatabase", .single(set.imageRows(database))), ("VTest", .single(set.imageRows(test))),
          ("YDatabase", .single(set.textRows(database))), ("YTest", .single(set.textRows(test))),
          ("databaseL", .uint8(set.oneHot(database))), ("testL", .uint8(set.oneHot(test))),
        ]
        return try folder.write(MATFixture(fields).bytes, to: "iapr.mat")
      },
      "xmedianet-cells": { set, folder in
        var fields: Fields = []
        for (part, rows) in [("train", 0..<set.train), ("test", set.train..<set.total)] {
          let features: [MATFixture.Array] = [
            .single(set.imageRows(rows)), .single(set.textRows(rows)),
          ]
          let labels = MATFixture.Array.int64(set.column(rows))
          fields += [(part, .cell(features)), ("\(part)_labels", .cell([labels, labels]))]
        }
        return try folder.write(MATFixture(fields).bytes, to: "cells.mat")
      },
      "xall-yall-lall": { set, folder in
        try folder.write(
          MATFixture([
            ("XAll", .single(set.imageRows(0..<set.total))),
            ("YAll", .single(set.textRows(0..<set.total))),
            ("LAll", .uint8(set.oneHot(0..<set.total))),
          ]).bytes, to: "all.mat")
      },
      "view-cells": { set, folder in
        try folder.write(
          MATFixture([
            (
              "X",
              .cell([
                .single(set.imageRows(0..<set.total)), .single(set.textRows(0..<set.total)),
              ])
            ), ("y", .int64(set.column(0..<set.total))),
          ]).bytes, to: "views.mat")
      },
      "elrcmr-folder": { set, folder in
        for (part, rows) in [("train", 0..<set.train), ("test", set.train..<set.total)] {
          let files: Fields = [
            ("img", .single(set.imageRows(rows))), ("text", .single(set.textRows(rows))),
            ("label", .int64(set.column(rows))),
          ]
          for (kind, value) in files {
            try folder.write(MATFixture([("name", value)]).bytes, to: "set/\(part)_\(kind).mat")
          }
        }
        return folder("set")
      },
      "split-arrays": { try tensors($0, $1) },
    ]

  /// A MAT file with these keys, in which `%` stands for the part.
  private static func matrices(
    _ image: String, _ text: String, _ label: String, _ parts: [String], more: [String] = [],
    database: String? = nil, _ set: SyntheticSet, _ folder: TemporaryFolder
  ) throws -> FilePath {
    let runs =
      [(parts[0], 0..<set.train), (parts[1], set.train..<set.total)]
      + [database].compactMap(\.self).map { ($0, 0..<set.train) }
    var fields: Fields = []
    for (part, rows) in runs {
      var own: Fields = [
        (image, .single(set.imageRows(rows))), (text, .single(set.textRows(rows))),
      ]
      for key in [label] + more { own.append((key, .int64(set.column(rows)))) }
      fields += own.map { ($0.name.replacing("%", with: part), $0.value) }
    }
    return try folder.write(MATFixture(fields).bytes, to: "set.mat")
  }

  /// What `cmrdata export` writes as safetensors.
  private static func tensors(_ set: SyntheticSet, _ folder: TemporaryFolder) throws -> FilePath {
    var header: [String] = []
    var data: [UInt8] = []
    func add(_ name: String, _ shape: [Int], _ type: String, _ bytes: [UInt8]) {
      header.append(
        #""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[\#(data.count),\#(data.count + bytes.count)]}"#
      )
      data += bytes
    }
    let little = { (value: UInt64, width: Int) in
      (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let floats = { (values: [Float]) in values.flatMap { little(UInt64($0.bitPattern), 4) } }
    let numbers = { (values: [Int]) in values.flatMap { little(UInt64($0), 8) } }
    add("features.image", [set.total, set.imageWidth], "F32", floats(set.images))
    add("features.text", [set.total, set.textWidth], "F32", floats(set.texts))
    add("labels", [set.total], "I64", numbers(set.labels.map { Int($0) }))
    add("splits.train", [set.train], "I64", numbers(Array(0..<set.train)))
    add("splits.test", [set.test], "I64", numbers(Array(set.train..<set.total)))
    let text = Array("{\(header.joined(separator: ","))}".utf8)
    return try folder.write(little(UInt64(text.count), 8) + text + data, to: "set.safetensors")
  }

  @Test(arguments: BuiltinLayouts.names)
  func everyRowImportsASetOfItsLayout(_ name: String) throws {
    let write = try #require(Self.samples[name], "a layout needs a set here: \(name)")
    try withTemporaryFolder { folder in
      let set = SyntheticSet()
      let imported = try importSet([write(set, folder)], to: folder("x.h5")) {
        $0.validation = ValidationRule.none
      }
      #expect(imported.summary.layout == name)
      let names = imported.summary.modalities.map(\.name)
      let found = Self.rows(
        try imported.features(names[0]), try imported.features(names[1]),
        try imported.classes(names[0]), set)
      // In any order, which is the layout's own matter; each once.
      #expect(Set(found) == Set(Self.rows(set.images, set.texts, set.labels, set)))
      #expect(found.count == set.total)
    }
  }

  /// Image, text and class of each row side by side.
  private static func rows(
    _ images: [Float], _ texts: [Float], _ labels: [Int32], _ set: SyntheticSet
  ) -> [[Float]] {
    labels.indices.map { row in
      images[row * set.imageWidth..<(row + 1) * set.imageWidth]
        + texts[row * set.textWidth..<(row + 1) * set.textWidth] + [Float(labels[row])]
    }
  }

  @Test func everyLayoutIsListedWithItsOwnName() {
    #expect(Set(BuiltinLayouts.names).count == BuiltinLayouts.names.count)
    #expect(BuiltinLayouts.summaries.allSatisfy { $0.summary.count <= 100 && !$0.summary.isEmpty })
  }

  /// The article on layouts has the table that the list of layouts gives, and a section on each.
  ///
  /// `RECORD_SNAPSHOTS=1` writes the table anew.
  @Test func theArticleListsEveryLayout() throws {
    let path = SharedData.packageRoot.pushing("Sources/CMRImport/CMRImport.docc/Layouts.md").string
    let article = try String(contentsOfFile: path, encoding: .utf8)
    var lines = article.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    let head = try #require(lines.firstIndex(of: "| layout | what it recognises |"))
    let end = try #require(lines[head...].firstIndex(of: ""))
    let table =
      ["| layout | what it recognises |", "|---|---|"]
      + BuiltinLayouts.summaries.map { "| `\($0.name)` | \($0.summary) |" }
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      lines.replaceSubrange(head..<end, with: table)
      try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
      Issue.record("recorded the table of layouts")
      return
    }
    #expect(Array(lines[head..<end]) == table)
    let sections = lines.filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
    #expect(BuiltinLayouts.names.filter { !sections.contains($0) } == [])
  }
}
