import CMRContainer
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct SplitEditingTests {
  private func split(
    _ name: String, _ rows: [Int], from: [String] = ["train"], labels: String? = nil,
    tool: String = "cmrdata 0"
  ) -> Split {
    Split(
      name: name, rule: "random:a=1/2@1", rows: .shared(rows),
      origin: Split.Origin(from: from, labels: labels, tool: tool))
  }

  @Test func `splits are added with their origin and nothing else changes`() throws {
    let sample = SampleStore(seed: 1)
    try withTemporaryFolder { folder in
      let path = folder("s.h5")
      try sample.write(to: path)
      let before = try Store.open(path)
      let splits = [
        split("a", [3, 1]), split("b", [2], from: ["train", "test"], labels: "clean"),
      ]
      let outcomes = try StoreEditing.addSplits(splits, to: before)
      #expect(outcomes == [.added, .added])
      let after = try Store.open(path)
      #expect(try after.split("a") == splits[0])
      #expect(try after.split("b") == splits[1])
      #expect(try after.split("train").origin == nil)
      let identities = try [before, after].map {
        try $0.dataDigest(labelSets: ["clean"], splits: ["train", "test"])
      }
      #expect(identities[0] == identities[1])
      #expect(try Store.verify(path).damages == [])
      #expect(try folder.names() == ["s.h5"])
    }
  }

  @Test func `the same split of another version of the tool is there already`() throws {
    let sample = SampleStore(seed: 1)
    try withTemporaryFolder { folder in
      let path = folder("s.h5")
      try sample.write(to: path)
      try StoreEditing.addSplits([split("a", [3, 1])], to: Store.open(path))
      let digest = try Store.open(path).digest
      let again = try StoreEditing.addSplits(
        [split("a", [3, 1], tool: "cmrdata 9")], to: Store.open(path))
      #expect(again == [.alreadyPresent])
      #expect(try Store.open(path).digest == digest)
    }
  }

  @Test func `what does not fit is refused and the store stays`() throws {
    let sample = SampleStore(seed: 1)
    try withTemporaryFolder { folder in
      let path = folder("s.h5")
      let digest = try sample.write(to: path)
      let store = try Store.open(path)
      let cases: [(split: Split, message: String)] = [
        (
          split("train", [1]),
          "the store '\(path)' has another split 'train' already; choose another name"
        ),
        (
          split("a", [1], from: ["nope"]),
          "the store '\(path)' has no split 'nope', it has 'test', 'train'; name one of these"
        ),
        (
          split("a", [1], labels: "nope"),
          "the store '\(path)' has no label set 'nope', it has 'clean'; name one of these, or make it"
            + " with 'cmrdata inject-noise'"
        ),
        (split("a", [23]), "split 'a' has row 23 of modality 'image', which has 23 rows"),
        (
          split("a b", [1]),
          "'a b' cannot name a split; use 1 to 200 ASCII letters, digits and . _ + - with a letter or"
            + " digit first"
        ),
      ]
      for (bad, message) in cases {
        #expect(
          failure { try StoreEditing.addSplits([split("fine", [2]), bad], to: store) } == message)
      }
      #expect(
        failure { try StoreEditing.addSplits([split("a", [1]), split("a", [1])], to: store) }
          == "the store '\(path)' has another split 'a' already; choose another name")
      #expect(try Store.open(path).digest == digest)
    }
  }

  @Test func `a store that became another one meanwhile is left alone`() throws {
    try withTemporaryFolder { folder in
      let path = folder("s.h5")
      try SampleStore(seed: 1).write(to: path)
      let store = try Store.open(path)
      let digest = try SampleStore(seed: 2).write(to: path)
      #expect(
        failure { try StoreEditing.addSplits([split("a", [1])], to: store) }
          == "another process changed the store '\(path)' meanwhile; try again")
      #expect(try Store.open(path).digest == digest)
    }
  }
}
