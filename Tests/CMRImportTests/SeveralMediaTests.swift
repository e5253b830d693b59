import CMRContainer
import CMRImport
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// Sets with more than two kinds of data, whose rows need not belong together, and sets in folders.
@Suite struct SeveralMediaTests {
  /// A matrix of which every number tells medium, part and place.
  private func matrix(_ medium: Int, _ part: Int, _ rows: Int, _ width: Int) -> [[Float]] {
    (0..<rows).map { row in
      (0..<width).map { Float(medium * 1000 + part * 500 + row * 10 + $0) }
    }
  }

  private func classes(_ medium: Int, _ rows: Int, base: Int64) -> [Int64] {
    (0..<rows).map { Int64(($0 + medium) % 4) + base }
  }

  // MARK: XMedia

  /// The media of XMedia with their keys, widths and rows.
  private static let media: [(name: String, key: String, labels: String, train: Int, test: Int)] = [
    ("image", "I_%_CNN", "%ImgCat", 12, 6), ("text", "T_%_BOW", "%TxtCat", 12, 6),
    ("audio", "A_%", "%AudCat", 8, 4), ("3d", "d3_%", "%3dCat", 6, 4),
    ("video", "V_%_CNN", "%VidCat", 7, 5),
  ]

  private func xmedia(
    _ folder: TemporaryFolder, media: [Int] = Array(0..<5), without missing: String = ""
  ) throws -> FilePath {
    var variables: [(name: String, value: MATFixture.Array)] = []
    for place in media {
      let medium = Self.media[place]
      for (part, (key, rows)) in [("tr", medium.train), ("te", medium.test)].enumerated() {
        let features = matrix(place, part, rows, place + 2)
        variables.append((medium.key.replacing("%", with: key), .single(features)))
        let labels = classes(place, rows, base: 1).map { [$0] }
        variables.append((medium.labels.replacing("%", with: key), .int64(labels)))
        guard place < 2 else { continue }
        let histogram = features.map { $0.map { Double($0) / 2 } }
        variables.append((["I_", "T_"][place] + key, .double(histogram)))
      }
    }
    return try folder.write(
      MATFixture(variables.filter { $0.name != missing }).bytes, to: "XMediaFeatures.mat")
  }

