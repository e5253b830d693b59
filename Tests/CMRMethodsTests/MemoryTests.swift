import CMRMethods
import CMRTraining
import Testing

/// What UOT-RCL declares is at least what it holds.
@Suite struct MemoryTests {
  private let rows = MemoryRows.clusters(classes: 5, seed: 3)

  private func declared(_ options: UOTRCL.Options) -> MemoryDeclaration {
    UOTRCL.memory(for: rows.task(batchSize: 20, epochs: 4), options: options)
  }

  @Test func baselinesKeepNothing() {
    let task = rows.task(batchSize: 20, epochs: 4)
    #expect(CrossEntropy.memory(for: task, options: .init()).items.isEmpty)
    #expect(MRL.memory(for: task, options: .init()).items.isEmpty)
  }

  @Test func stateIsDeclared() throws {
    var fit = try MemoryFit(UOTRCL.self, .small(), on: rows, epochs: 4)
    try fit.run()
    let state = fit.method.state
    let items = declared(.small()).items
    func bytes(_ what: String) throws -> Int { try #require(items.first { $0.what == what }).bytes }
    #expect(try bytes("plan of the epoch, with copies") >= 3 * state.bytes("plan"))
    #expect(try bytes("soft targets, with copies") >= 3 * state.bytes("targets"))
    #expect(try bytes("prototypes, with copies") >= 3 * state.bytes("prototypes"))
    #expect(try bytes("posterior, with copies") >= 3 * state.bytes("posterior"))
  }

  @Test func passIsDeclared() {
    let (count, classes, k, dimension) = (150, 5, 5, 8)
    func bytes(_ options: UOTRCL.Options) -> [String: Int] {
      Dictionary(uniqueKeysWithValues: declared(options).items.map { ($0.what, $0.bytes) })
    }
    let voting = bytes(.voting())
    #expect(voting["embeddings of the training rows"] == 2 * count * dimension * 4)
    #expect(voting["neighbours and their weights"] == 2 * count * k * (8 + 4 + 8))
    #expect(voting["transport cost and plan"] == 2 * count * classes * 8)
    #expect(voting["transport kernel"] == (count + 1) * 8 * 8)
    #expect(voting["class probabilities of the training rows"] == nil)
    let model = bytes(.small())
    #expect(model["features in their spaces"] == 3 * count * (12 + 8) * 4)
    #expect(model["neighbours in every space"] == 3 * count * 80 * 12)
    #expect(model["what witnesses say"] == 5 * count * classes * 4)
    #expect(model["predictions"] == 7 * count * classes * 4)
    // Less than the model needs, and after it.
    #expect(model["transport cost and plan"] == nil)
    #expect(declared(.small { $0.relation.weight = 0 }).bytes < declared(.small()).bytes)
    #expect(declared(.voting { $0.votes.prediction = 1 }).bytes > declared(.voting()).bytes)
  }

  @Test func growsLinearlyWithRows() {
    func bytes(_ rows: Int) -> Int {
      UOTRCL.memory(
        for: RetrievalTask(
          modalities: ["a", "b"].map { .init(name: $0, dimension: 9, trainingRows: rows) },
          isPaired: true, classCount: 200, labelKind: .classIndex, batchSize: 100, epochs: 9),
        options: UOTRCL.Options()
      ).bytes
    }
    let (one, two, four) = (bytes(10_000), bytes(20_000), bytes(40_000))
    #expect(four - two == 2 * (two - one))
    // Within what one would plan a machine by: 50,000 rows of 200 classes in less than 1 GB.
    #expect(bytes(50_000) < 1_000_000_000)
  }
}

extension NamedArrays {
  fileprivate func bytes(_ name: String) throws -> Int {
    let values = try array(name).values
    switch values {
    case .float, .int32: return 4 * values.count
    case .double, .int64, .uint64: return 8 * values.count
    }
  }
}
