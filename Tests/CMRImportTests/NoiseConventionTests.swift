import CMRContainer
import CMRImport
import CMRRandom
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// Each of the field's ways to make noise, made here and told from the file.
@Suite struct NoiseConventionTests {
  private typealias Kind = NoiseConvention.Kind

  private func expect(
    _ record: ImportedNoise, _ kind: NoiseConvention.Kind, _ format: NoiseFileFormat,
    flipped: [Int], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(Set(record.formats) == [format], sourceLocation: sourceLocation)
    #expect(
      record.outcomes.map(\.convention.kind) == flipped.map { _ in kind },
      "\(record.outcomes.map(\.convention.evidence))", sourceLocation: sourceLocation)
    #expect(record.outcomes.map(\.flippedRows) == flipped, sourceLocation: sourceLocation)
    #expect(
      record.outcomes.map(\.flipRate) == flipped.map { Double($0) / Double(NoiseFiles.rows) },
      sourceLocation: sourceLocation)
  }

  private func wrong(_ labels: [Int], _ files: NoiseFiles) -> Int {
    zip(labels, files.train).count { $0 != $1 }
  }

  @Test func listsForEachModality() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      let lists = [files.uniform(0.4, seed: 2), files.uniform(0.4, seed: 3)]
      let (set, record) = try readNoise(
        [files.json(lists, "noise_labels_0.4_sym2.json")], for: store)
      expect(record, .uniform, .jsonLists, flipped: lists.map { wrong($0, files) })
      #expect(record.outcomes.map(\.modalities) == [["image"], ["text"]])
      #expect(record.outcomes.map(\.statedRate) == [0.4, 0.4])
      #expect(record.relation?.kind == .independent)
      let both = files.train.indices.count {
        lists[0][$0] != files.train[$0] && lists[1][$0] != files.train[$0]
      }
      #expect(record.relation?.bothWrong == both)
      #expect(set.name == "noise_labels_0.4_sym2")
      #expect(set.base == "clean")
      for (modality, list) in zip(["image", "text"], lists) {
        let labels = try set.classIndices(for: modality).map { Int($0) }
        #expect(Array(labels.prefix(NoiseFiles.rows)) == list)
        #expect(
          Array(labels.dropFirst(NoiseFiles.rows)) == Array(files.clean.dropFirst(NoiseFiles.rows)))
      }
      for (clean, row) in record.outcomes[0].transitions.enumerated() {
        for (noisy, count) in row.enumerated() {
          #expect(
            count == zip(files.train, lists[0]).count { $0 == clean && $1 == noisy })
        }
      }
    }
  }

  @Test func oneClassTooMany() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      let lists = [
        files.uniform(0.4, below: NoiseFiles.classes + 1, seed: 2),
        files.uniform(0.4, below: NoiseFiles.classes + 1, seed: 3),
      ]
      let path = try files.json(lists, "noise_labels_0.4_sym.json")
      let (set, record) = try readNoise([path], for: store)
      expect(record, .uniformPhantom, .jsonLists, flipped: lists.map { wrong($0, files) })
      let phantoms = lists.map { list in list.count { $0 == NoiseFiles.classes } }
      #expect(record.outcomes.map(\.phantomRows) == phantoms)
      #expect(record.outcomes.map { $0.classless.reduce(0, +) } == phantoms)
      #expect(record.kind == .multiHot)
      let rows = try set.multiHot(for: "text")
      for (row, label) in lists[1].enumerated() {
        #expect(rows.classes(ofRow: row) == (label == NoiseFiles.classes ? [] : [label]))
      }
      let filled = try readNoise([path], for: store) { $0.classless = .clean }
      #expect(filled.record.kind == .classIndex)
      #expect(
        filled.record.outcomes.map(\.flippedRows)
          == zip(lists, phantoms).map { wrong($0, files) - $1 })
      #expect(filled.record.outcomes.map(\.flippedInFile) == lists.map { wrong($0, files) })
      let labels = try filled.set.classIndices(for: "image")
      for (row, label) in lists[0].enumerated() {
        #expect(Int(labels[row]) == (label == NoiseFiles.classes ? files.train[row] : label))
      }
    }
  }

  @Test func columnsOfWhichTheFirstIsNoClass() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      // Labels from 1, made columns without subtracting 1; draws from all columns.
      let labels = files.flipping(0.4) { _, stream in stream.uniform(below: 9) - 1 }
      let path = try files.mat(
        "noisy_label", files.columns(labels, width: 9, base: -1), "xm_noise_labels_0.4_sym.mat")
      let (_, record) = try readNoise([path], for: store)
      expect(record, .uniformPhantom, .matNoisyLabel, flipped: [wrong(labels, files)])
      #expect(record.outcomes[0].phantomRows == labels.count { $0 == -1 })
      #expect(
        record.decisions.first
          == "'noisy_label' of 'xm_noise_labels_0.4_sym.mat' is 9 columns, the first of which is no"
          + " class, for the split 'train'")
    }
  }

  @Test func rowsLeftWithoutAClass() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      let labels = files.flipping(0.4) { _, _ in -1 }
      let path = try files.mat(
        "noisy_label", files.columns(labels), "wiki_noise_labels_0.4_asym.mat")
      let (set, record) = try readNoise([path], for: store)
      expect(record, .zeroRows, .matNoisyLabel, flipped: [400])
      #expect(record.outcomes[0].emptyRows == 400)
      #expect(record.outcomes[0].modalities == ["image", "text"])
      #expect(record.relation == nil)
      #expect(set.labels.isShared)
      #expect(
        record.outcomes[0].convention.evidence == [
          "400 of 1000 rows (40.0 %) have no class: rows drawn for noise that was never filled in",
          "0 rows have another class than before",
        ])
    }
  }

  @Test func mapsOfClasses() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      let asymmetric = [0: 5, 3: 1, 4: 2, 7: 6]
      let maps: [(Kind, (Int) -> Int)] = [
        (.pairFlip, { ($0 + 1) % 8 }), (.asymmetric, { asymmetric[$0] ?? $0 }),
        (.classMap, { $0 ^ 1 }),
      ]
      for (kind, map) in maps {
        let lists = [UInt64(2), 3].map { seed in
          files.flipping(0.4, seed: seed) { label, _ in map(label) }
        }
        let path = try files.json(lists, "\(kind.rawValue)_0.4.json")
        let (_, record) = try readNoise([path], for: store)
        expect(record, kind, .jsonLists, flipped: lists.map { wrong($0, files) })
        #expect(record.relation?.kind == .independent)
      }
    }
  }

  @Test func plainArraysCountFromZeroOrOne() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      let labels = files.flipping(0.2) { label, stream in (label + 1 + stream.uniform(below: 7)) % 8
      }
      for base in [0, 1] {
        let path = try files.npy(labels.map { Double($0 + base) }, "train_label_20.npy")
        let (set, record) = try readNoise([path], for: store)
        expect(record, .uniformOther, .array, flipped: [200])
        #expect(record.outcomes[0].statedRate == 0.2)
        #expect(
          try set.classIndices(for: "image").prefix(NoiseFiles.rows).map { Int($0) } == labels)
      }
    }
  }

  @Test func withoutARateTheTrueClassStaysOpen() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let path = try files.npy(files.uniform(0.3).map { Double($0) }, "labels.npy")
      let (_, record) = try readNoise([path], for: files.store())
      #expect(record.outcomes[0].convention.kind == .uniformEither)
      #expect(record.outcomes[0].statedRate == nil)
    }
  }

  @Test func skewedClassesAreNotUniform() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let labels = files.flipping(0.4) { _, stream in stream.uniform(below: 3) }
      let (_, record) = try readNoise(
        [files.npy(labels.map { Double($0) }, "x.npy")], for: files.store())
      #expect(record.outcomes[0].convention.kind == .unclear)
    }
  }

  @Test func noNoiseAtAll() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let path = try files.mat("noisy_label", files.columns(files.train), "labels_0_sym.mat")
      let (set, record) = try readNoise([path], for: files.store())
      expect(record, .clean, .matNoisyLabel, flipped: [0])
      #expect(record.outcomes[0].statedRate == 0)
      #expect(set.labels.isShared)
    }
  }

  @Test func hashing() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store(several: true)
      let clean = Array(files.several.prefix(NoiseFiles.rows))
      for (kind, key, labels, name) in [
        (Kind.replace, "result", files.replaced, "mirflickr25k-lall-noise_0.5.h5"),
        (Kind.add, "noisy", files.added, "mirflickr25k-lall-noise_1.5.h5"),
      ] {
        let path = try files.hdf5([(key, labels), ("True", clean)], name)
        let (set, record) = try readNoise([path], for: store)
        let changed = zip(labels, clean).count { $0 != $1 }
        expect(record, kind, .hashing, flipped: [changed])
        let outcome = record.outcomes[0]
        #expect(outcome.transitions.isEmpty)
        for label in 0..<NoiseFiles.classes {
          #expect(outcome.lost[label] == zip(clean, labels).count { $0[label] > $1[label] })
          #expect(outcome.gained[label] == zip(clean, labels).count { $0[label] < $1[label] })
        }
        #expect(
          record.decisions.contains(
            "'True' of '\(name)' are the clean labels of the store, in every row"))
        let rows = try set.multiHot(for: "image")
        #expect(
          Array(rows.elements.prefix(NoiseFiles.rows * NoiseFiles.classes))
            == labels.flatMap(\.self))
      }
    }
  }

  @Test func setsDrawnAnew() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      var stream = RandomStream(seed: 9, domain: "test")
      var labels = Array(files.several.prefix(NoiseFiles.rows))
      for row in stream.sample(400, of: NoiseFiles.rows) {
        let count = labels[row].count { $0 == 1 }
        let set = stream.sample(count, of: NoiseFiles.classes)
        labels[row] = (0..<NoiseFiles.classes).map { set.contains($0) ? 1 : 0 }
      }
      let path = try files.mat(
        "noisy_label", labels.map { $0.map { Int64($0) } }, "nus_noise_labels_0.4_sym.mat")
      let (_, record) = try readNoise([path], for: files.store(several: true))
      #expect(record.outcomes[0].convention.kind == .redrawnSets)
    }
  }

  @Test func candidateSetsOfTwoFiles() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      let paths = [
        try files.mat(
          "txt_partial_label", files.candidates(seed: 3), "w_txt_partial_labels_len_3.mat"),
        try files.mat(
          "img_partial_label", files.candidates(seed: 2), "w_img_partial_labels_len_3.mat"),
      ]
      let (set, record) = try readNoise(paths, for: store) { $0.name = "partial-3" }
      expect(record, .candidateSets, .matPartialLabel, flipped: [1000, 1000])
      #expect(record.outcomes.map(\.modalities) == [["text"], ["image"]])
      #expect(record.sources.map(\.name) == paths.map { $0.lastComponent?.string ?? "" })
      #expect(record.outcomes[0].transitions.isEmpty)
      #expect(set.kind == .multiHot)
      #expect(set.name == "partial-3")
      // Rows outside the split have their one class.
      #expect(try set.multiHot(for: "text").classes(ofRow: 1100) == [files.clean[1100]])
      let one = try readNoise([paths[1]], for: store)
      #expect(one.record.outcomes.map(\.modalities) == [["image"]])
      #expect(try one.set.multiHot(for: "text").classes(ofRow: 0) == [files.clean[0]])
    }
  }

  @Test func filesOfOneModalityEach() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store(paired: false)
      let lists = [files.uniform(0.4, seed: 2), files.uniform(0.4, seed: 3)]
      let paths = try lists.enumerated().map { view, labels in
        try files.hdf5(
          [("noisy_labels", labels.map { [UInt8($0)] })], "x_noisy_0.4_sym_\(view).h5")
      }
      let (set, record) = try readNoise(paths, for: store)
      expect(record, .uniform, .oneModality, flipped: lists.map { wrong($0, files) })
      #expect(!set.labels.isShared)
      let (only, second) = try readNoise([paths[1]], for: store) { $0.modalities = ["text"] }
      #expect(second.outcomes.map(\.modalities) == [["text"]])
      #expect(try only.classIndices(for: "image").map { Int($0) } == files.clean)
    }
  }

  @Test func linesOfPathsAndClasses() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let labels = files.flipping(0.4) { label, stream in (label + 1 + stream.uniform(below: 7)) % 8
      }
      let lines = labels.enumerated().map { "../images/row \($0).jpg \($1)" }
      let path = try folder.write(lines.joined(separator: "\n") + "\n", to: "list_40.txt")
      let (_, record) = try readNoise([path], for: files.store())
      expect(record, .uniformOther, .textList, flipped: [400])
    }
  }

  @Test func linesThatEndAsOnWindows() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let text = files.train.map { "a.jpg \($0)\r\n" }.joined()
      let (_, record) = try readNoise([folder.write(text, to: "l.txt")], for: files.store())
      expect(record, .clean, .textList, flipped: [0])
    }
  }

  /// A half of the rows in another order agrees too well for chance, and is too often wrong.
  @Test func moreIsWrongThanTheNameStates() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let labels = Array(files.train.prefix(500)) + files.train.suffix(500).reversed()
      let path = try files.npy(labels.map { Double($0) }, "labels_0.2.npy")
      let (_, record) = try readNoise([path], for: files.store())
      let share = Int((record.outcomes[0].flipRate * 1000).rounded())
      #expect(
        record.decisions.last
          == "warning: the name of 'labels_0.2.npy:labels_0.2' states 0.2, and"
          + " \(share / 10).\(share % 10) % of its labels are wrong: some of its rows may be in another"
          + " order")
    }
  }
}
