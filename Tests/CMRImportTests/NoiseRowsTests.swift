import CMRContainer
import CMRImport
import CMRRandom
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// Which rows of the store a noise file may be of, and what is made of it.
@Suite struct NoiseRowsTests {
  /// Validation rows may have been training rows when the file was made.
  @Test func filesThatLabelTheValidationRowsToo() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      let labels = files.clean.map { ($0 + 1) % 8 }.enumerated().map { row, next in
        row % 5 == 0 ? next : files.clean[row]
      }
      let (set, record) = try readNoise(
        [files.json([labels, labels], "pair_0.2.json")], for: store)
      #expect(record.outcomes.map(\.rows) == [1000, 1000])
      #expect(record.outcomes.map(\.flippedRows) == [200, 200])
      #expect(record.relation?.kind == .joint)
      #expect(set.labels.isShared)
      let stored = try set.classIndices(for: "text").map { Int($0) }
      #expect(Array(stored.prefix(1000)) == Array(labels.prefix(1000)))
      #expect(Array(stored.dropFirst(1000)) == Array(files.clean.dropFirst(1000)))
      #expect(
        record.decisions.contains(
          "rows of 'list 0' outside the split 'train' keep their clean labels"))
      let other = try readNoise([files.json([labels, labels], "pair_0.2.json")], for: store) {
        $0.split = "validation"
      }
      #expect(other.record.outcomes.map(\.flippedRows) == [40, 40])
    }
  }

  /// The expectation and deviation over all orders, against some of them.
  @Test(arguments: [false, true])
  func agreementByChance(several: Bool) throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let path =
        several
        ? try files.hdf5([("noisy", files.replaced)], "a.h5")
        : try files.npy(files.uniform(0.5).map { Double($0) }, "a.npy")
      let (_, record) = try readNoise([path], for: files.store(several: several))
      let clean: [[UInt8]] =
        several
        ? Array(files.several.prefix(NoiseFiles.rows))
        : files.columns(files.train).map { $0.map { UInt8($0) } }
      var noisy: [[UInt8]] =
        several ? files.replaced : files.columns(files.uniform(0.5)).map { $0.map { UInt8($0) } }
      let total = Double(clean.joined().count { $0 == 1 })
      let shared = { (other: [[UInt8]]) in
        Double(zip(clean.joined(), other.joined()).count { $0 == 1 && $1 == 1 })
      }
      let agreement = record.outcomes[0].agreement
      #expect(abs(agreement.share - shared(noisy) / total) < 1e-12)
      let deviation =
        (agreement.share - agreement.byChance) * total / (try #require(agreement.deviations))
      var stream = RandomStream(seed: 5, domain: "test/orders")
      let orders = 400
      let sums = (0..<orders).map { _ in
        stream.shuffle(&noisy)
        return shared(noisy)
      }
      let mean = sums.reduce(0, +) / Double(orders)
      let variance = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(orders - 1)
      // Five standard errors: 1/20 of a deviation, and 1/28 of it for the deviation itself.
      #expect(abs(mean - agreement.byChance * total) < 5 * deviation / 20)
      #expect(abs(variance.squareRoot() - deviation) < 5 * deviation / 28)
    }
  }

  @Test func equalInputsGiveEqualRecords() throws {
    try withTemporaryFolder { folder in
      let files = NoiseFiles(in: folder)
      let store = try files.store()
      let path = try files.json([files.uniform(0.4), files.uniform(0.4, seed: 3)], "a_0.4.json")
      let (first, second) = (try readNoise([path], for: store), try readNoise([path], for: store))
      #expect(first.set == second.set)
      #expect(first.record == second.record)
      #expect(
        try StoreEditing.addLabelSets([first.set, second.set], to: store) == [
          .added, .alreadyPresent,
        ])
      #expect(try Store.verify(store).isSound)
    }
  }
}
