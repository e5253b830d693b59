import CMRAutodiff
import CMRContainer
import CMRDense
import CMRRandom
import CMRRetrieval
import CMRStore
import CMRTestSupport
import CMRTraining
import FoundationEssentials
import SystemPackage
import Testing

/// Evaluation and ranking against `CMRRetrieval` on embeddings held in memory.
@Suite struct RankerTests {
  /// A fitted run, the rows of a split with the transform of the checkpoint, and the method as it
  /// was.
  private struct Fixture {
    let folder: TemporaryFolder
    let store: Store
    let checkpoint: Checkpoint
    let method: TinyMethod

    init(_ folder: TemporaryFolder, epochs: Int = 2) throws {
      self.folder = folder
      store = try Store.open(folder("tiny.h5"))
      let outcome = try fit(.tiny(folder("tiny.h5"), epochs: epochs), in: folder("run"))
      checkpoint = try Checkpoint.read(outcome.last.path)
      let task = try RunData(checkpoint.plan, from: store).task
      method = try Self.method(checkpoint, task)
    }

    private static func method(
      _ checkpoint: Checkpoint, _ task: RetrievalTask
    ) throws -> TinyMethod {
      var method = try TinyMethod(
        options: TinyMethod.options(from: checkpoint.plan.method.options), task: task,
        random: .init(seed: 99, domain: "overwritten"))
      for name in method.parameters.names {
        method.parameters[name] = try checkpoint.parameters.matrix(name)
      }
      try method.restore(checkpoint.methodState)
      return method
    }

    func embeddings(_ modality: String, _ split: String) throws -> Matrix<Float> {
      let rows = try store.rows(of: split, modality: modality)
      let features = try store.modality(modality).features
      var matrix = Matrix<Float>(
        rows: rows.count, columns: features.columns,
        elements: try features.elements(ofRows: rows))
      let scaling = try #require(checkpoint.scalings[modality])
      scaling.apply(to: &matrix)
      return try method.embed(matrix, modality: modality)
    }

    func labels(_ split: String) throws -> [Int32] {
      let all = try store.labels("clean").classIndices(for: "image")
      return try store.rows(of: split, modality: "image").map { all[$0] }
    }

    func evaluation(_ query: String, _ gallery: String, _ split: String) throws
      -> RetrievalEvaluation
    {
      let labels = try labels(split)
      return try RetrievalEvaluation.evaluate(
        queries: embeddings(query, split), gallery: embeddings(gallery, split),
        relevance: .sameClass(queries: labels, gallery: labels), similarity: .innerProduct)
    }
  }

  @Test func validationScoresAreThoseOfTheEmbeddings() throws {
    try withTinyStore { folder in
      let fixture = try Fixture(folder)
      let scores = try #require(fixture.checkpoint.records.last?.validation)
      #expect(scores.directions.map(\.name) == ["image-to-text", "text-to-image"])
      for direction in scores.directions {
        let expected = try fixture.evaluation(
          direction.direction.query, direction.direction.gallery, "validation")
        #expect(direction.map == expected.meanAveragePrecision)
      }
    }
  }

  /// Rows that do not fit the budget are embedded again, in the same blocks.
  @Test func scoresDoNotDependOnTheBudget() throws {
    let tiny = TinyStore(validationRows: 2500)
    try withTinyStore(tiny) { folder in
      let fixture = try Fixture(folder, epochs: 1)
      var data = try RunData(fixture.checkpoint.plan, from: fixture.store)
      data.apply(["image", "text"].compactMap { fixture.checkpoint.scalings[$0] })
      let split = try #require(data.validation)
      for budget in [0, 1 << 30] {
        let embeddings = try SplitEmbeddings(
          of: split, by: fixture.method, stop: StopFlag(), budget: budget)
        let expected = try fixture.embeddings("image", "validation")
        #expect(try embeddings.all(0).rows == 2500)
        var rows = 0
        try embeddings.forEachBlock(0) { range, block in
          #expect(range.lowerBound == rows)
          expectClose(
            block.elements, expected.rows(range).elements.map(Double.init), absolute: 1e-6)
          rows = range.upperBound
        }
        #expect(rows == 2500)
      }
    }
  }

