import CMRContainer
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct StoreErrorTests {
  @Test func `files that are no stores of this version are told apart`() throws {
    try withTemporaryFolder { folder in
      #expect(
        failure { _ = try Store.open(folder("none.h5")) }
          == "cannot open '\(folder("none.h5"))': there is no such file")
      let text = folder("text")
      let file = try FileDescriptor.open(
        text, .writeOnly, options: .create, permissions: [.ownerReadWrite])
      _ = try file.closeAfter { try file.writeAll("0123456789".utf8) }
      #expect(
        failure { _ = try Store.open(text) }
          == "'\(text)' is not a store: it is not an HDF5 file; make a store of it with 'cmrdata import'"
      )
      let path = folder("a.h5")
      try ContainerWriter.create(at: path, kind: Encoding("cmr-checkpoint", version: 1)).seal()
      #expect(
        failure { _ = try Store.open(path) } == "'\(path)' is a cmr-checkpoint, not a cmr-store")
      try ContainerWriter.create(at: path, kind: Encoding("cmr-store", version: 4)).seal()
      #expect(
        failure { _ = try Store.open(path) }
          == "'\(path)' is of version 4 of 'cmr-store', this release reads up to version 1; use a release that reads 'cmr-store' version 4"
      )
      try ContainerWriter.create(at: path, kind: .store).seal()
      #expect(failure { _ = try Store.open(path) } == "the store '\(path)' has no name")
    }
  }

  @Test func `what is asked for and not there is named with what is`() throws {
    try withTemporaryFolder { folder in
      let path = folder("s.h5")
      try SampleStore(seed: 0).write(to: path)
      let store = try Store.open(path)
      #expect(
        failure { _ = try store.labels("symmetric-0.4-s1") }
          == "the store '\(path)' has no label set 'symmetric-0.4-s1', it has 'clean'; name one of these, or make it with 'cmrdata inject-noise'"
      )
      #expect(
        failure { _ = try store.rows(of: "valid", modality: "image") }
          == "the store '\(path)' has no split 'valid', it has 'test', 'train'; name one of these")
      #expect(
        failure { _ = try store.modality("audio") }
          == "the store '\(path)' has no modality 'audio', it has 'image', 'text'; name one of these"
      )
      #expect(
        failure { _ = try store.labels("../classes") }.hasPrefix(
          "the store '\(path)' has no label set '../classes'"))
    }
  }

  @Test func `features that are no finite numbers are found by row and column`() throws {
    try withTemporaryFolder { folder in
      for (value, text) in [(Float.nan, "NaN"), (.infinity, "inf"), (-.infinity, "-inf")] {
        #expect(
          failure {
            var builder = try StoreBuilder.create(
              at: folder("s.h5"), name: "s", classNames: ["a"])
            var image = try builder.beginModality("image", rows: 4, dimension: 3)
            try image.append([1, 2, 3])
            try image.append([1, 2, 3, 4, value, 6])
          }
            == "the features of modality 'image' hold \(text) in row 2, column 1; repair the source"
        )
      }
      let names = try folder.names()
      #expect(names == [])
    }
  }

  @Test func `rows that disagree are named with both numbers`() throws {
    let sample = SampleStore(seed: 0)
    try withTemporaryFolder { folder in
      let path = folder("s.h5")
      var builder = try sample.begin(at: path)
      let short = Labels.classIndices([0, 1])
      #expect(
        failure { try builder.addLabels(LabelSet(name: "clean", labels: .shared(short))) }
          == "label set 'clean' has 2 labels for the 23 rows of modality 'image'")
      #expect(
        failure {
          try builder.addLabels(LabelSet(name: "clean", labels: .separate(["image": short])))
        } == "label set 'clean' is for the modalities 'image', the store has 'image', 'text'")
      #expect(
        failure {
          var audio = try builder.beginModality("audio", rows: 2, dimension: 1)
          try audio.append([1, 2])
          try builder.finish(audio, ids: ["a"])
        } == "modality 'audio' has 2 rows and 1 identifiers")
      #expect(
        failure { try builder.setPaired(["image", "audio"]) }
          == "paired modalities must have equally many rows: 'image' has 23, 'audio' has 2")
      #expect(
        failure { try builder.addSplit(Split(name: "t", rule: "r", rows: .shared([0]))) }
          == "split 't' is shared by all modalities, which are not all paired row by row")
    }
  }

  @Test func `labels and indices out of range are named`() throws {
    let sample = SampleStore(seed: 0, rows: 6)
    try withTemporaryFolder { folder in
      var builder = try sample.begin(at: folder("s.h5"))
      for (label, row) in [(3, 4), (-1, 0)] as [(Int32, Int)] {
        var labels = sample.labels
        labels[row] = label
        #expect(
          failure {
            try builder.addLabels(LabelSet(name: "clean", labels: .shared(.classIndices(labels))))
          }
            == "label \(label) of row \(row) of 'image' in label set 'clean' is none of the 3 classes 0 to 2"
        )
      }
      let hot = MultiHot(rows: 6, classes: 3, elements: [UInt8](repeating: 0, count: 17) + [2])
      #expect(
        failure { try builder.addLabels(LabelSet(name: "h", labels: .shared(.multiHot(hot)))) }
          == "class 2 of row 5 of 'image' in multi-hot label set 'h' is 2, neither 0 nor 1")
      #expect(
        failure { try builder.addSplit(Split(name: "t", rule: "r", rows: .shared([0, 6]))) }
          == "split 't' has row 6 of modality 'image', which has 6 rows")
      #expect(
        failure { try builder.addSplit(Split(name: "t", rule: "r", rows: .shared([4, 0, 4]))) }
          == "split 't' has row 4 of modality 'image' twice")
    }
  }

  @Test func `names that cannot be used are refused`() throws {
    try withTemporaryFolder { folder in
      var builder = try SampleStore(seed: 0).begin(at: folder("s.h5"))
      #expect(
        failure { _ = try builder.beginModality("shared", rows: 1, dimension: 1) }
          == "'shared' cannot name a modality: the name is reserved; use 1 to 200 ASCII letters, digits and . _ + - with a letter or digit first"
      )
      #expect(
        failure { try builder.addSplit(Split(name: "a/b", rule: "r", rows: .shared([0]))) }
          == "'a/b' cannot name a split; use 1 to 200 ASCII letters, digits and . _ + - with a letter or digit first"
      )
      try builder.addSplit(Split(name: "t", rule: "r", rows: .shared([0])))
      #expect(
        failure { try builder.addSplit(Split(name: "t", rule: "r", rows: .shared([0]))) }
          == "the store '\(folder("s.h5"))' has another split 't' already; choose another name")
    }
  }

  @Test func `labels that contradict the store are found by verification`() throws {
    try withTemporaryFolder { folder in
      let path = folder("s.h5")
      try SampleStore(seed: 0).write(to: path)
      var writer = try ContainerWriter.extending(path, kind: .store)
      try writer.addGroup(
        "labels/odd", encoding: Encoding("label-set", version: 1),
        attributes: ["kind": "class-index", "sharing": "shared"])
      try writer.addArray([Int32](repeating: 9, count: 23), at: "labels/odd/shared")
      try writer.seal()
      let report = try Store.verify(path)
      #expect(
        report.damages.map(\.description) == [
          "'/labels/odd': label 9 of row 0 of 'image' in label set 'odd' is none of the 3 classes 0 to 2"
        ])
    }
  }
}
