import CMRBeliefs
import CMRContainer
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// Corrected labels of a store of three modalities, of which a run used two.
@Suite struct CorrectedLabelsTests {
  private static let clean: [Int32] = [0, 1, 2, 0, 1, 2]

  /// Six rows, of which the first four are trained on; image and text are wrong in other rows.
  private func makeStore(_ path: FilePath, shared: Bool) throws -> Store {
    var builder = try StoreBuilder.create(at: path, name: "s", classNames: ["a", "b", "c"])
    for name in ["audio", "image", "text"] {
      var modality = try builder.beginModality(name, rows: 6, dimension: 1)
      try modality.append((0..<6).map { Float($0) })
      try builder.finish(modality, ids: ["p", "q", "r", "r", "t", "u"])
    }
    try builder.setPaired(["audio", "image", "text"])
    try builder.addLabels(
      LabelSet(name: "clean", labels: .shared(.classIndices(Self.clean))))
    let noisy: PerModality<Labels> =
      shared
      ? .shared(.classIndices([1, 1, 2, 0, 1, 2]))
      : .separate([
        "audio": .classIndices(Self.clean), "image": .classIndices([1, 1, 2, 0, 1, 2]),
        "text": .classIndices([0, 1, 0, 1, 1, 2]),
      ])
    try builder.addLabels(LabelSet(name: "noisy", labels: noisy, base: "clean"))
    try builder.addSplit(Split(name: "train", rule: "stored", rows: .shared([3, 0, 1, 2])))
    try builder.publish(
      provenance: Provenance(sources: [], tool: "test", layout: "test", decisions: []))
    return try Store.open(path)
  }

  /// A checkpoint of a run on `modalities`, as far as this module reads it.
  private func makeCheckpoint(
    _ path: FilePath, of store: Store, modalities: [String], history: BeliefHistory
  ) throws -> BelievingRun {
    let digest = try store.dataDigest(labelSets: ["clean", "noisy"], splits: ["train"])
    let names = modalities.map { "\"\($0)\"" }.joined(separator: ", ")
    let plan = """
      {"store": {"identity": "\(digest)"}, "labels": "noisy", "method": {"name": "m"},
       "splits": {"train": "train", "validation": null, "report": null}, "modalities": [\(names)]}
      """
    var writer = try ContainerWriter.create(
      at: path, kind: .checkpoint, attributes: ["epoch": 2, "step": 0])
    try writer.addDocument(text: plan, at: "plan")
    try writer.add(history)
    try writer.seal()
    return try BelievingRun(checkpoint: path)
  }

  /// Rows 3, 0, 1, 2 are believed to be of classes 2, 0, 1, 2; the first is left behind.
  private static let beliefs = Beliefs(
    classes: [2, 0, 1, 2], isTransported: [false, true, true, true])

  private func corrected(
    shared: Bool, modalities: [String], _ rows: CorrectedLabels.Rows
  ) throws -> CorrectedLabels {
    try withTemporaryFolder { folder in
      let store = try makeStore(folder("s.h5"), shared: shared)
      let run = try makeCheckpoint(
        folder("c.h5"), of: store, modalities: modalities,
        history: BeliefHistory(Self.beliefs, epoch: 2, classCount: 3))
      return try CorrectedLabels(
        BelievedRows(of: run, in: store), taking: rows, name: nil, tool: "test")
    }
  }

  @Test func rowsThatAreLeftBehindKeepTheirLabels() throws {
    let made = try corrected(shared: false, modalities: ["image", "text"], .transported)
    #expect(made.set.name == "noisy-m-e2")
    #expect(made.set.base == "noisy")
    #expect(try made.set.classIndices(for: "image") == [0, 1, 2, 0, 1, 2])
    #expect(try made.set.classIndices(for: "text") == [0, 1, 2, 1, 1, 2])
    #expect(try made.set.classIndices(for: "audio") == Self.clean)
    #expect(made.manifest.outcomes.map(\.modality) == ["image", "text"])
    #expect(made.manifest.outcomes.map(\.takenRows) == [3, 3])
    #expect(made.manifest.outcomes.map(\.changedRows) == [1, 1])
  }