  @Test(arguments: [nil, 1, 3, 8, 100])
  func aRankingIsReadBack(top: Int?) throws {
    try withTinyStore { folder in
      let fixture = try Fixture(folder)
      let ranker = try Ranker(
        fixture.checkpoint, store: fixture.store, catalog: .tiny, toolVersion: "1")
      let report = try ranker.rank("test", top: top, to: folder("test.h5"))
      let file = try RankingFile.open(folder("test.h5"))
      #expect(file.split == "test")
      #expect(file.digest == report.digest)
      #expect(file.directions.count == 2)
      for (direction, summary) in zip(file.directions, report.directions) {
        #expect(direction.direction == summary.direction)
        try check(direction, summary, fixture)
      }
    }
  }

  private func check(
    _ direction: RankingFile.Direction, _ summary: RankingReport.Direction, _ fixture: Fixture
  ) throws {
    let (query, gallery) = (direction.direction.query, direction.direction.gallery)
    let expected = try fixture.evaluation(query, gallery, "test")
    #expect(direction.map == expected.meanAveragePrecision)
    #expect(try direction.averagePrecision() == expected.measures[0].perQuery.map { $0 ?? -1 })
    #expect(direction.convention == expected.measures[0].convention)
    #expect(try direction.queryIDs() == (31..<39).map { "\(query)-\($0)" })
    #expect(try direction.galleryIDs() == (31..<39).map { "\(gallery)-\($0)" })
    var stream = try RankingStream(
      queries: fixture.embeddings(query, "test"), gallery: fixture.embeddings(gallery, "test"),
      similarity: .innerProduct)
    let (ranks, scores) = try (direction.items(), direction.scores())
    let depth = direction.depth
    #expect(ranks.count == 8 * depth && scores.count == ranks.count)
    while try stream.advance() {
      let row = stream.query * depth..<(stream.query + 1) * depth
      let ranking = stream.ranking(top: depth)
      #expect(ranks[row].map(Int.init) == ranking.items)
      #expect(Array(scores[row]) == ranking.scores)
    }
    #expect((summary.queries, summary.gallery) == (8, 8))
    try checkScore(of: direction)
    #expect(summary.map == direction.map)
  }

