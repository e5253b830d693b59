import CMRContainer
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct StoreTests {
  @Test(arguments: 0..<5 as Range<UInt64>)
  func `what was built is read back`(seed: UInt64) throws {
    let sample = SampleStore(seed: seed, rows: 6 + Int(seed) * 17)
    try withTemporaryFolder { folder in
      let digest = try sample.write(to: folder("s.h5"), noisy: [sample.noisy("n", shift: 1)])
      let store = try Store.open(folder("s.h5"))
      #expect(store.digest == digest)
      #expect(store.name == "sample")
      #expect(store.modalityNames == ["image", "text"])
      #expect(store.isPaired)
      #expect(store.pairedModalities == ["image", "text"])
      #expect(store.classNames == SampleStore.classes)
      #expect(store.labelSetNames == ["clean", "n"])
      #expect(store.splitNames == ["test", "train"])
      #expect(store.provenance == SampleStore.provenance)
      let image = try store.modality("image")
      #expect(image.rows == sample.rows && image.dimension == 7)
      let features = try image.features.elements(ofRows: 0..<sample.rows)
      #expect(features == sample.image)
      let ids = try image.ids()
      #expect(ids == (0..<sample.rows).map { "img-\($0)" })
      let textIDs = try store.modality("text").ids()
      #expect(textIDs == (0..<sample.rows).map(String.init))
      let clean = try store.labels("clean")
      #expect(clean == sample.clean)
      let noisy = try store.labels("n")
      #expect(noisy == sample.noisy("n", shift: 1))
      let trained = try store.rows(of: "train", modality: "text")
      #expect(trained == Array(0..<sample.rows - 5))
      let tested = try store.rows(of: "test", modality: "text")
      #expect(tested == [sample.rows - 1, 0])
      let count = try store.rowCount(of: "test", modality: "image")
      #expect(count == 5)
      let report = try Store.verify(folder("s.h5"))
      #expect(report.isSound)
    }
  }

  @Test func `multi-hot labels are read back`() throws {
    let sample = SampleStore(seed: 1, rows: 3)
    let hot = MultiHot(rows: 3, classes: 3, elements: [1, 0, 1, 0, 0, 0, 0, 1, 1])
    try withTemporaryFolder { folder in
      var builder = try sample.begin(at: folder("s.h5"))
      try builder.addLabels(LabelSet(name: "clean", labels: .shared(.multiHot(hot))))
      try builder.publish(provenance: SampleStore.provenance)
      let labels = try Store.open(folder("s.h5")).labels("clean")
      let read = try labels.multiHot(for: "text")
      #expect(read == hot)
      #expect(read.classes(ofRow: 0) == [0, 2])
      #expect(read.sharesClass(0, with: 2) && !read.sharesClass(0, with: 1))
      #expect(
        failure { _ = try labels.classIndices(for: "image") }
          == "label set 'clean' holds multi-hot labels, not class-index ones")
    }
  }

  @Test func `modalities of different lengths need no pairing`() throws {
    try withTemporaryFolder { folder in
      var builder = try StoreBuilder.create(at: folder("s.h5"), name: "s", classNames: ["a"])
      for (name, rows) in [("audio", 2), ("image", 3), ("text", 4)] {
        var modality = try builder.beginModality(name, rows: rows, dimension: 1)
        try modality.append([Float](repeating: 1, count: rows))
        try builder.finish(modality)
      }
      let labels = ["audio": 2, "image": 3, "text": 4].mapValues {
        Labels.classIndices([Int32](repeating: 0, count: $0))
      }
      try builder.addLabels(LabelSet(name: "clean", labels: .separate(labels)))
      try builder.publish(provenance: SampleStore.provenance)
      let store = try Store.open(folder("s.h5"))
      #expect(!store.isPaired)
      let rows = try store.modalityNames.map { try store.rowCount(of: $0) }
      #expect(rows == [2, 3, 4])
    }
  }

  @Test func `equal contents give equal bytes and digests`() throws {
    try withTemporaryFolder { folder in
      let first = try SampleStore(seed: 2).write(to: folder("a.h5"))
      let second = try SampleStore(seed: 2).write(to: folder("b.h5"))
      #expect(first == second)
    }
  }

  @Test(.needsPython("h5py", "numpy"))
  func `h5py reads what was built`() async throws {
    let sample = SampleStore(seed: 3)
    try await withTemporaryFolder { folder in
      try sample.write(to: folder("s.h5"), noisy: [sample.noisy("n", shift: 1)])
      let script = """
        import sys, json, h5py
        f = h5py.File(sys.argv[1], "r")
        print(f["modalities/image/features"][()].sum(dtype="f8"))
        print(f["labels/clean/shared"][()].tolist())
        print(f["labels/n/image"][()].tolist(), json.loads(f["labels/n/manifest"][()])["rate"])
        print(f["splits/train/shared"][()].tolist(), f["splits/train"].attrs["rule"].decode())
        print([x.decode() for x in f["classes/names"][()]], json.loads(f.attrs["paired"]))
        print(json.loads(f["provenance"][()])["layout"], f["modalities/image/ids"][1].decode())
        """
      let output = try await Python.run(script, [folder("s.h5").string])
      let sum = sample.image.reduce(0.0) { $0 + Double($1) }
      let lines = output.split(separator: "\n").map(String.init)
      #expect(abs((Double(lines[0]) ?? .nan) - sum) < 1e-9)
      #expect(lines[1] == "\(sample.labels)")
      #expect(lines[2] == "\(sample.labels.map { ($0 + 1) % 3 }) 0.4")
      #expect(lines[3] == "\(Array(0..<18)) stored")
      #expect(lines[4] == "['bird', 'cat', 'dog'] ['image', 'text']")
      #expect(lines[5] == "test img-1")
    }
  }
}
