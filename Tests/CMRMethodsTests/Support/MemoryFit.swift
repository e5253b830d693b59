import CMRAutodiff
import CMRDense
import CMRRandom
import CMRTraining

/// A training loop over rows in memory, in the order of calls that `TrainingMethod` promises.
struct MemoryFit<Method: TrainingMethod> {
  let rows: MemoryRows
  let batchSize: Int
  let epochs: Int
  let learningRate: Double
  let seed: UInt64
  var method: Method
  var optimiser: Adam<Float>
  private(set) var epoch = 0
  /// The diagnostics of every epoch so far.
  private(set) var records: [Diagnostics] = []
  /// The mean loss of every epoch so far.
  private(set) var losses: [Double] = []

  init(
    _: Method.Type, _ options: Method.Options, on rows: MemoryRows, batchSize: Int = 20,
    epochs: Int, learningRate: Double = 1e-3, seed: UInt64 = 1
  ) throws {
    self.rows = rows
    self.batchSize = batchSize
    self.epochs = epochs
    self.learningRate = learningRate
    self.seed = seed
    try options.validate()
    // The number of threads belongs to the process: the same for all tests, so that none sees other
    // bits.
    BLASThreads.set(1)
    method = try Method(
      options: options, task: rows.task(batchSize: batchSize, epochs: epochs),
      random: RandomStream(seed: seed, domain: "init"))
    optimiser = Adam(for: method.parameters, options: AdamOptions(betas: (0.5, 0.999)))
  }

  /// Runs to the end of the plan, or to the end of epoch `end`.
  mutating func run(until end: Int? = nil) throws {
    while epoch < min(end ?? epochs, epochs) { try runEpoch() }
  }

  /// What the method reports at the beginning of the present epoch; changes its state.
  mutating func beginEpoch() throws -> Diagnostics {
    try method.beginEpoch(
      EpochContext(
        progress: progress(step: 0), random: random("epoch"), modalities: rows.modalities,
        source: rows))
  }

  mutating func runEpoch() throws {
    var record = try beginEpoch()
    let order = ShuffledOrder(count: rows.parts[0].given.count, seed: seed, epoch: epoch)
    let count = rows.parts[0].given.count
    var total = 0.0
    for (index, start) in stride(from: 0, to: count, by: batchSize).enumerated() {
      let positions = (start..<min(start + batchSize, count)).map { order[$0] }
      let loss = try step(rows.batch(positions), progress: progress(step: index))
      total += Double(loss) * Double(positions.count)
    }
    losses.append(total / Double(count))
    record.merge(try method.endEpoch())
    records.append(record)
    epoch += 1
  }

  /// One whole step: projection, loss and gradient, update, `finishStep`.
  mutating func step(_ batch: Batch, progress: FitProgress) throws -> Float {
    try method.projectParameters()
    let tape = Tape<Float>()
    let variables = tape.parameters(method.parameters)
    let result = try method.step(
      TrainingStep(
        batch: batch, progress: progress, tape: tape, parameters: variables,
        random: random("step")))
    let loss = result.loss.scalar
    let gradients = tape.gradients(of: result.loss)
    optimiser.update(
      &method.parameters, variables, gradients,
      learningRate: Schedule.cosine(total: epochs, floor: 0).rate(learningRate, at: epoch))
    try method.finishStep(batch, progress: progress, kept: result.kept)
    return loss
  }

  func progress(step: Int) -> FitProgress {
    let rows = rows.parts[0].given.count
    return FitProgress(
      epoch: epoch, epochs: epochs, step: step,
      stepsPerEpoch: (rows + batchSize - 1) / batchSize)
  }

  private func random(_ use: String) -> RandomStream {
    RandomStream(seed: seed, domain: "memory-fit/\(use)/\(epoch)")
  }
}
