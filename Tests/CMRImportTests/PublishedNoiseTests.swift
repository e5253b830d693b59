import CMRImport
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Noise files that other projects published.
@Suite(.needsSharedData("data/noise_files")) struct PublishedNoiseTests {
  private func path(_ name: String) -> FilePath { SharedData.path("data/noise_files/\(name)") }

  /// The labels of an npy file of doubles.
  private func labels(_ name: String) throws -> [Int] {
    let data = try Data(contentsOf: URL(filePath: path(name).string)).dropFirst(128)
    return stride(from: data.startIndex, to: data.endIndex, by: 8).map { start in
      let bits = (0..<8).reduce(UInt64(0)) { $0 | UInt64(data[start + $1]) << UInt64(8 * $1) }
      return Int(Double(bitPattern: bits))
    }
  }

  /// A store whose training rows have these labels.
  private func store(
    _ labels: [Int], classes: Int, in folder: TemporaryFolder
  ) throws -> FilePath {
    var builder = try StoreBuilder.create(
      at: folder("s.h5"), name: "s", classNames: (0..<classes).map { "\($0)" })
    for modality in ["image", "text"] {
      var writer = try builder.beginModality(modality, rows: labels.count, dimension: 1)
      try writer.append(labels.map { Float($0) })
      try builder.finish(writer)
    }
    try builder.setPaired(["image", "text"])
    try builder.addLabels(
      LabelSet(name: "clean", labels: .shared(.classIndices(labels.map { Int32($0) }))))
    try builder.addSplit(Split(name: "train", rule: "none", rows: .shared(Array(labels.indices))))
    try builder.publish(
      provenance: Provenance(sources: [], tool: "test", layout: "test", decisions: []))
    return folder("s.h5")
  }

  private func percent(_ share: Double) -> Double { (share * 1000).rounded() / 1000 }

  /// The labels without noise, in the order of SEHA's files.
  private func cleanWikipedia() async throws -> [Int] {
    let text = try await Python.run(
      """
      import scipy.io, sys
      print(*scipy.io.loadmat(sys.argv[1])['noisy_label'].argmax(1))
      """, [path("seha_wiki_noise_labels_0_sym.mat").string])
    return text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
  }

  @Test(.needsPython("scipy"))
  func wikipediaOfSEHA() async throws {
    try await withTemporaryFolder { folder in
      let store = try store(try await cleanWikipedia(), classes: 10, in: folder)
      for (rate, flips) in [
        ("0", 0.0), ("0.2", 0.183), ("0.4", 0.358), ("0.6", 0.542), ("0.8", 0.724),
      ] {
        let (_, record) = try readNoise(
          [path("seha_wiki_noise_labels_\(rate)_sym.mat")], for: store)
        let outcome = record.outcomes[0]
        #expect(record.formats == [.matNoisyLabel])
        #expect(outcome.rows == 2173)
        #expect(percent(outcome.flipRate) == flips)
        #expect(outcome.convention.kind == (rate == "0" ? .clean : .uniform))
        #expect(outcome.statedRate == Double(rate))
      }
    }
  }

  /// The same rows as those of the benchmark's own files, in another order.
  @Test(.needsSharedData("data/wikipedia_svcl"))
  func wikipediaOfSEHAIsNotInTheOrderOfTheBenchmark() throws {
    try withTemporaryFolder { folder in
      let input = SharedData.path("data/wikipedia_svcl")
      let imported = try importSet([input], to: folder("w.h5")) { $0.member = "raw_features.mat" }
      #expect(try imported.rows("train").count == 2173)
      let error = #expect(throws: ImportError.self) {
        try readNoise([path("seha_wiki_noise_labels_0_sym.mat")], for: folder("w.h5"))
      }
      #expect(
        error?.description
          == "'noisy_label' of 'seha_wiki_noise_labels_0_sym.mat' does not belong to the split 'train':"
          + " 10.9 % of its labels agree with the clean ones, and 10.8 % would in any order: its classes"
          + " are as frequent as the clean ones, so these are the same rows in another order; import the"
          + " set that the file was made for, its rows in the order of that set")
      for rate in ["0.2", "0.4", "0.6", "0.8"] {
        let error = #expect(throws: ImportError.self) {
          try readNoise([path("seha_wiki_noise_labels_\(rate)_sym.mat")], for: folder("w.h5"))
        }
        #expect(error?.code == .otherSet)
        #expect(error?.message.contains("does not belong to the split 'train'") == true)
      }
    }
  }

  @Test(arguments: [("20", 0.206), ("40", 0.376), ("60", 0.567), ("80", 0.783)])
  func digitsOfRONO(rate: String, flips: Double) throws {
    try withTemporaryFolder { folder in
      let store = try store(labels("rono_3dmnist_train_ori_label.npy"), classes: 10, in: folder)
      let (set, record) = try readNoise([path("rono_3dmnist_train_label_\(rate).npy")], for: store)
      let outcome = record.outcomes[0]
      #expect(record.formats == [.array])
      #expect(set.labels.isShared)
      #expect(outcome.rows == 5000)
      #expect(percent(outcome.flipRate) == flips)
      // Equally frequent, but neither the rate nor nine tenths of it.
      #expect(outcome.convention.kind == .uniformEither)
      #expect(outcome.convention.evidence.last?.hasSuffix("it is neither") == true)
    }
  }

  @Test func testLabelsOfRONOAreOfOtherRows() throws {
    try withTemporaryFolder { folder in
      let store = try store(labels("rono_3dmnist_train_ori_label.npy"), classes: 10, in: folder)
      let error = #expect(throws: ImportError.self) {
        try readNoise([path("rono_3dmnist_test_ori_label.npy")], for: store)
      }
      #expect(
        error?.message
          == "'rono_3dmnist_test_ori_label' of 'rono_3dmnist_test_ori_label.npy' labels 1000 rows, and"
          + " image has 5000 rows in the split 'train' and 5000 in all")
    }
  }

  @Test func officeOfROAD() throws {
    try withTemporaryFolder { folder in
      let text = try String(
        contentsOf: URL(filePath: path("road_dslr_list.txt").string), encoding: .utf8)
      let clean = text.split(separator: "\n").compactMap { $0.split(separator: " ").last }
        .compactMap { Int($0) }
      let store = try store(clean, classes: 31, in: folder)
      let (_, none) = try readNoise([path("road_dslr_list.txt")], for: store)
      #expect(none.outcomes[0].convention.kind == .clean)
      let (_, record) = try readNoise([path("road_dslr_list_40.txt")], for: store)
      #expect(record.formats == [.textList])
      #expect(record.outcomes[0].rows == 498)
      #expect(record.outcomes[0].flippedRows == 199)
      #expect(record.outcomes[0].convention.kind == .uniformOther)
    }
  }

  @Test(arguments: [
    ("rcl_f30k_noise_inx_0.4.npy", "29000 row numbers, each once, 40.0 %"),
    ("l2rm_f30k_noise_0.4.npy", "145000 row numbers, each 5 times, 40.0 %"),
  ])
  func mismatchedPairs(name: String, text: String) throws {
    try withTemporaryFolder { folder in
      let store = try store((0..<100).map { $0 % 10 }, classes: 10, in: folder)
      let error = #expect(throws: ImportError.self) { try readNoise([path(name)], for: store) }
      #expect(error?.code == .notNoise)
      #expect(
        error?.message
          == "'\(name)' pairs rows anew and labels none: it holds \(text) of them not in their place"
      )
    }
  }

  /// Of these nobody published the order of the rows: whatever order a store has, it is another one.
  @Test(arguments: [
    ("seha_xmedia_noise_labels_0.4_sym.mat", 4000, 20),
    ("seha_INRIA-Websearch_noise_labels_0.4_sym.mat", 9000, 100),
  ])
  func orderThatNobodyKnows(name: String, rows: Int, classes: Int) throws {
    try withTemporaryFolder { folder in
      let store = try store((0..<rows).map { $0 % classes }, classes: classes, in: folder)
      let error = #expect(throws: ImportError.self) { try readNoise([path(name)], for: store) }
      #expect(error?.code == .otherSet)
      #expect(
        error?.message.hasPrefix(
          "'noisy_label' of '\(name)' does not belong to the split 'train': ")
          == true, "\(error?.message ?? "")")
    }
  }

  /// Rows of INRIA-Websearch lie together by class in this file: the most frequent of 41 neighbours
  /// is the clean class but where two classes meet.
  @Test(.needsPython("scipy"))
  func websearchOfSEHA() async throws {
    try await withTemporaryFolder { folder in
      let name = "seha_INRIA-Websearch_noise_labels_0.4_sym.mat"
      let text = try await Python.run(
        """
        import scipy.io, sys, numpy as np
        a = scipy.io.loadmat(sys.argv[1])['noisy_label'].argmax(1)
        print(*(np.bincount(a[max(0, i - 20):i + 21]).argmax() for i in range(len(a))))
        """, [path(name).string])
      let clean = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
      let store = try store(clean, classes: 100, in: folder)
      let (_, record) = try readNoise([path(name)], for: store)
      #expect(record.outcomes[0].rows == 9000)
      #expect(abs(record.outcomes[0].flipRate - 0.396) < 0.02)
    }
  }

  /// The column that is one too many is the first: labels counted from 1 were made columns as they
  /// are.
  @Test(.needsPython("scipy"))
  func xmediaOfSEHA() async throws {
    try await withTemporaryFolder { folder in
      let name = "seha_xmedia_noise_labels_0.4_sym.mat"
      let text = try await Python.run(
        """
        import scipy.io, sys
        print(*scipy.io.loadmat(sys.argv[1])['noisy_label'].argmax(1))
        """, [path(name).string])
      let noisy = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
      // As clean labels its own will do, where they are classes.
      let store = try store(noisy.map { max(0, $0 - 1) }, classes: 20, in: folder)
      let (_, record) = try readNoise([path(name)], for: store)
      #expect(record.outcomes[0].phantomRows == 92)
      #expect(record.outcomes[0].flippedRows == 92)
      #expect(
        record.decisions.first?.contains("21 columns, the first of which is no class") == true)
    }
  }
}
