import CMRImport
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// Real sets in the layouts of the benchmarks, compared with what h5py and scipy read.
@Suite struct RealSetTests {
  /// Reads arrays with Python and compares them with the datasets of a store: [store dataset, file,
  /// key, ...].
  private static let compare = """
    import sys, h5py, numpy, scipy.io
    def load(path, key):
        if path.endswith('.mat'): return scipy.io.loadmat(path)[key]
        with h5py.File(path) as f: return f[key][()]
    with h5py.File(sys.argv[1]) as store:
        for job in sys.argv[2:]:
            name, *sources = job.split('|')
            parts = [load(*s.split('::')) for s in sources]
            ours = store[name][()]
            if name.startswith('labels'):
                theirs = numpy.concatenate([p.reshape(-1) for p in parts]).astype(int)
                theirs = theirs - theirs.min()
            else:
                theirs = numpy.concatenate(parts).astype('f4')
            assert ours.dtype == ('i4' if name.startswith('labels') else 'f4'), ours.dtype
            assert ours.shape == theirs.shape, (name, ours.shape, theirs.shape)
            assert (ours == theirs).all(), name
    print('equal')
    """

  private func compare(_ store: FilePath, _ jobs: [String]) async throws {
    #expect(try await Python.run(Self.compare, [store.string] + jobs) == "equal\n")
  }

