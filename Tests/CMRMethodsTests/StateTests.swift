import CMRAutodiff
import CMRDense
import CMRMethods
import CMRRandom
import CMRTraining
import Testing

/// What a checkpoint must hold, in memory; the trainer's own way to disk and back is tested in
/// `ResumeTests`.
@Suite struct StateTests {
  private let rows = MemoryRows.clusters(seed: 11)

  private func fit() throws -> MemoryFit<UOTRCL> {
    try MemoryFit(UOTRCL.self, .small(), on: rows, epochs: 6)
  }

  /// A method of another random stream that takes over parameters and state.
  private func copy(of method: UOTRCL) throws -> UOTRCL {
    var copy = try UOTRCL(
      options: method.options, task: rows.task(batchSize: 20, epochs: 6),
      random: RandomStream(seed: 99, domain: "other"))
    copy.parameters = method.parameters
    try copy.restore(method.state)
    return copy
  }

  @Test func arraysOfTheState() throws {
    var fit = try fit()
    try fit.run(until: 2)
    #expect(fit.method.state.names.isEmpty)
    try fit.run(until: 3)
    let state = fit.method.state
    #expect(
      state.names == [
        "plan", "mass", "prior", "targets", "prototypes", "relation", "posterior", "noise-rates",
        "witness-weights", "voting-neighbours",
      ])
    #expect(state["posterior"]?.shape == [120, 4])
    #expect(state["noise-rates"]?.shape == [2])
    #expect(state["witness-weights"]?.shape == [5])
    #expect(state["plan"]?.shape == [120, 4])
    #expect(state["mass"]?.shape == [])
    #expect(state["prior"]?.shape == [4])
    #expect(state["targets"]?.shape == [120, 4])
    #expect(state["prototypes"]?.shape == [4, 8])
    #expect(state["relation"]?.shape == [4])
  }

  @Test(arguments: [1, 2, 4]) func resumesAtTheSameBits(epoch: Int) throws {
    var whole = try fit()
    try whole.run()
    var first = try fit()
    try first.run(until: epoch)
    var second = first
    second.method = try copy(of: first.method)
    #expect(second.method.state == first.method.state)
    try second.run()
    #expect(second.method.parameters == whole.method.parameters)
    #expect(second.method.state == whole.method.state)
    #expect(second.losses == whole.losses)
    #expect(second.records == whole.records)
  }

  @Test func resumesWithinAnEpoch() throws {
    var whole = try fit()
    try whole.run(until: 3)
    _ = try whole.beginEpoch()
    var resumed = whole
    for step in 0..<6 {
      if step == 3 { resumed.method = try copy(of: resumed.method) }
      let batch = rows.batch(Array(step * 20..<step * 20 + 20))
      let a = try whole.step(batch, progress: whole.progress(step: step))
      let b = try resumed.step(batch, progress: resumed.progress(step: step))
      #expect(a == b)
    }
    #expect(resumed.method.state == whole.method.state)
    #expect(resumed.method.parameters == whole.method.parameters)
  }

  @Test func damagedStateIsRefused() throws {
    var fit = try fit()
    try fit.run(until: 3)
    var missing = fit.method.state
    missing["prior"] = nil
    var method = fit.method
    #expect(
      text { try method.restore(missing) }
        == "the array 'prior' is missing; present: plan, mass, targets, prototypes, relation, "
        + "posterior, noise-rates, witness-weights, voting-neighbours")
    missing = fit.method.state
    missing["posterior"] = nil
    #expect(
      text { try method.restore(missing) }
        == "the array 'posterior' is missing; present: plan, mass, prior, targets, prototypes, "
        + "relation, noise-rates, witness-weights, voting-neighbours")
    var other = fit.method.state
    other["targets"] = NamedArray(Matrix<Float>(rows: 119, columns: 4))
    #expect(
      text { try method.restore(other) }
        == "the array 'targets' has shape [119, 4], not [120, 4]")
    #expect(method.state == fit.method.state)
  }

  @Test func stepsAfterWarmupNeedAPlan() throws {
    var fit = try fit()
    let progress = FitProgress(epoch: 3, epochs: 6, step: 1, stepsPerEpoch: 6)
    #expect(
      text { _ = try fit.step(rows.batch(Array(0..<20)), progress: progress) }
        == "method 'uot-rcl' has no transport plan for step 1 of epoch 4, which is after warm-up; "
        + "resume from a checkpoint of this run")
  }

  @Test func sameSeedSameBits() throws {
    var (a, b) = (try fit(), try fit())
    try a.run()
    try b.run()
    #expect(a.method.parameters == b.method.parameters && a.method.state == b.method.state)
    var c = try MemoryFit(UOTRCL.self, .small(), on: rows, epochs: 6, seed: 2)
    try c.run()
    #expect(c.method.parameters != a.method.parameters)
  }

  @Test func cleanLabelsChangeNothing() throws {
    var blind = rows
    for place in blind.parts.indices { blind.parts[place].clean = nil }
    var a = try MemoryFit(UOTRCL.self, .small(), on: rows, epochs: 5)
    var b = try MemoryFit(UOTRCL.self, .small(), on: blind, epochs: 5)
    try a.run()
    try b.run()
    #expect(a.method.parameters == b.method.parameters && a.method.state == b.method.state)
    #expect(a.records[4]["correction-precision"] != nil)
    #expect(b.records[4]["correction-precision"] == nil)
    #expect(b.records[4]["agreement"] == a.records[4]["agreement"])
  }
}

/// The text of the error that `body` throws, or that it threw none.
func text(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return "\(error)"
  }
}
