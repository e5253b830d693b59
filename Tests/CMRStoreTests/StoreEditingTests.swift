import CMRContainer
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct StoreEditingTests {
  @Test func `sets added later give the store of building all at once`() throws {
    let sample = SampleStore(seed: 1)
    let sets = (1...20).map { sample.noisy("symmetric-\($0)", shift: Int32($0)) }
    try withTemporaryFolder { folder in
      let whole = try sample.write(to: folder("whole.h5"), noisy: sets)
      try sample.write(to: folder("s.h5"))
      let outcomes = try StoreEditing.addLabelSets(sets, to: folder("s.h5"))
      #expect(outcomes == Array(repeating: .added, count: 20))
      let store = try Store.open(folder("s.h5"))
      #expect(store.digest == whole)
      for set in sets {
        let read = try store.labels(set.name)
        #expect(read == set)
      }
      let names = try folder.names()
      #expect(names == ["s.h5", "whole.h5"])
    }
  }

  @Test func `a set that is there is said so and nothing is written`() throws {
    let sample = SampleStore(seed: 1)
    try withTemporaryFolder { folder in
      let path = folder("s.h5")
      let one = sample.noisy("one", shift: 1)
      let digest = try sample.write(to: path, noisy: [one])
      let again = try StoreEditing.addLabelSets([one, sample.clean], to: path)
      #expect(again == [.alreadyPresent, .alreadyPresent])
      let mixed = try StoreEditing.addLabelSets([one, sample.noisy("two", shift: 2)], to: path)
      #expect(mixed == [.alreadyPresent, .added])
      let changed = try Store.open(path).digest
      #expect(changed != digest)
    }
  }

  @Test func `a different set of that name is refused and the store stays`() throws {
    let sample = SampleStore(seed: 1)
    try withTemporaryFolder { folder in
      let path = folder("s.h5")
      let digest = try sample.write(to: path, noisy: [sample.noisy("one", shift: 1)])
      let sets = [sample.noisy("two", shift: 1), sample.noisy("one", shift: 2)]
      #expect(
        failure { try StoreEditing.addLabelSets(sets, to: path) }
          == "the store '\(path)' has another label set 'one' already; choose another name")
      let other = LabelSet(name: "x", labels: sample.clean.labels, base: "tidy")
      #expect(
        failure { try StoreEditing.addLabelSets([other], to: path) }
          == "label set 'x' is based on 'tidy', the store has 'clean', 'one'")
      let after = try Store.open(path).digest
      #expect(after == digest)
    }
  }

  @Test func `the identity of what a run uses survives other sets and nothing else`() throws {
    let sample = SampleStore(seed: 1)
    try withTemporaryFolder { folder in
      let path = folder("s.h5")
      try sample.write(to: path, noisy: [sample.noisy("one", shift: 1)])
      func digest(_ sets: [String], _ splits: [String]) throws -> String {
        try Store.open(path).dataDigest(labelSets: sets, splits: splits)
      }
      let used = try digest(["one", "clean"], ["train"])
      try StoreEditing.addLabelSets([sample.noisy("two", shift: 2)], to: path)
      let later = try digest(["clean", "one"], ["train"])
      #expect(later == used)
      let others = try [
        digest(["clean"], ["train"]), digest(["clean", "two"], ["train"]),
        digest(["clean", "one"], ["test"]), digest(["clean", "one"], ["test", "train"]),
      ]
      #expect(Set(others + [used]).count == 5)
      try SampleStore(seed: 2).write(to: path, noisy: [sample.noisy("one", shift: 1)])
      let elsewhere = try digest(["one", "clean"], ["train"])
      #expect(elsewhere != used)
      #expect(
        failure { _ = try digest(["three"], []) }
          == "the store '\(path)' has no label set 'three', it has 'clean', 'one'; name one of these, or make it with 'cmrdata inject-noise'"
      )
    }
  }
}