  @Test(.needsSharedData("data/webnews10"))
  func webnews10() throws {
    try withTemporaryFolder { folder in
      let imported = try importSet([SharedData.path("data/webnews10")], to: folder("x.h5"))
      #expect(imported.summary.layout == "mrl-h5py")
      #expect(try imported.store.modality("image").dimension == 1280)
      #expect(try imported.store.modality("text").dimension == 300)
      #expect(imported.store.classNames.count == 10)
      #expect(imported.store.classNames[5] == "National_defense")
      #expect(try imported.store.modality("image").ids()[0] == "354")
      #expect(try imported.classes()[0] == 6)
      let train = try imported.rows("train")
      let valid = try imported.rows("validation")
      #expect(try imported.rows("test") == Array(1693..<2190))
      #expect((train + valid).sorted() == Array(0..<1693))
      #expect(try imported.store.split("validation").rule == "random:169@1")
      #expect(
        imported.summary.explanation.contains(
          "mrl-h5py (webnews_effnet_bow1000.h5py): missing 'train_imgs_deep', 'test_imgs_deep'"))
    }
  }

  @Test(.needsSharedData("data/webnews10"), .needsPython("h5py", "scipy"))
  func webnews10AsPythonReadsIt() async throws {
    try await withTemporaryFolder { folder in
      let file = SharedData.path("data/webnews10/webnews_effnet_doc2vec300.h5py")
      _ = try importSet([file], to: folder("x.h5"))
      try await compare(
        folder("x.h5"),
        [
          "modalities/image/features|\(file)::train_imgs_deep|\(file)::test_imgs_deep",
          "modalities/text/features|\(file)::train_text|\(file)::test_text",
          "labels/clean/shared|\(file)::train_imgs_labels|\(file)::test_imgs_labels",
        ])
    }
  }

  @Test(.needsSharedData("data/openclipart11"))
  func openclipart11() throws {
    try withTemporaryFolder { folder in
      let imported = try importSet([SharedData.path("data/openclipart11")], to: folder("x.h5"))
      #expect(imported.summary.layout == "dscmr-six-files")
      #expect(imported.summary.modalities.map(\.rows) == [2714, 2714])
      #expect(imported.summary.modalities.map(\.dimension) == [1280, 256])
      #expect(imported.store.classCount == 11)
      #expect(imported.store.classNames.first == "animals")
      #expect(
        try imported.store.modality("image").ids()[0] == "animals/architetto_francesco_ro_01")
      #expect(try imported.rows("test") == Array(1899..<2714))
      #expect(
        imported.summary.decisions.contains(
          "text is train_txt.mat and test_txt.mat; other variants: 'bow', 'masked'"))
    }
  }

  @Test(
    .needsSharedData("data/openclipart11"), .needsPython("h5py", "scipy"),
    arguments: [nil, "masked", "bow"])
  func openclipart11AsPythonReadsIt(_ variant: String?) async throws {
    try await withTemporaryFolder { folder in
      let set = SharedData.path("data/openclipart11")
      _ = try importSet([set], to: folder("x.h5")) { request in
        if let variant { request.variants["text"] = variant }
      }
      let stem = variant.map { $0 == "bow" ? "bow" : "txt_\($0)" } ?? "txt"
      try await compare(
        folder("x.h5"),
        [
          "modalities/image/features|\(set)/train_img.mat::train_img|\(set)/test_img.mat::test_img",
          "modalities/text/features|\(set)/train_\(stem).mat::train_txt|\(set)/test_\(stem).mat::test_txt",
          "labels/clean/shared|\(set)/train_img_lab.mat::train_img_lab|\(set)/test_img_lab.mat::test_img_lab",
        ])
    }
  }

  @Test(.needsSharedData("data/fashion20"))
  func fashion20() throws {
    try withTemporaryFolder { folder in
      let files = ["fashion20.h5", "classes.txt", "items.tsv"].map {
        SharedData.path("data/fashion20/\($0)")
      }
      let imported = try importSet(files, to: folder("x.h5"))
      #expect(imported.summary.modalities.map(\.rows) == [11935, 11935])
      #expect(imported.summary.splits.map(\.rows) == [7956, 995, 2984])
      #expect(imported.summary.splits.map(\.rule) == ["stored", "stored", "stored"])
      #expect(imported.store.classNames.first == "Backpacks")
      #expect(try imported.store.modality("text").ids()[0] == "5301")
      #expect(
        imported.summary.decisions.first
          == "image is 'train_imgs_deep' (float16 7956x1280) and 'valid_imgs_deep' (float16 995x1280) and"
          + " 'test_imgs_deep' (float16 2984x1280), stored as float32")
    }
  }

  @Test(
    .needsSharedData("data/fashion20"), .needsPython("h5py", "scipy"), arguments: ["masked", "bow"])
  func fashion20AsPythonReadsIt(_ variant: String) async throws {
    try await withTemporaryFolder { folder in
      let file = SharedData.path("data/fashion20/fashion20.h5")
      _ = try importSet([file], to: folder("x.h5")) { $0.variants["text"] = variant }
      let key = variant == "bow" ? "bow" : "texts_masked"
      let parts = { (key: String) in
        ["train", "valid", "test"].map { "\(file)::\($0)_\(key)" }.joined(separator: "|")
      }
      try await compare(
        folder("x.h5"),
        [
          "modalities/image/features|" + parts("imgs_deep"),
          "modalities/text/features|" + parts(key),
          "labels/clean/shared|" + parts("texts_labels"),
        ])
    }
  }

  @Test(.needsSharedData("data/pascal_partial"))
  func pascalPartialIsRefused() throws {
    try withTemporaryFolder { folder in
      let input = SharedData.path("data/pascal_partial")
      let error = importError([input], to: folder("x.h5"))
      #expect(error?.code == .incomplete)
      #expect(
        error?.description
          == "'\(input)' is an incomplete set of the layout dscmr-six-files: found train_txt,"
          + " train_img_lab, test_img, test_txt, test_img_lab, missing 'train_img' (by custom in"
          + " train_img.mat); add what is missing")
      let names = try folder.names()
      #expect(names == [])
    }
  }

  @Test(.needsSharedData("data/digits_img_audio"))
  func digitsThatAreNotPaired() throws {
    try withTemporaryFolder { folder in
      let input = SharedData.path("data/digits_img_audio/digits_features.mat")
      let imported = try importSet([input], to: folder("x.h5"))
      #expect(imported.summary.layout == "xmedia-features")
      #expect(imported.store.pairedModalities == [])
      #expect(imported.summary.modalities.map(\.rows) == [1797, 3000])
      #expect(imported.store.classCount == 10)
      #expect(try imported.store.rows(of: "test", modality: "image") == Array(1437..<1797))
      #expect(try imported.store.rows(of: "test", modality: "audio") == Array(2700..<3000))
      #expect(try imported.store.rows(of: "validation", modality: "image").count == 143)
      #expect(try imported.store.rows(of: "validation", modality: "audio").count == 270)
      #expect(try imported.store.split("validation").rule == "random:1/10@1")
      #expect(
        imported.summary.decisions.contains(
          "image, audio differ in their numbers of rows, so they are not paired and share classes alone"
        ))
    }
  }

  @Test(.needsSharedData("data/digits_img_audio"), .needsPython("h5py", "scipy"))
  func digitsAsPythonReadsThem() async throws {
    try await withTemporaryFolder { folder in
      let file = SharedData.path("data/digits_img_audio/digits_features.mat")
      _ = try importSet([file], to: folder("x.h5"))
      try await compare(
        folder("x.h5"),
        [
          "modalities/image/features|\(file)::I_tr|\(file)::I_te",
          "modalities/audio/features|\(file)::A_tr|\(file)::A_te",
          "labels/clean/image|\(file)::trImgCat|\(file)::teImgCat",
          "labels/clean/audio|\(file)::trAudCat|\(file)::teAudCat",
        ])
    }
  }

  @Test(.needsSharedData("data/fashion20"), .needsPython("h5py", "scipy"))
  func fashion20InTheLayoutOfINRIA() async throws {
    try await withTemporaryFolder { folder in
      let file = SharedData.path("data/fashion20/fashion20_4k_inria_layout.mat")
      let imported = try importSet([file], to: folder("x.h5"))
      #expect(imported.summary.layout == "inria-mat")
      #expect(imported.summary.splits.map(\.rows) == [2400, 600, 1000])
      let parts = { (key: String) in
        ["tr", "val", "te"].map { "\(file)::\($0)_\(key)" }.joined(separator: "|")
      }
      try await compare(
        folder("x.h5"),
        [
          "modalities/image/features|" + parts("img"), "modalities/text/features|" + parts("txt"),
          "labels/clean/shared|" + parts("img_lab"),
        ])
    }
  }
}
