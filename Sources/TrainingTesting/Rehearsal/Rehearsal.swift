import CMRAutodiff
import CMRBeliefs
import CMRDense
import CMRRandom
import CMRTraining

/// A training loop over a scene, in the order of calls that `TrainingMethod` promises.
struct Rehearsal<Method: TrainingMethod> {
  let scene: Scene
  let options: Method.Options
  let seed: UInt64
  var method: Method
  private var optimiser: Adam<Float>
  /// Where it stands.
  private(set) var epoch = 0
  private(set) var step = 0
  /// What has happened so far.
  private(set) var trace = Trace()
  /// What the method believed of the labels, by epoch.
  private(set) var beliefs: [Beliefs?] = []

  /// Before the first step; throws what the method's `init` throws.
  init(_ options: Method.Options, on scene: Scene, seed: UInt64) throws {
    BLASThreads.set(1)
    self.scene = scene
    self.options = options
    self.seed = seed
    method = try Self.method(options, scene, seed)
    optimiser = Adam(for: method.parameters)
  }

  private static func method(
    _ options: Method.Options, _ scene: Scene, _ seed: UInt64
  ) throws -> Method {
    try Method(
      options: options, task: scene.task,
      random: RandomStream(seed: seed, domain: "conformance/init"))
  }

  /// Where it stands in words.
  var place: String { "\(scene.name), epoch \(epoch + 1), step \(step + 1)" }

  /// The whole run; `pause` is called where the core can save: after each step and each epoch.
  mutating func run(_ pause: (inout Rehearsal) throws -> Void = { _ in }) throws {
    while epoch < scene.task.epochs {
      try beginEpoch()
      while step < scene.task.stepsPerEpoch {
        try takeStep()
        try pause(&self)
      }
      try endEpoch()
      try pause(&self)
    }
  }

  mutating func beginEpoch() throws {
    let context = EpochContext(
      progress: progress, random: random("epoch/\(epoch)"), modalities: scene.modalities,
      source: scene)
    trace.add(try method.beginEpoch(context))
    beliefs.append(method.beliefs)
    step = 0
  }

  mutating func endEpoch() throws {
    trace.add(try method.endEpoch())
    epoch += 1
    step = 0
  }

  /// Projection, loss and gradient, update, `finishStep`.
  mutating func takeStep() throws {
    try method.projectParameters()
    let batch = batch
    let tape = Tape<Float>()
    let variables = tape.parameters(method.parameters)
    let result = try method.step(trainingStep(tape, variables, batch))
    let loss = try checked(result.loss)
    let gradients = tape.gradients(of: result.loss)
    optimiser.update(&method.parameters, variables, gradients, learningRate: 0.01)
    try method.finishStep(batch, progress: progress, kept: result.kept)
    trace.add(loss: loss, at: place)
    step += 1
  }

  /// A method that knows of this one what a checkpoint holds, in its place.
  mutating func replaceByResumed() throws { method = try resumed() }

  /// A fresh method with this one's parameters and state.
  func resumed() throws -> Method {
    var fresh = try Self.method(options, scene, seed)
    fresh.parameters = method.parameters
    try fresh.restore(method.state)
    return fresh
  }

  /// A method before its first step.
  func fresh() throws -> Method { try Self.method(options, scene, seed) }

  /// The rows of the present step.
  private var batch: Batch {
    let order = ShuffledOrder(count: scene.task.trainingRows, seed: seed, epoch: epoch)
    let start = step * scene.task.batchSize
    let end = min(start + scene.task.batchSize, scene.task.trainingRows)
    return scene.batch((start..<end).map { order[$0] })
  }

  private var progress: FitProgress {
    FitProgress(
      epoch: epoch, epochs: scene.task.epochs, step: step,
      stepsPerEpoch: scene.task.stepsPerEpoch)
  }

  private func trainingStep(
    _ tape: Tape<Float>, _ variables: ParameterVariables<Float>, _ batch: Batch
  ) -> TrainingStep {
    TrainingStep(
      batch: batch, progress: progress, tape: tape, parameters: variables,
      random: random("step/\(epoch)/\(step)"))
  }

  private func random(_ use: String) -> RandomStream {
    RandomStream(seed: seed, domain: "conformance/\(use)")
  }

  private func checked(_ loss: Variable<Float>) throws(Finding) -> Float {
    guard loss.rows == 1, loss.columns == 1 else {
      throw Finding(place, "the loss has shape [\(loss.rows), \(loss.columns)], not [1, 1]")
    }
    guard loss.scalar.isFinite else {
      throw Finding(place, "the loss is \(loss.scalar), not a finite number")
    }
    return loss.scalar
  }
}

// MARK: Derivatives

extension Rehearsal {
  /// The loss of the present step with `parameters` in place of the method's; nothing changes.
  func loss(with parameters: Parameters<Float>) throws -> Float {
    try evaluate(parameters) { loss, _, _ in loss.scalar }
  }

  /// The loss of the present step and its derivative by every parameter, in the order of names.
  func derivatives() throws -> (loss: Float, matrices: [Matrix<Float>]) {
    try evaluate(method.parameters) { loss, tape, variables in
      let value = loss.scalar
      let gradients = tape.gradients(of: loss)
      return (value, variables.names.map { gradients[variables[$0]] })
    }
  }

  private func evaluate<Result>(
    _ parameters: Parameters<Float>,
    _ body: (Variable<Float>, Tape<Float>, ParameterVariables<Float>) throws -> Result
  ) throws -> Result {
    var copy = method
    copy.parameters = parameters
    let tape = Tape<Float>()
    let variables = tape.parameters(parameters)
    let result = try copy.step(trainingStep(tape, variables, batch))
    _ = try checked(result.loss)
    return try body(result.loss, tape, variables)
  }
}