  @Test func allRows() throws {
    let made = try corrected(shared: false, modalities: ["image", "text"], .all)
    #expect(made.set.name == "noisy-m-e2-all")
    #expect(try made.set.classIndices(for: "text") == [0, 1, 2, 2, 1, 2])
    #expect(made.manifest.outcomes.map(\.takenRows) == [4, 4])
    #expect(made.manifest.outcomes.map(\.changedRows) == [2, 2])
  }

  /// One list stays one list, unless the run has left out a modality that keeps other labels.
  @Test func whatIsShared() throws {
    let all = try corrected(shared: true, modalities: ["text", "image", "audio"], .transported)
    #expect(all.set.labels.isShared)
    #expect(try all.set.classIndices(for: "audio") == [0, 1, 2, 0, 1, 2])
    let two = try corrected(shared: true, modalities: ["image", "text"], .transported)
    #expect(!two.set.labels.isShared)
    #expect(try two.set.classIndices(for: "audio") == [1, 1, 2, 0, 1, 2])
    #expect(try two.set.classIndices(for: "text") == [0, 1, 2, 0, 1, 2])
  }

  @Test func rowsByNumberAndByName() throws {
    try withTemporaryFolder { folder in
      let store = try makeStore(folder("s.h5"), shared: true)
      let run = try makeCheckpoint(
        folder("c.h5"), of: store, modalities: ["image", "text"],
        history: BeliefHistory(Self.beliefs, epoch: 2, classCount: 3))
      let rows = try BelievedRows(of: run, in: store)
      #expect(try rows.position(ofRow: 3) == 0)
      #expect(try rows.position(ofItem: "q") == 2)
      let twice = #expect(throws: BeliefError.self) { try rows.position(ofItem: "r") }
      #expect(
        twice?.description
          == "2 training rows of '\(store.path)' are called 'r': 3, 2; give one of these numbers with --row"
      )
      let test = #expect(throws: BeliefError.self) { try rows.position(ofItem: "t") }
      #expect(
        test?.description
          == "item 't' of '\(store.path)' is not in 'train', the training rows of the run: the method "
          + "believes nothing of it")
    }
  }

  @Test(arguments: [
    (rows: 3, classes: 3, epoch: 2, "is about 3 rows and 3 classes, the run has 4 and 3"),
    (4, 5, 2, "is about 4 rows and 5 classes, the run has 4 and 3"),
    (4, 3, 4, "goes to epoch 4, the run had come to epoch 3"),
  ])
  func aHistoryOfAnotherRun(rows: Int, classes: Int, epoch: Int, text: String) throws {
    try withTemporaryFolder { folder in
      let store = try makeStore(folder("s.h5"), shared: true)
      let beliefs = Beliefs(
        classes: Array(repeating: 0, count: rows),
        isTransported: Array(repeating: true, count: rows)
      )
      let run = try makeCheckpoint(
        folder("c.h5"), of: store, modalities: ["image", "text"],
        history: BeliefHistory(beliefs, epoch: epoch, classCount: classes))
      let error = #expect(throws: BeliefError.self) { try BelievedRows(of: run, in: store) }
      #expect(error?.description == "'/beliefs' of '\(folder("c.h5"))' \(text)")
    }
  }

  @Test func aPlanThatSaysTooLittle() throws {
    try withTemporaryFolder { folder in
      var writer = try ContainerWriter.create(
        at: folder("c.h5"), kind: .checkpoint, attributes: ["epoch": 2, "step": 0])
      try writer.addDocument(text: #"{"method": {"name": "m"}, "labels": 3}"#, at: "plan")
      try writer.add(BeliefHistory(Self.beliefs, epoch: 2, classCount: 3))
      try writer.seal()
      let error = #expect(throws: BeliefError.self) {
        try BelievingRun(checkpoint: folder("c.h5"))
      }
      #expect(error?.description == "the checkpoint '\(folder("c.h5"))' lacks 'labels' in its plan")
    }
  }
}
