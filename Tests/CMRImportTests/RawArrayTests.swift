import CMRImport
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Files with pixels or numbers of words beside features or instead of them, and MAT 7.3 files with what is no array of
/// real numbers.
@Suite(.needsPython("numpy", "h5py", "scipy")) struct RawArrayTests {
  private static let script = """
    import os, sys, h5py, numpy as np, scipy.io
    os.chdir(sys.argv[1])
    rng = np.random.default_rng(5)
    N, H, W = 40, 4, 5
    image = rng.integers(0, 256, (H, W, 3, N), 'u1')
    vgg = rng.normal(size=(N, 6)).astype('f4')
    tags = (rng.random((N, 7)) < 0.4).astype('u1')
    label = np.stack([np.arange(N) % 4 == c for c in range(4)], 1).astype('u1')
    label[::3, 0] = 1
    # What MATLAB keeps together of a sample is what h5py shows of it, axis by axis.
    image.T.reshape(N, -1).astype('<f4').tofile('pixels.f32')
    tags.astype('<f4').tofile('tags.f32')

    def put(group, name, array, kind):
        dataset = group.create_dataset(name, data=np.asarray(array).T)
        dataset.attrs['MATLAB_class'] = np.bytes_(kind)
        return dataset

    def matlab(name, fill):
        os.makedirs(os.path.dirname(name) or '.', exist_ok=True)
        with h5py.File(name, 'w', userblock_size=512) as file: fill(file)
        with open(name, 'r+b') as file:
            file.write(b'MATLAB 7.3 MAT-file'.ljust(116) + bytes(8) + b'\\x00\\x02IM')

    def pixels(file): put(file, 'IAll', image, 'uint8')
    matlab('mir/mirflickr25k-iall.mat', pixels)
    scipy.io.savemat('mir/mirflickr25k-yall.mat', dict(YAll=tags))
    scipy.io.savemat('mir/mirflickr25k-lall.mat', dict(LAll=label))
    scipy.io.savemat('mirflickr25k-iall-vgg.mat', dict(XAll=vgg))

    # As DCMH's loader reads it: with h5py, the samples first, so that in MATLAB's order they are columns.
    def dcmh(file):
        put(file, 'images', image, 'uint8')
        put(file, 'YAll', tags.T, 'double')
        put(file, 'LAll', label.T, 'double')
    matlab('FLICKR-25K.mat', dcmh)

    # Both forms of mir_clip_all.mat circulate; this is the one that is read with h5py and turned.
    def clip(file):
        for part, rows in [('tr', slice(8, 20)), ('te', slice(0, 8)), ('db', slice(8, 40))]:
            for key, values in [('I', vgg), ('T', tags), ('L', label)]:
                put(file, key + '_' + part, values[rows].astype('f8'), 'double')
    matlab('mir_clip_all.mat', clip)
    with h5py.File('MSCOCO_deep_doc2vec_data_rand.h5py', 'w') as file:
        file['XAll'], file['YAll'], file['LAll'] = vgg, tags, label
    vgg.tofile('vgg.f32')

    stack = np.ascontiguousarray(image.T)
    np.save('stack.npy', stack)
    np.save('label.npy', label)
    with h5py.File('stack.h5', 'w') as file:
        file.create_dataset('pixels', data=stack, chunks=(7, 3, W, H), compression='gzip')

    def words(name, parts, more={}, vectors=True):
        with h5py.File(name, 'w') as file:
            if vectors: file['wv_matrix'] = np.arange(60, dtype='f4').reshape(20, 3)
            for part, count in parts:
                file[part + '_imgs_deep'] = rng.normal(size=(count, 6)).astype('f4')
                file[part + '_texts_idx'] = rng.integers(0, 20, (count, 9))
                for kind in ['imgs', 'texts']: file[part + '_%s_labels' % kind] = np.arange(count) % 4
    parts = [('train', 16), ('valid', 4), ('test', 8)]
    words('pascal_deep_idx_data-corr-ae.h5py', parts)
    words('plain_idx.h5py', parts, vectors=False)

    def media(name, kinds, words):
        with h5py.File(name, 'w') as file:
            for part, base in [('train', 16), ('valid', 4), ('test', 8)]:
                for place, kind in enumerate(kinds):
                    count, key = base + 4 * place, part + '_' + kind
                    file[key + {'imgs': '_deep', 'vids': '_deep'}.get(kind, '')] = np.full((count, 3 + place), place + 1, 'f4')
                    file[key + '_labels'] = np.arange(count) % 4 + 1
                if words: file[part + '_texts_idx'] = np.zeros((base, 9), 'i8')
    media('xmedianet_aud_deep_vid_data_has_valid.h5py', ['vids', 'auds'], False)
    media('four.h5py', ['imgs', 'vids', 'auds'], True)

    complex_type = np.dtype([('real', 'f8'), ('imag', 'f8')])
    def odd(file):
        put(file, 'label', np.arange(12).reshape(-1, 1) % 4, 'double')
        put(file, 'z', np.zeros((12, 3), complex_type), 'double')
        group = file.create_group('zs')
        group.attrs['MATLAB_class'], group.attrs['MATLAB_sparse'] = np.bytes_('double'), np.uint64(12)
        group['data'] = np.zeros(1, complex_type)
        group['ir'], group['jc'] = np.zeros(1, 'u8'), np.array([0, 1, 1, 1], 'u8')
        refs = file.create_group('#refs#')
        array = file.create_group('s')
        array.attrs['MATLAB_class'] = np.bytes_('struct')
        for field, scale in [('X', 1), ('Y', 10)]:
            dataset = array.create_dataset(field, (2, 1), dtype=h5py.ref_dtype)
            for place in range(2):
                values = scale * (np.arange(36).reshape(12, 3) + 100 * place)
                dataset[place, 0] = put(refs, '%s%d' % (field, place), values, 'double').ref
    matlab('odd.mat', odd)
    np.save('z.npy', np.zeros((12, 3), complex))
    scipy.io.savemat('z.mat', dict(z=np.full((12, 3), 1j), label=np.arange(12) % 4))
    """

  private func withFiles(_ body: (TemporaryFolder) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try await Python.run(Self.script, [folder.path.string])
      try await body(folder)
    }
  }

  private static func pixels(_ file: String, _ key: String) -> String {
    "'\(key)' of \(file) holds pixels, 4x5x3 of 40 images, which are no features: take those that a"
      + " network makes of them, or the pixels as they are with --map image=\(file):\(key)"
  }

  // MARK: Pixels

  @Test func pixelsBesideFeaturesAreLeftOut() async throws {
    try await withFiles { folder in
      let imported = try importSet(
        [folder("mir"), folder("mirflickr25k-iall-vgg.mat")], to: folder("x.h5"))
      #expect(imported.summary.layout == "xall-yall-lall")
      #expect(imported.summary.modalities.map(\.dimension) == [6, 7])
      #expect(
        imported.summary.skipped == [Self.pixels("mirflickr25k-iall.mat", "IAll")])
    }
  }

  @Test func pixelsAreNoFeaturesUnasked() async throws {
    try await withFiles { folder in
      #expect(
        importError([folder("mir")], to: folder("x.h5"))?.description
          == "'\(folder("mir"))' is an incomplete set of the layout xall-yall-lall: found YAll, LAll, missing"
          + " 'XAll' as a matrix of numbers; add what is missing; "
          + Self.pixels("mirflickr25k-iall.mat", "IAll"))
      #expect(
        importError([folder("FLICKR-25K.mat")], to: folder("x.h5"))?.remedy
          == "add what is missing; " + Self.pixels("FLICKR-25K.mat", "images"))
      #expect(
        importError([folder("mir/mirflickr25k-iall.mat")], to: folder("x.h5"))?.remedy
          == "layouts tried: \(BuiltinLayouts.names.joined(separator: ", ")); "
          + Self.pixels("mirflickr25k-iall.mat", "IAll")
          + "; say with --map and --labels what is what")
    }
  }

  @Test func pixelsAreTakenWhenAskedFor() async throws {
    try await withFiles { folder in
      let pixels = try FormatFiles.floats("pixels.f32", in: folder)
      let cases: [(inputs: [String], image: String, labels: String)] = [
        (["mir"], "mirflickr25k-iall.mat:IAll", "mirflickr25k-lall.mat:LAll"),
        (["stack.npy", "label.npy"], "stack.npy", "label.npy"),
        (["stack.h5", "label.npy"], "stack.h5:pixels", "label.npy"),
      ]
      for (index, item) in cases.enumerated() {
        let imported = try importSet(item.inputs.map { folder($0) }, to: folder("\(index).h5")) {
          $0.recipe = try? ImportRecipe(features: ["image=\(item.image)"], labels: [item.labels])
        }
        #expect(try imported.features("image") == pixels, "\(item.image)")
        #expect(try imported.store.modality("image").dimension == 60)
      }
      let imported = try importSet([folder("FLICKR-25K.mat")], to: folder("dcmh.h5")) {
        $0.recipe = ImportRecipe(parts: [
          .init(
            name: "all",
            modalities: [
              "image": .init(file: "FLICKR-25K.mat", key: "images"),
              "text": .init(file: "FLICKR-25K.mat", key: "YAll", transpose: true),
            ], labels: .init(file: "FLICKR-25K.mat", key: "LAll", transpose: true))
        ])
      }
      #expect(try imported.features("image") == pixels)
      #expect(try imported.features("text") == FormatFiles.floats("tags.f32", in: folder))
      #expect(
        imported.summary.decisions[0]
          == "image is 'images' (uint8 4x5x3x40), the numbers of a sample in the order of the file,"
          + " stored as float32")
    }
  }

  @Test func samplesAreNotTakenFromWithin() async throws {
    try await withFiles { folder in
      let error = importError([folder("stack.npy"), folder("label.npy")], to: folder("x.h5")) {
        $0.recipe = ImportRecipe(parts: [
          .init(
            name: "all", modalities: ["image": .init(file: "stack.npy", transpose: true)],
            labels: .init(file: "label.npy"))
        ])
      }
      #expect(
        error?.description
          == "'stack.npy:stack' is 40x3x5x4, and of more than two axes only the first, along which the file"
          + " has whole samples, can be that of the samples; leave 'transpose' out, or save the array with"
          + " one row for each sample")
    }
  }

  /// The archive of Wikipedia's texts and pictures themselves.
  @Test func picturesAreNoFeatures() throws {
    try withTemporaryFolder { folder in
      for name in ["art/a", "biology/b"] {
        try folder.write([0xff, 0xd8, 0xff, 0xe0, 0], to: "wikipedia_dataset/images/\(name).jpg")
      }
      try folder.write("<document/>", to: "wikipedia_dataset/texts/a.xml")
      #expect(
        importError([folder("wikipedia_dataset")], to: folder("x.h5"))?.description
          == "no layout fits '\(folder("wikipedia_dataset"))', which holds images/art/a.jpg (binary),"
          + " images/biology/b.jpg (binary), and 1 more; layouts tried:"
          + " \(BuiltinLayouts.names.joined(separator: ", ")); 'images/art/a.jpg' and 1 more are pictures,"
          + " and features are what a network makes of them: save those as a matrix")
    }
  }

  // MARK: Hashing sets in HDF5

  @Test func hashingSetsInHDF5() async throws {
    try await withFiles { folder in
      let features = try FormatFiles.floats("vgg.f32", in: folder)
      let whole = try importSet(
        [folder("MSCOCO_deep_doc2vec_data_rand.h5py")], to: folder("x.h5"))
      #expect(whole.summary.layout == "xall-yall-lall")
      #expect(try whole.features("image") == features)
      #expect(try whole.features("text") == FormatFiles.floats("tags.f32", in: folder))
      let clip = try importSet([folder("mir_clip_all.mat")], to: folder("y.h5"))
      #expect(clip.summary.layout == "wikidata-mat")
      // Queries, and the database with the training rows in it.
      #expect(try clip.features("image") == features)
      #expect(try clip.rows("train") == Array(8..<20))
      #expect(try clip.rows("test") == Array(0..<8))
      #expect(try clip.rows("database") == Array(8..<40))
    }
  }

  // MARK: Words

  @Test func numbersOfWordsAreNoFeatures() async throws {
    let file = "pascal_deep_idx_data-corr-ae.h5py"
    let keys = "'test_texts_idx', 'train_texts_idx', 'valid_texts_idx'"
    try await withFiles { folder in
      #expect(
        importError([folder(file)], to: folder("x.h5"))?.description
          == "'\(folder(file))' is an incomplete set of the layout mrl-h5py: found train_imgs_deep,"
          + " train_imgs_labels, train_texts_labels, valid_imgs_deep, valid_imgs_labels, valid_texts_labels,"
          + " test_imgs_deep, test_imgs_labels, test_texts_labels in \(file), missing 'train_text',"
          + " 'valid_text', 'test_text'; add what is missing; \(keys) of \(file) are numbers of words, 9 for"
          + " each text, which are no features: sum the rows of 'wv_matrix' (20x3) that they name, as the"
          + " article Layouts shows")
      #expect(
        importError([folder("plain_idx.h5py")], to: folder("x.h5"))?.remedy
          == "add what is missing; \(keys) of plain_idx.h5py are numbers of words, 9 for each text, which are"
          + " no features: the file holds no 'wv_matrix', so make features of the texts they came from"
      )
    }
  }

  /// The way round works as the article says.
  @Test func sumsOfWordVectors() async throws {
    let article = try String(
      contentsOfFile: SharedData.packageRoot
        .pushing("Sources/CMRImport/CMRImport.docc/Layouts.md").string, encoding: .utf8)
    let start = try #require(article.firstRange(of: "python3 -c '"))
    let rest = article[start.upperBound...]
    let program = "import os, sys; os.chdir(sys.argv[1])\n" + rest.prefix { $0 != "'" }
    let file = "pascal_deep_idx_data-corr-ae.h5py"
    try await withFiles { folder in
      try await Python.run(program, [folder.path.string])
      let parts = ["train", "valid", "test"]
      let imported = try importSet(
        ([file] + parts.map { "\($0)_text.npy" }).map { folder($0) }, to: folder("x.h5")
      ) {
        $0.recipe = try? ImportRecipe(
          features: parts.flatMap {
            ["\($0).image=\(file):\($0)_imgs_deep", "\($0).text=\($0)_text.npy"]
          }, labels: parts.map { "\($0)=\(file):\($0)_imgs_labels" })
      }
      #expect(imported.summary.modalities.map(\.dimension) == [6, 3])
      // Each word vector is (3k, 3k + 1, 3k + 2), and a text has nine words.
      let text = try imported.features("text")
      #expect(text.count == 28 * 3)
      for row in stride(from: 0, to: text.count, by: 3) {
        #expect(text[row + 1] == text[row] + 9)
        #expect(text[row + 2] == text[row] + 18)
      }
    }
  }

  // MARK: Sounds and videos

  @Test func soundsAndVideosAreModalities() async throws {
    try await withFiles { folder in
      let two = try importSet(
        [folder("xmedianet_aud_deep_vid_data_has_valid.h5py")], to: folder("two.h5"))
      #expect(two.summary.layout == "mrl-h5py")
      #expect(two.summary.modalities.map(\.name) == ["audio", "video"])
      #expect(two.summary.modalities.map(\.rows) == [40, 28])
      #expect(two.store.pairedModalities == [])
      #expect(try two.features("audio") == [Float](repeating: 2, count: 40 * 4))
      #expect(
        try two.classes("video") == [16, 4, 8].flatMap { (0..<$0).map { Int32($0 % 4) } })
      #expect(try two.store.rows(of: "validation", modality: "audio") == Array(20..<28))

      let three = try importSet([folder("four.h5py")], to: folder("three.h5"))
      #expect(three.summary.modalities.map(\.name) == ["image", "audio", "video"])
      #expect(try three.features("image") == [Float](repeating: 1, count: 28 * 3))
      #expect(
        three.summary.skipped.last
          == "'test_texts_idx', 'train_texts_idx', 'valid_texts_idx' of four.h5py are numbers of words, 9 for"
          + " each text, which are no features: the file holds no 'wv_matrix', so make features of the"
          + " texts they came from")
    }
  }

  // MARK: MAT 7.3

  @Test func arraysOfStructures() async throws {
    try await withFiles { folder in
      for (place, key) in ["s(1).X", "s(2).Y"].enumerated() {
        let imported = try importSet([folder("odd.mat")], to: folder("\(place).h5")) {
          $0.recipe = try? ImportRecipe(
            features: ["f=odd.mat:\(key)"], labels: ["odd.mat:label"])
        }
        let scale: Float = place == 0 ? 1 : 10
        #expect(
          try imported.features("f") == (0..<36).map { (Float($0) + 100 * Float(place)) * scale })
      }
    }
  }

  @Test(arguments: [
    ("odd.mat", "z", "complex double 12x3"), ("odd.mat", "zs", "complex double 12x3"),
    ("z.mat", "z", "complex double 12x3"), ("z.npy", "z", "complex 12x3"),
  ])
  func complexNumbersAreNoFeatures(_ file: String, _ key: String, _ kind: String) async throws {
    try await withFiles { folder in
      let labels = file == "z.npy" ? "odd.mat" : file
      let error = importError(
        Set([file, labels]).sorted().map { folder($0) }, to: folder("x.h5")
      ) {
        $0.recipe = ImportRecipe(parts: [
          .init(
            name: "all", modalities: ["f": .init(file: file, key: key)],
            labels: .init(file: labels, key: "label"))
        ])
      }
      #expect(
        error?.description.hasSuffix(
          "z\(key == "zs" ? "s" : "")' is \(kind), and f features are a matrix of numbers; save real and"
            + " imaginary parts, or moduli, as a matrix of real numbers") == true, "\(error as Any)"
      )
    }
  }
}
