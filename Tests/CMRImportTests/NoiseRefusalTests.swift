import CMRImport
import CMRRandom
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// Noise files that do not belong to a store, and the whole text of why.
@Suite struct NoiseRefusalTests {
  private static let otherSet =
    "; import the set that the file was made for, its rows in the order of that set"
  private static let known =
    "; known are: a JSON list of one list of classes per modality (MRL); 'noisy_label', one column per"
    + " class, for all modalities (SEHA, NIRNL); one array of classes, or of one column per class"
    + " (RONO); 'result' or 'noisy' with the clean labels in 'True' (hashing); 'noisy_labels' of one"
    + " modality; 'img_partial_label' or 'txt_partial_label', candidate sets (SSP); lines of a path and"
    + " a class (ROAD)"

  private func expect(
    _ code: ImportError.Code, _ text: String, _ paths: [FilePath], for store: FilePath,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ adjust: (inout NoiseImportRequest) -> Void = { _ in }
  ) {
    let error = #expect(throws: ImportError.self, sourceLocation: sourceLocation) {
      try readNoise(paths, for: store, adjust)
    }
    #expect(error?.description == text, sourceLocation: sourceLocation)
    #expect(error?.code == code, sourceLocation: sourceLocation)
  }

  @Test func otherRows() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      expect(
        .otherSet,
        "'short' of 'short.npy' labels 900 rows, and image has 1000 rows in the split 'train' and 1200"
          + " in all; name another split with --split, or import the set that the file was made for",
        [try files.npy(files.train.prefix(900).map { Double($0) }, "short.npy")], for: store)
      expect(
        .otherSet,
        "'list 1' of 'lists.json' labels 3 rows, and text has 1000 rows in the split 'train' and 1200 in"
          + " all; name another split with --split, or import the set that the file was made for",
        [try files.json([files.train, [1, 2, 3]], "lists.json")], for: store)
    }
  }

  @Test func anotherOrder() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      var stream = RandomStream(seed: 1, domain: "test/order")
      var shuffled = files.train
      stream.shuffle(&shuffled)
      let percent = { (count: Int) in "\(count / 10).\(count % 10) %" }
      let agreeing = zip(shuffled, files.train).count { $0 == $1 }
      let counts = (0..<8).map { label in files.train.count { $0 == label } }
      let byChance = Int((Double(counts.reduce(0) { $0 + $1 * $1 }) / 1000).rounded())
      expect(
        .otherSet,
        "'x' of 'x.npy' does not belong to the split 'train': \(percent(agreeing)) of its labels agree"
          + " with the clean ones, and \(percent(byChance)) would in any order: its classes are as"
          + " frequent as the clean ones, so these are the same rows in another order"
          + Self.otherSet, [try files.npy(shuffled.map { Double($0) }, "x.npy")], for: store)
      let others = (0..<1000).map { _ in stream.uniform(below: 8) }
      let error = #expect(throws: ImportError.self) {
        try readNoise([files.json([files.train, others], "y.json")], for: store)
      }
      #expect(error?.description.hasPrefix("'list 1' of 'y.json' does not belong to") == true)
      #expect(error?.description.contains("same rows") == false)
    }
  }

  @Test func otherClasses() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      let remedy =
        "; numbers begin at 0 or 1, and one class too many is taken; import the set that the file was"
        + " made for"
      for (low, high) in [(0, 10), (-3, 4), (5, 14)] {
        let labels = (0..<1000).map { Double(low + $0 % (high - low + 1)) }
        expect(
          .otherSet,
          "'x' of 'x.npy' has class numbers from \(low) to \(high), and the store has 8 classes"
            + remedy, [try files.npy(labels, "x.npy")], for: store)
      }
      for width in [7, 10] {
        expect(
          .otherSet,
          "'noisy_label' of 'x.mat' has \(width) columns, and the store has 8 classes; columns are"
            + " classes, of which one too many is taken; import the set that the file was made for",
          [try files.mat("noisy_label", files.columns(files.train, width: width), "x.mat")],
          for: store)
      }
      var rows = files.columns(files.train)
      rows[2] = [0, 0, 2, 0, 0, 0, 0, 0]
      expect(
        .invalidLabel,
        "'x.mat:noisy_label' has one column per class, and 2 in row 2, column 2 is neither 0 nor 1;"
          + " rows and columns count from 0; repair the source",
        [try files.mat("noisy_label", rows, "x.mat")], for: store)
      expect(
        .invalidLabel,
        "label 0.5 in row 1 of 'x.npy:x' is not a whole number; rows and columns count from 0; repair"
          + " the source", [try files.npy([0, 0.5, 1], "x.npy")], for: store)
    }
  }

  @Test func cleanLabelsOfAnotherSet() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store(several: true)
      var clean = Array(files.several.prefix(1000))
      clean.swapAt(0, clean.firstIndex { $0 != clean[0] } ?? 1)
      expect(
        .otherSet,
        "'True' of 'x.h5' are the labels without noise, and 2 of its 1000 rows differ from the clean"
          + " labels of the split 'train'" + Self.otherSet,
        [try files.hdf5([("result", files.replaced), ("True", clean)], "x.h5")], for: store)
      expect(
        .otherSet, "'y.h5' has 1000 rows with noise and 999 without; get a good copy of the file",
        [
          try files.hdf5(
            [("result", files.replaced), ("True", Array(files.several.prefix(999)))], "y.h5")
        ], for: store)
      expect(
        .otherSet,
        "'z.npy' has one class number per row, and the rows of the label set 'clean' have any number"
          + " of classes; such noise has one column per class; import the set that the file was made"
          + " for", [try files.npy(files.train.map { Double($0) }, "z.npy")], for: store)
    }
  }

  @Test func pairsAreNoLabels() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      let remedy =
        "; a store pairs row i of every modality and has no other pairing: reorder the rows of one"
        + " modality by this file, and import the result as a set of its own"
      var order = Array(0..<1000)
      for row in stride(from: 0, to: 400, by: 2) { order.swapAt(row, row + 1) }
      expect(
        .notNoise,
        "'noise_inx_0.4.npy' pairs rows anew and labels none: it holds 1000 row numbers, each once,"
          + " 40.0 % of them not in their place" + remedy,
        [try files.npy(order.map { Double($0) }, "noise_inx_0.4.npy")], for: store)
      let captions = order.flatMap { Array(repeating: Double($0), count: 5) }
      expect(
        .notNoise,
        "'captions.npy' pairs rows anew and labels none: it holds 5000 row numbers, each 5 times,"
          + " 40.0 % of them not in their place" + remedy,
        [try files.npy(captions, "captions.npy")],
        for: store)
    }
  }

  @Test func otherFiles() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      let text = { (text: String, name: String) in [try folder.write(text, to: name)] }
      let none = { (file: String, what: String) in
        "'\(file)' holds no noisy labels that are known: it holds \(what)" + Self.known
      }
      expect(
        .notNoise, none("a.json", "JSON that is no list"), try text("{\"a\": 1}", "a.json"),
        for: store)
      expect(
        .notNoise, none("b.json", "a JSON list whose item 1 is no list"),
        try text("[[0], 1]", "b.json"), for: store)
      expect(
        .damagedMember,
        "'c.json' cannot be read: line 1, column 6: expected ',' or ']', found the end of the text; get"
          + " a good copy, or leave the file out if it is not needed", try text("[[0,1", "c.json"),
        for: store)
      expect(
        .invalidLabel,
        "item 1 of list 0 in 'd.json' is 1.5, which is no whole number; items count from 0; get a good"
          + " copy of the file", try text("[[0, 1.5]]", "d.json"), for: store)
      expect(.notNoise, none("e.txt", "a text"), try text("to whom it may\n", "e.txt"), for: store)
      expect(
        .damagedMember,
        "'f.txt' cannot be read: line 2 ends in no class: 'b.jpg x'; get a good copy, or leave the file"
          + " out if it is not needed", try text("a.jpg 1\nb.jpg x\n", "f.txt"), for: store)
      expect(.notNoise, none("g.txt", "g.txt (empty file)"), try text("", "g.txt"), for: store)
      expect(
        .notNoise, none("h.mat", "h.mat (a int64 1000x8, b int64 1000x8)"),
        [
          try folder.write(
            MATFixture([
              ("a", .int64(files.columns(files.train))), ("b", .int64(files.columns(files.train))),
            ]).bytes, to: "h.mat")
        ], for: store)
      expect(
        .notNoise,
        "'\(folder.path)' is a folder, and noisy labels are in one file; name the file meant",
        [folder.path], for: store)
      expect(
        .unreadableInput, "cannot open '\(folder("no.npy"))': there is no such file or folder",
        [folder("no.npy")], for: store)
      expect(.unreadableInput, "no noise file was named; name one or more files", [], for: store)
    }
  }

  @Test func modalitiesThatDoNotFit() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      let one = try files.npy(files.train.map { Double($0) }, "x.npy")
      expect(
        .otherSet,
        "--modality names image, text, and there is 1 list of labels; name one for each list, in the"
          + " order of the files and of the lists within", [one], for: store
      ) { $0.modalities = ["image", "text"] }
      expect(
        .otherSet,
        "two lists of labels are of the modality 'text'; name each modality once with --modality",
        [one, one], for: store
      ) { $0.modalities = ["text", "text"] }
      expect(
        .otherSet,
        "there are 3 lists of labels, and the store has the modalities image, text; say with --modality"
          + " which modality each list is of", [one, one, one], for: store)
      let unknown = #expect(throws: StoreError.self) {
        try readNoise([one], for: store) { $0.modalities = ["audio"] }
      }
      #expect(
        unknown?.description
          == "the store '\(store)' has no modality 'audio', it has 'image', 'text'; name one of these"
      )
      let unpaired = try files.store("u.h5", paired: false)
      expect(
        .otherSet,
        "'x.npy' has one list of labels, and image, text do not share theirs; say with --modality which"
          + " modality it is of", [one], for: unpaired)
      let (set, _) = try readNoise([one], for: store) { $0.name = "noisy" }
      try StoreEditing.addLabelSets([set], to: store)
      expect(
        .otherSet,
        "the label set 'noisy' was made from 'clean', and noisy labels are held against clean ones; name"
          + " the clean labels with --labels", [one], for: store
      ) { $0.labels = "noisy" }
    }
  }
}