  /// The labels of the file say what was relevant: its own mAP comes out of them again.
  private func checkScore(of direction: RankingFile.Direction) throws {
    let kept = try direction.judged()
    #expect((kept.queryCount, kept.galleryCount, kept.depth) == (8, 8, direction.depth))
    #expect(kept.areWhole == (direction.depth == 8))
    #expect(!kept.haveSeveralLabels)
    let score = kept.score(measures: [.averagePrecision(cutoff: nil)], by: [OurConvention()])
    #expect(
      score.measures[0].cells[0].outcome
        == (kept.areWhole
          ? .means([direction.map], queries: 8)
          : .refused(
            "AP needs whole rankings, and the first \(direction.depth) of 8 items are kept")))
  }

  @Test func provenanceReachesTheSources() throws {
    try withTinyStore { folder in
      let fixture = try Fixture(folder)
      try Ranker(fixture.checkpoint, store: fixture.store, catalog: .tiny)
        .rank("train", to: folder("train.h5"))
      let provenance = try RankingFile.open(folder("train.h5")).provenance
      #expect(provenance.checkpoint.sha256 == fixture.checkpoint.digest)
      #expect(provenance.checkpoint.position == CheckpointPosition(epoch: 2, step: 0))
      #expect(provenance.plan == fixture.checkpoint.plan)
      #expect(provenance.store.sha256 == fixture.store.digest)
      #expect(provenance.store.provenance.sources.map(\.name) == ["tiny.zip"])
      #expect(provenance.relevance == "clean")
    }
  }

  @Test func rankingTwiceGivesTheSameBytes() throws {
    try withTinyStore { folder in
      let fixture = try Fixture(folder)
      for name in ["a.h5", "b.h5"] {
        try Ranker(fixture.checkpoint, store: fixture.store, catalog: .tiny)
          .rank("test", to: folder(name))
      }
      #expect(try bytes(folder("a.h5")) == bytes(folder("b.h5")))
    }
  }

  @Test func trecFilesHaveALinePerItem() throws {
    try withTinyStore { folder in
      let fixture = try Fixture(folder)
      let trec = TRECOutput(prefix: folder("out"), tag: "tiny")
      let report = try Ranker(fixture.checkpoint, store: fixture.store, catalog: .tiny)
        .rank("test", top: 3, to: folder("test.h5"), trec: trec)
      for direction in report.directions.map(\.direction) {
        let run = String(decoding: try bytes(trec.runPath(direction)), as: UTF8.self)
        let lines = run.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines.count == 8 * 3)
        #expect(lines.map { $0[3] } == Array(repeating: ["1", "2", "3"], count: 8).flatMap { $0 })
        #expect(lines[3][0] == "\(direction.query)-32")
        let qrels = String(decoding: try bytes(trec.qrelsPath(direction)), as: UTF8.self)
        let labels = try fixture.labels("test")
        let pairs = labels.reduce(0) { sum, label in sum + labels.count { $0 == label } }
        #expect(qrels.split(separator: "\n").count == pairs)
      }
      #expect(
        try folder.names() == [
          "out.image-to-text.qrels", "out.image-to-text.run", "out.text-to-image.qrels",
          "out.text-to-image.run", "run", "test.h5", "tiny.h5",
        ])
    }
  }

  /// The polls fall between the blocks of all passes: two embed the split, two rank it.
  @Test(arguments: 1...4)
  func aStopLeavesNothing(poll: Int) throws {
    try withTinyStore { folder in
      let fixture = try Fixture(folder)
      let ranker = try Ranker(
        fixture.checkpoint, store: fixture.store, catalog: .tiny, stop: .after(polls: poll))
      let trec = TRECOutput(prefix: folder("out"), tag: "tiny")
      try Data("old".utf8).write(
        to: URL(filePath: trec.runPath(.init(query: "image", gallery: "text")).string))
      let error = #expect(throws: TrainingError.self) {
        try ranker.rank("test", to: folder("test.h5"), trec: trec)
      }
      #expect(error?.code == .interrupted)
      #expect(
        error?.description
          == "the ranking '\(folder("test.h5"))' is not finished, nothing of it is written; the same "
          + "command ranks anew")
      #expect(try folder.names() == ["out.image-to-text.run", "run", "tiny.h5"])
      #expect(try bytes(folder("out.image-to-text.run")) == Data("old".utf8))
    }
  }

  /// What fails after all rankings are made leaves nothing either.
  @Test func aFailureAtTheEndLeavesNothing() throws {
    try withTinyStore { folder in
      let fixture = try Fixture(folder)
      let trec = TRECOutput(prefix: folder("out"), tag: "two words")
      let error = #expect(throws: RetrievalError.self) {
        try Ranker(fixture.checkpoint, store: fixture.store, catalog: .tiny)
          .rank("test", to: folder("test.h5"), trec: trec)
      }
      #expect(error?.description.contains("'two words'") == true)
      #expect(try folder.names() == ["run", "tiny.h5"])
    }
  }

  @Test func otherDataIsRefused() throws {
    try withTinyStore { folder in
      let fixture = try Fixture(folder)
      try TinyStore(seed: 5).write(to: folder("other.h5"))
      let other = try Store.open(folder("other.h5"))
      let error = #expect(throws: TrainingError.self) {
        try Ranker(fixture.checkpoint, store: other, catalog: .tiny)
      }
      #expect(error?.code == .unsuitableData)
      let wanted = try #require(fixture.checkpoint.plan.store.identity).prefix(12)
      let message = try #require(error).description
      let head =
        "the store '\(folder("other.h5"))' does not hold the data that the run was fitted on: its "
        + "identity is "
      #expect(message.hasPrefix(head))
      #expect(
        message.dropFirst(head.count + 12)
          == ", that of the run's store \(wanted); name the store of the run, or a copy of it")
      #expect(throws: StoreError.self) {
        try Ranker(fixture.checkpoint, store: fixture.store, catalog: .tiny)
          .rank("exam", to: folder("exam.h5"))
      }
      let depth = #expect(throws: TrainingError.self) {
        try Ranker(fixture.checkpoint, store: fixture.store, catalog: .tiny)
          .rank("test", top: 0, to: folder("exam.h5"))
      }
      #expect(
        depth?.description
          == "the first 0 items of a ranking cannot be kept; ask for 1 or more, or for all")
    }
  }
}