  @Test func xmediaHasFiveMediaOfTheirOwnLengths() throws {
    try withTemporaryFolder { folder in
      let imported = try importSet([xmedia(folder)], to: folder("x.h5")) {
        $0.validation = .backOfTest(.share(1, of: 2))
      }
      #expect(imported.summary.layout == "xmedia-features")
      #expect(imported.store.pairedModalities == [])
      #expect(imported.store.modalityNames.sorted() == ["3d", "audio", "image", "text", "video"])
      #expect(imported.store.classCount == 4)
      for (place, medium) in Self.media.enumerated() {
        let rows =
          matrix(place, 0, medium.train, place + 2) + matrix(place, 1, medium.test, place + 2)
        #expect(try imported.features(medium.name) == rows.flatMap(\.self))
        let labels =
          classes(place, medium.train, base: 0) + classes(place, medium.test, base: 0)
        #expect(try imported.classes(medium.name) == labels.map { Int32($0) })
        let half = medium.test / 2
        let total = medium.train + medium.test
        let store = imported.store
        #expect(
          try store.rows(of: "train", modality: medium.name) == Array(0..<medium.train))
        #expect(
          try store.rows(of: "test", modality: medium.name)
            == Array(medium.train..<total - half))
        #expect(
          try store.rows(of: "validation", modality: medium.name) == Array(total - half..<total))
      }
      #expect(try imported.store.modality("3d").ids()[6] == "test-000001")
      #expect(try imported.store.split("validation").rule == "back-of-test:1/2")
      #expect(
        imported.summary.decisions.contains(
          "image, text, audio, 3d, video differ in their numbers of rows, so they are not paired and share"
            + " classes alone"))
      #expect(
        imported.summary.decisions.contains("image is 'I_CNN'; the file also holds 'I'"))
      #expect(try Store.verify(imported.store.path).isSound)
    }
  }

  @Test func xmediaVariantsAndSubsets() throws {
    try withTemporaryFolder { folder in
      let imported = try importSet([xmedia(folder, media: [0, 2])], to: folder("x.h5")) {
        $0.variants["image"] = "I"
      }
      #expect(imported.summary.modalities.map(\.name) == ["image", "audio"])
      let halves = (matrix(0, 0, 12, 2) + matrix(0, 1, 6, 2)).flatMap { $0.map { $0 / 2 } }
      #expect(try imported.features("image") == halves)
    }
  }

  @Test func mediaOfEqualLengthsAreNotPairedIfTheirLabelsDiffer() throws {
    try withTemporaryFolder { folder in
      let imported = try importSet([xmedia(folder, media: [0, 1])], to: folder("x.h5"))
      #expect(imported.store.pairedModalities == [])
      #expect(
        imported.summary.decisions.contains(
          "image, text differ in their labels, so they are not paired and share classes alone"))
    }
  }

  @Test func xmediaWithoutLabelsOfOneMedium() throws {
    try withTemporaryFolder { folder in
      let input = try xmedia(folder, media: [0, 2], without: "teAudCat")
      let error = importError([input], to: folder("x.h5"))
      #expect(
        error?.description
          == "'\(input)' is an incomplete set of the layout xmedia-features: found I_tr_CNN, A_tr, trImgCat,"
          + " trAudCat, I_te_CNN, A_te, teImgCat in XMediaFeatures.mat, missing 'teAudCat'; add what is missing"
      )
      let lone = try xmedia(folder, media: [2])
      #expect(
        importError([lone], to: folder("x.h5"))?.description
          == "'\(lone)' is an incomplete set of the layout xmedia-features: found A_tr, trAudCat, A_te, teAudCat"
          + " in XMediaFeatures.mat, missing 'I_tr_CNN'; add what is missing")
    }
  }

  @Test func labelsOfAMediumHaveItsRows() throws {
    try withTemporaryFolder { folder in
      let input = try folder.write(
        MATFixture([
          ("I_tr", .single(matrix(0, 0, 5, 2))), ("I_te", .single(matrix(0, 1, 3, 2))),
          ("A_tr", .single(matrix(1, 0, 4, 2))), ("A_te", .single(matrix(1, 1, 2, 2))),
          ("trImgCat", .int64([[1, 2, 3, 4, 1]])), ("teImgCat", .int64([[1, 2, 3]])),
          ("trAudCat", .int64([[1, 2, 3]])), ("teAudCat", .int64([[1, 2]])),
        ]).bytes, to: "f.mat")
      #expect(
        importError([input], to: folder("x.h5"))?.description
          == "train rows disagree: 'A_tr' has 4, 'trAudCat' has 3; take all parts from one version of the set"
      )
    }
  }

  // MARK: XMediaNet

  private func cells(_ folder: TemporaryFolder, rows: [[Int]]) throws -> FilePath {
    let parts = ["train", "valid", "test"]
    var variables: [(name: String, value: MATFixture.Array)] = []
    for (part, counts) in rows.enumerated() {
      let features = counts.enumerated().map { view, count in
        MATFixture.Array.single(matrix(view, part, count, view + 2))
      }
      let labels = counts.indices.map { view in
        // Paired views have their labels in common.
        MATFixture.Array.int64([
          classes(Set(counts).count == 1 ? 0 : view, counts[view], base: 0)
        ])
      }
      variables += [(parts[part], .cell(features)), ("\(parts[part])_labels", .cell(labels))]
    }
    return try folder.write(MATFixture(variables).bytes, to: "XMediaNet.mat")
  }

  @Test func xmediaNetFiveViews() throws {
    try withTemporaryFolder { folder in
      let rows = [[8, 8, 5, 6, 7], [4, 4, 2, 3, 4], [4, 4, 3, 2, 4]]
      let imported = try importSet([cells(folder, rows: rows)], to: folder("x.h5"))
      #expect(imported.summary.layout == "xmedianet-cells")
      #expect(
        imported.summary.modalities.map(\.name) == ["image", "text", "media3", "media4", "media5"])
      #expect(imported.store.pairedModalities == [])
      for (view, name) in imported.summary.modalities.map(\.name).enumerated() {
        let expected = (0..<3).flatMap { matrix(view, $0, rows[$0][view], view + 2) }
        #expect(try imported.features(name) == expected.flatMap(\.self))
        let labels = (0..<3).flatMap { classes(view, rows[$0][view], base: 0) }
        #expect(try imported.classes(name) == labels.map { Int32($0) })
        let start = rows[0][view]
        #expect(
          try imported.store.rows(of: "validation", modality: name)
            == Array(start..<start + rows[1][view]))
      }
    }
  }

  @Test func xmediaNetFourViewsThatArePairs() throws {
    try withTemporaryFolder { folder in
      let rows = [[8, 8, 8, 8], [4, 4, 4, 4], [5, 5, 5, 5]]
      let imported = try importSet([cells(folder, rows: rows)], to: folder("x.h5"))
      #expect(imported.store.pairedModalities == ["image", "text", "media3", "media4"])
      #expect(try imported.rows("test") == Array(12..<17))
      #expect(
        imported.summary.decisions.contains(
          "image, text, media3, media4 have equally many rows with equal labels and are paired row by row"
        ))
      #expect(
        imported.summary.explanation == [
          "xmedianet-cells: XMediaNet.mat holds train{1}, train{2}, train{3}, train{4}, train_labels{1},"
            + " train_labels{2}, train_labels{3}, train_labels{4}, and likewise named arrays for validation"
            + " and test"
        ])
    }
  }

  @Test func xmediaNetWithoutLabelsOfOneView() throws {
    try withTemporaryFolder { folder in
      let two = MATFixture.Array.cell([.single([[1, 2]]), .single([[3, 4]])])
      let one = MATFixture.Array.cell([.int64([[0]])])
      let input = try folder.write(
        MATFixture([
          ("train", two), ("test", two), ("train_labels", .cell([.int64([[0]]), .int64([[0]])])),
          ("test_labels", one),
        ]).bytes, to: "f.mat")
      #expect(
        importError([input], to: folder("x.h5"))?.description
          == "'\(input)' is an incomplete set of the layout xmedianet-cells: found train{1}, train{2},"
          + " train_labels{1}, train_labels{2}, test{1}, test{2}, test_labels{1} in f.mat, missing"
          + " 'test_labels{2}'; add what is missing")
    }
  }

  // MARK: Folders and cells

  private func elrcmr(_ folder: TemporaryFolder, _ set: SyntheticSet, without: String = "") throws
    -> FilePath
  {
    for (part, rows) in set.segments {
      let files: [(name: String, value: MATFixture.Array)] = [
        ("\(part)_img", .single(set.imageRows(rows))),
        ("\(part)_text", .single(set.textRows(rows))),
        ("\(part)_label", .int64(set.column(rows))),
      ]
      for file in files where file.name != without {
        try folder.write(MATFixture([("name", file.value)]).bytes, to: "set/\(file.name).mat")
      }
    }
    return folder("set")
  }

  @Test func elrcmrFolder() throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet(valid: 4)
      let imported = try importSet([elrcmr(folder, set)], to: folder("x.h5"))
      #expect(imported.summary.layout == "elrcmr-folder")
      #expect(try imported.features("image") == set.images)
      #expect(try imported.features("text") == set.texts)
      #expect(try imported.classes() == set.labels)
      #expect(try imported.rows("validation") == Array(12..<16))
    }
  }

  @Test func elrcmrFolderWithoutAFile() throws {
    try withTemporaryFolder { folder in
      let input = try elrcmr(folder, SyntheticSet(valid: 4), without: "valid_label")
      #expect(
        importError([input], to: folder("x.h5"))?.description
          == "'\(input)' is an incomplete set of the layout elrcmr-folder: found train_img.mat, train_text.mat,"
          + " train_label.mat, valid_img.mat, valid_text.mat, test_img.mat, test_text.mat, test_label.mat,"
          + " missing valid_label.mat; add what is missing")
    }
  }

  @Test(arguments: [false, true])
  func viewCells(columns: Bool) throws {
    try withTemporaryFolder { folder in
      let set = SyntheticSet()
      let views = [set.imageRows(0..<18), set.textRows(0..<18)].map { rows in
        columns ? rows[0].indices.map { column in rows.map { $0[column] } } : rows
      }
      let input = try folder.write(
        MATFixture([
          ("X", .cell(views.map { .single($0) })), ("y", .int64(set.column(0..<18))),
        ]).bytes, to: "set.mat")
      let imported = try importSet([input], to: folder("x.h5"))
      #expect(imported.summary.layout == "view-cells")
      #expect(imported.store.pairedModalities == ["view1", "view2"])
      #expect(try imported.features("view1") == set.images)
      #expect(try imported.features("view2") == set.texts)
      #expect(try imported.classes("view1") == set.labels)
      #expect(imported.summary.splits.map(\.name) == ["train", "validation"])
    }
  }

  @Test func viewCellsWithoutLabels() throws {
    try withTemporaryFolder { folder in
      let cell = MATFixture.Array.single([[1, 2], [3, 4]])
      let input = try folder.write(
        MATFixture([("X", .cell([cell, cell]))]).bytes, to: "set.mat")
      #expect(
        importError([input], to: folder("x.h5"))?.description
          == "'\(input)' is an incomplete set of the layout view-cells: found X{1}, X{2} in set.mat, missing 'y'"
          + " as a list of numbers; add what is missing")
    }
  }

  @Test(.needsSharedData("data/mfeat")) func handwrittenDigitsInSixViews() throws {
    try withTemporaryFolder { folder in
      let input = SharedData.path("data/mfeat/Handwritten.mat")
      let imported = try importSet([input], to: folder("x.h5"))
      #expect(imported.summary.modalities.map(\.dimension) == [216, 76, 64, 6, 240, 47])
      #expect(imported.summary.modalities.allSatisfy { $0.rows == 2000 })
      #expect(imported.store.classCount == 10)
    }
  }
}
