import CMRContainer
import CMRRandom
import CMRTestSupport
import SystemPackage
import Testing

import CMRBeliefs

/// A history gives back what went in, in memory and through a file, and takes no other file.
@Suite struct BeliefHistoryTests {
  /// Beliefs of `epochs` epochs about `rows` rows, of which a few change each time.
  private func beliefs(rows: Int, classes: Int, epochs: Int) -> [Beliefs] {
    var random = RandomStream(seed: 7, domain: "test/beliefs")
    var now = Beliefs(
      classes: (0..<rows).map { _ in Int32(random.uniform() * Double(classes)) },
      isTransported: (0..<rows).map { _ in random.uniform() < 0.3 })
    var all = [now]
    for _ in 1..<epochs {
      for row in 0..<rows where random.uniform() < 0.1 {
        now.classes[row] = Int32(random.uniform() * Double(classes))
        now.isTransported[row].toggle()
      }
      all.append(now)
    }
    return all
  }

  private func history(_ all: [Beliefs], classes: Int) -> BeliefHistory {
    var history = BeliefHistory(all[0], epoch: 3, classCount: classes)
    for (index, beliefs) in all.enumerated().dropFirst() {
      history.record(beliefs, epoch: 3 + index)
    }
    return history
  }

  /// One, two and four bytes for classes, one and two for rows.
  @Test(arguments: [(rows: 40, classes: 5), (300, 700), (70, 70_000)])
  func everyEpochComesBack(rows: Int, classes: Int) throws {
    let all = beliefs(rows: rows, classes: classes, epochs: 6)
    let written = history(all, classes: classes)
    try withTemporaryFolder { folder in
      let file = folder("x.h5")
      var writer = try ContainerWriter.create(at: file, kind: .checkpoint)
      try writer.add(written)
      try writer.seal()
      let read = try #require(try Container.open(file).beliefHistory())
      #expect(read == written)
      #expect(read.latest == all.last)
      var found: [Beliefs] = []
      var changes: [Int?] = []
      read.forEachEpoch {
        found.append($0.beliefs)
        changes.append($0.changedRows)
      }
      #expect(found == all)
      #expect(read.epochs == Array(3..<9))
      let expected = zip(all, all.dropFirst()).map { before, after in
        zip(before.classes, after.classes).count { $0 != $1 }
      }
      #expect(changes == [nil] + expected)
    }
  }

  @Test func aRowTellsWhenItChanged() {
    let all = [
      Beliefs(classes: [2, 0], isTransported: [false, true]),
      Beliefs(classes: [2, 0], isTransported: [true, true]),
      Beliefs(classes: [2, 0], isTransported: [true, true]),
      Beliefs(classes: [1, 0], isTransported: [false, true]),
    ]
    let history = history(all, classes: 3)
    let steps = history.steps(ofRow: 0)
    #expect(steps.map(\.epoch) == [3, 4, 6])
    #expect(steps.map(\.class) == [2, 2, 1])
    #expect(steps.map(\.isTransported) == [false, true, false])
    #expect(history.steps(ofRow: 1).map(\.epoch) == [3])
  }

  @Test func aFileWithoutHistoryHasNone() throws {
    try withTemporaryFolder { folder in
      try ContainerWriter.create(at: folder("x.h5"), kind: .checkpoint).seal()
      #expect(try Container.open(folder("x.h5")).beliefHistory() == nil)
    }
  }

  /// Files whose digests are right and whose numbers are not.
  @Test(arguments: [
    (Slip.classBeyond, "'/beliefs/first' of 'FILE' is 3 at place 1, where all are below 3"),
    (.rowBeyond, "'/beliefs/changed-rows' of 'FILE' is 2 at place 0, where all are below 2"),
    (.epochs, "the epochs of '/beliefs' of 'FILE' do not ascend from 1"),
    (.noClasses, "'/beliefs' of 'FILE' does not say how many classes there are"),
    (.ends, "'toggle-ends' of '/beliefs' of 'FILE' does not cut the 1 numbers of 'toggled-rows'"),
    (
      .fewerClasses,
      "'/beliefs' of 'FILE' has 1 numbers in 'changed-rows' and 0 in 'changed-classes'"
    ),
    (.fewerEnds, "'/beliefs' of 'FILE' has 2 numbers in 'epochs' and 1 in 'change-ends'"),
  ])
  func contradictionsAreRefused(slip: Slip, text: String) throws {
    try withTemporaryFolder { folder in
      let file = folder("x.h5")
      try write(slip, to: file)
      let error = #expect(throws: BeliefError.self) { try Container.open(file).beliefHistory() }
      #expect(error?.description == text.replacing("FILE", with: file.string))
    }
  }

  enum Slip { case classBeyond, rowBeyond, epochs, noClasses, ends, fewerClasses, fewerEnds }

  private func write(_ slip: Slip, to file: FilePath) throws {
    var writer = try ContainerWriter.create(at: file, kind: .checkpoint)
    try writer.addGroup(
      "beliefs", encoding: Encoding("belief-history", version: 1),
      attributes: slip == .noClasses ? [:] : ["classes": 3])
    try writer.addArray((slip == .epochs ? [4, 4] : [4, 5]) as [Int64], at: "beliefs/epochs")
    try writer.addArray([0, slip == .classBeyond ? 3 : 2] as [UInt8], at: "beliefs/first")
    try writer.addArray([slip == .rowBeyond ? 2 : 1] as [UInt8], at: "beliefs/changed-rows")
    try writer.addArray(
      (slip == .fewerClasses ? [] : [1]) as [UInt8], at: "beliefs/changed-classes")
    try writer.addArray((slip == .fewerEnds ? [1] : [0, 1]) as [Int64], at: "beliefs/change-ends")
    try writer.addArray([0] as [UInt8], at: "beliefs/toggled-rows")
    try writer.addArray((slip == .ends ? [0, 2] : [1, 1]) as [Int64], at: "beliefs/toggle-ends")
    try writer.seal()
  }
}
