import CMRArchive
import CMRMATFile
import CMRTestSupport
import SystemPackage
import Testing

/// The benchmark files themselves. Sums and spot values were computed once with scipy 1.17.1.
@Suite struct RealFileTests {
  private func values(_ file: String, _ paths: Set<String>) throws -> [String: MATValue] {
    var stream = try FileByteStream(opening: SharedData.path("data/\(file)"))
    return try MATFile.values(at: paths, in: &stream)
  }

  private func shapes(_ file: String) throws -> [String] {
    var stream = try FileByteStream(opening: SharedData.path("data/\(file)"))
    return try MATFile.contents(of: &stream).arrays.map {
      "\($0.path) \($0.arrayClass.name) \($0.shape)"
    }
  }

  /// First, last and running sum in column-major order, as `numpy.add.accumulate` adds.
  private func expectSpots(
    _ value: MATValue?, _ first: Double, _ last: Double, _ sum: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let values = value?.numeric?.real.doubles ?? []
    #expect(values.first == first, sourceLocation: sourceLocation)
    #expect(values.last == last, sourceLocation: sourceLocation)
    #expect(values.reduce(0, +) == sum, sourceLocation: sourceLocation)
  }

  @Test(.needsSharedData("data/wikipedia_svcl")) func wikipediaRaw() throws {
    let file = "wikipedia_svcl/raw_features.mat"
    #expect(
      try shapes(file) == [
        "I_tr double 2173x128", "I_te double 693x128", "T_tr double 2173x10", "T_te double 693x10",
      ])
    let found = try values(file, ["I_tr", "I_te", "T_tr", "T_te"])
    expectSpots(found["I_tr"], 0.03732303902506828, 0.0038610037881881, 2173.0000064616906)
    expectSpots(found["I_te"], 0.25, 0.0, 693.000001747394)
    expectSpots(found["T_tr"], 0.07257183745716099, 0.028366624415402688, 2173.0000000000005)
    expectSpots(found["T_te"], 0.054705003734129926, 0.0488226059654631, 693.0000000000016)
  }

  @Test(.needsSharedData("data/wikipedia_svcl")) func wikipediaRepacked() throws {
    let matrices: Set = ["I_tr", "I_te", "T_tr", "T_te"]
    let raw = try values("wikipedia_svcl/raw_features.mat", matrices)
    for file in ["wikiData_collabel.mat", "wikiData_onehot.mat"] {
      #expect(try values("wikipedia_svcl/\(file)", matrices) == raw)
    }
    let labels = try values("wikipedia_svcl/wikiData_collabel.mat", ["L_tr", "L_te"])
    let train = try #require(labels["L_tr"]?.numeric?.real.integers)
    #expect(
      (0...10).map { k in train.count { $0 == k } } == [
        0, 138, 272, 244, 248, 202, 178, 186, 144, 214, 347,
      ])
    #expect(labels["L_te"]?.numeric?.real.integers?.prefix(6) == [2, 10, 3, 4, 6, 7])
    let oneHot = try values("wikipedia_svcl/wikiData_onehot.mat", ["L_tr"])
    let hot = try #require(oneHot["L_tr"]?.numeric)
    #expect(hot.dims == [2173, 10])
    #expect(train.indices.allSatisfy { hot.real.integers?[(train[$0] - 1) * 2173 + $0] == 1 })
  }

  @Test(.needsSharedData("data/wikipedia_svcl")) func wikipediaStruct() throws {
    let file = "wikipedia_svcl/roph_wiki.mat"
    let paths: Set = [
      "data.X1", "data.X2", "data.Y", "data.split.ind_train", "data.split.ind_test",
    ]
    let found = try values(file, paths)
    #expect(Set(found.keys) == paths)
    expectSpots(found["data.X1"], -18.028003692626953, 3.4698100090026855, 0.01902168709784746)
    expectSpots(found["data.X2"], 0.718133, -0.157675, -10904.360855000163)
    expectSpots(found["data.split.ind_train"], 103, 1343, 3_135_642)
    expectSpots(found["data.split.ind_test"], 735, 1437, 972_769)
    let labels = try #require(found["data.Y"]?.sparse)
    #expect(labels.isLogical)
    #expect(labels.dims == [10, 2866])
    #expect(labels.rowIndices.prefix(5) == [5, 8, 2, 8, 9])
    #expect(labels.rowIndices.enumerated().reduce(0) { $0 + $1.offset * $1.element } == 18_984_081)
    #expect(labels.columnStarts == Array(0...2866))
    #expect(labels.real.allSatisfy { $0 == 1 })
  }

  @Test(.needsSharedData("data/mfeat")) func cellsOfMixedNumbers() throws {
    let found = try values("mfeat/Handwritten.mat", ["X", "y"])
    let cells = try #require(found["X"]?.cell?.values)
    #expect(cells.map { $0.numeric?.dims[1] } == [216, 76, 64, 6, 240, 47])
    expectSpots(cells[0], 98, 20, 137_492_808)
    expectSpots(cells[1], 0.06588172, 0.08524072, 20068.876770689894)
    expectSpots(cells[2], -10.29700756, 0.04036858, 6794.84662357002)
    expectSpots(cells[3], 1, 3808.02131663, 12632396.779683357)
    expectSpots(cells[4], 0, 0, 1_452_834)
    expectSpots(cells[5], 0.01103274, 408.1714145, 8331824.364984323)
    expectSpots(found["y"], 1, 10, 11000)
  }

  @Test(.needsSharedData("data/digits_img_audio")) func unpairedDigits() throws {
    let file = "digits_img_audio/digits_features.mat"
    let found = try values(file, ["I_tr", "A_tr", "trAudCat", "teImgCat"])
    expectSpots(found["I_tr"], 0, 0, 449_119)
    #expect(found["A_tr"]?.numeric?.dims == [2700, 260])
    expectSpots(found["A_tr"], -3.6517786979675293, 0.13594946265220642, 441414.62815488793)
    expectSpots(found["trAudCat"], 1, 10, 14850)
    expectSpots(found["teImgCat"], 5, 1, 1879)
  }

  @Test(.needsSharedData("data/pascal_partial")) func uncompressedPascal() throws {
    let found = try values("pascal_partial/test_img.mat", ["test_img"])
    expectSpots(found["test_img"], 0, 0.14762777090072632, 89369.99131683771)
    #expect(found["test_img"]?.numeric?.real.doubles.count { $0 == 0 } == 245_762)
  }

  @Test(.needsSharedData("data/noise_files")) func noiseOfOthers() throws {
    let found = try values("noise_files/seha_wiki_noise_labels_0.4_sym.mat", ["noisy_label"])
    let labels = try #require(found["noisy_label"]?.numeric?.real.integers)
    let counts = (0..<10).map { labels[$0 * 2173..<($0 + 1) * 2173].reduce(0, +) }
    #expect(counts == [178, 256, 226, 234, 217, 171, 200, 158, 225, 308])
  }

  @Test(.needsSharedData("data/webnews10")) func hdf5IsNotMAT() throws {
    let path = SharedData.path("data/webnews10/webnews_effnet_doc2vec300.h5py")
    var stream = try FileByteStream(opening: path)
    let text = errorText { _ = try MATFile.contents(of: &stream) }
    #expect(text == "an HDF5 file, not a MAT file; read it as HDF5")
  }

  @Test(
    .needsSharedData("data"), .needsPython("numpy", "scipy"),
    arguments: [
      "wikipedia_svcl/raw_features.mat", "wikipedia_svcl/wikiData_onehot.mat",
      "wikipedia_svcl/roph_wiki.mat", "mfeat/Handwritten.mat", "mfeat/uci_all.mat",
      "digits_img_audio/digits_features.mat", "openclipart11/train_img.mat",
      "openclipart11/train_img_lab.mat", "openclipart11/test_txt_masked.mat",
      "openclipart11/train_bow.mat", "pascal_partial/test_img.mat",
      "pascal_partial/train_img_lab.mat", "noise_files/seha_xmedia_noise_labels_0.4_sym.mat",
    ])
  func everyNumberIsScipys(file: String) async throws {
    try await withTemporaryFolder { folder in
      let path = SharedData.path("data/\(file)")
      let count = try await WriterOracleTests.compare(path, in: folder)
      #expect(count > 0)
    }
  }
}
