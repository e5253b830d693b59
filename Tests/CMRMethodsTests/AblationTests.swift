import CMRDense
import CMRMethods
import CMRTraining
import Testing

/// Every option of UOT-RCL changes what it says, and nothing else that can be told apart.
@Suite struct AblationTests {
  /// A fit that has begun its first epoch after warm-up, with what that reported.
  private func begun(
    _ change: (inout UOTRCL.Options) -> Void = { _ in }
  ) throws -> (fit: MemoryFit<UOTRCL>, record: Diagnostics) {
    let rows = MemoryRows.clusters(spread: 0.3, seed: 5)
    var fit = try MemoryFit(UOTRCL.self, .voting(change), on: rows, epochs: 8)
    try fit.run(until: 2)
    let record = try fit.beginEpoch()
    return (fit, record)
  }

  private func plan(_ change: (inout UOTRCL.Options) -> Void) throws -> Matrix<Float> {
    try begun(change).fit.method.state.matrix("plan")
  }

  private func loss(_ change: (inout UOTRCL.Options) -> Void) throws -> Float {
    var fit = try begun(change).fit
    return try fit.step(fit.rows.batch(Array(0..<20)), progress: fit.progress(step: 0))
  }

  static let planChanges: [@Sendable (inout UOTRCL.Options) -> Void] = [
    { $0.votes.consistency = .none }, { $0.votes.consistency = .pairwise },
    { $0.votes.modalities = .first }, { $0.votes.modalities = .second },
    { $0.votes.neighbours = 7 }, { $0.votes.own = 0 }, { $0.votes.ownScaling = .agreement },
    { $0.votes.voters = .own }, { $0.votes.prediction = 1 },
    { $0.votes.scaling = .row }, { $0.votes.floor = 0.3 },
    { $0.transport.regularisation = 0.3 }, { $0.transport.massStart = 0.5 },
    { $0.transport.massStart = 1 }, { $0.transport.formulation = .inequalities },
    { $0.prior.kind = .uniform },
  ]

  @Test(arguments: 0..<16) func changesThePlan(index: Int) throws {
    #expect(Self.planChanges.count == 16)
    #expect(try plan(Self.planChanges[index]) != plan { _ in })
  }

  static let lossChanges: [@Sendable (inout UOTRCL.Options) -> Void] = [
    { $0.semantic.weight = 0.5 }, { $0.semantic.loss = .meanClustering },
    { $0.semantic.contrast = 0.5 }, { $0.relation.weight = 0 }, { $0.relation.cost = .across },
    { $0.relation.cost = .probabilities }, { $0.relation.cost = .corrected },
    { $0.relation.cost = .mean }, { $0.relation.identity = 1 },
    { $0.relation.temperature = 0.5 }, { $0.relation.regularisation = 0.5 },
    { $0.relation.loss = .symmetricKL },
  ]

  @Test(arguments: 0..<12) func changesTheLossAlone(index: Int) throws {
    #expect(Self.lossChanges.count == 12)
    let change = Self.lossChanges[index]
    #expect(try loss(change) != loss { _ in })
    #expect(try plan(change) == plan { _ in })
  }

  /// lambda = 0 leaves L_SA, whatever the other options of the relation alignment say.
  @Test func withoutRelationItsOptionsDoNotCount() throws {
    let plain = try loss { $0.relation.weight = 0 }
    let other = try loss {
      $0.relation.weight = 0
      $0.relation.identity = 0.1
      $0.relation.cost = .mean
    }
    #expect(plain == other)
  }

  /// Losses add up by their weights.
  @Test func lossIsTheWeightedSum() throws {
    let semantic = try loss { $0.relation.weight = 0 }
    let relation = try loss {
      $0.semantic.weight = 0
      $0.relation.weight = 1
    }
    let both = try loss { $0.relation.weight = 0.3 }
    #expect(abs(both - (semantic + 0.3 * relation)) < 1e-5)
  }

  /// All mass: every row of N T sums to 1.
  @Test func wholeTransportGivesEveryRowAll() throws {
    let plan = try plan { $0.transport.massStart = 1 }
    #expect(plan.rowSums().allSatisfy { abs($0 - 1) < 1e-4 })
    let partial = try self.plan { _ in }
    #expect(abs(partial.sum() / Float(partial.rows) - 0.3) < 1e-4)
  }

  /// A vote of the images alone does not see the texts' labels, and the other way round.
  @Test(arguments: [UOTRCL.Modalities.first, .second])
  func singleModalityIgnoresTheOthersLabels(modality: UOTRCL.Modalities) throws {
    var options = UOTRCL.VoteOptions()
    options.modalities = modality
    let scene = VoteScene(seed: 6, neighbours: 4)
    let votes = scene.votes(options).matrix
    let other = modality == .first ? 1 : 0
    #expect(scene.relabelled(other).votes(options).matrix == votes)
    #expect(scene.relabelled(1 - other).votes(options).matrix != votes)
  }

  @Test func warmupIsMRL() throws {
    let rows = MemoryRows.clusters(seed: 7)
    var options = MRL.Options()
    options.encoder = .small
    var mrl = try MemoryFit(MRL.self, options, on: rows, epochs: 2)
    var uot = try MemoryFit(UOTRCL.self, .small(), on: rows, epochs: 2)
    try mrl.run()
    try uot.run()
    #expect(mrl.losses == uot.losses)
    #expect(mrl.method.parameters == uot.method.parameters)
    #expect(uot.method.state.count == 0)
  }
}
