import CMRAutodiff
import CMRBeliefs
import CMRDense
import CMRRandom
import CMRTraining

/// Linear encoders, cross entropy, and every kind of state that a method can have.
struct TinyMethod: TrainingMethod {
  struct Options: MethodOptions {
    enum Mood: String, OptionChoice { case calm, wild }
    struct Nested: Codable, Sendable, Equatable {
      var depth = 2
      var names = ["a", "b"]
    }

    var encoder = EncoderOptions(hidden: [5], dimension: 4)
    var temperature: Float = 0.5
    var jitter = true
    var mood = Mood.calm
    var nested = Nested()

    func validate() throws(TrainingError) {
      try encoder.validate()
      if !(temperature > 0) { throw .optionOutOfRange("temperature", temperature, "above 0") }
    }
  }

  static let name = "tiny"
  static let summary = "Cross entropy with one of everything."
  static let requirements = MethodRequirements(minimumBatch: 2)

  var parameters: Parameters<Float>
  private let encoders: [EncoderStack]
  private let classes: ClassMatrix
  private let options: Options
  private let isPaired: Bool
  /// Kept per sample, moved after every step.
  private var targets: Matrix<Float>
  /// Computed from the whole training set at the beginning of an epoch, used by its steps.
  private var prior: [Double]
  private var seen: [Int64]
  private var stream: RandomStream

  init(options: Options, task: RetrievalTask, random: RandomStream) throws {
    encoders = task.modalities.map {
      EncoderStack(name: $0.name, inputs: $0.dimension, options: options.encoder)
    }
    classes = try ClassMatrix(dimension: options.encoder.dimension, classCount: task.classCount)
    parameters = Parameters(
      encoders.flatMap { $0.initialParameters(random) } + classes.initialParameters(random))
    targets = Matrix(
      rows: task.trainingRows, columns: task.classCount, repeating: 1 / Float(task.classCount))
    prior = Array(repeating: 1 / Double(task.classCount), count: task.classCount)
    seen = [0]
    stream = RandomStream(seed: random.seed, domain: "tiny")
    self.options = options
    isPaired = task.isPaired
  }

  static func memory(for task: RetrievalTask, options: Options) -> MemoryDeclaration {
    var memory = MemoryDeclaration()
    memory.add("targets", count: task.trainingRows * task.classCount)
    return memory
  }

  var state: NamedArrays {
    var state = NamedArrays()
    state["targets"] = NamedArray(targets)
    state["prior"] = NamedArray(prior)
    state["seen"] = NamedArray(seen)
    state["stream"] = NamedArray(stream.position)
    return state
  }

  mutating func restore(_ state: NamedArrays) throws {
    targets = try state.matrix("targets", rows: targets.rows, columns: targets.columns)
    prior = try state.doubles("prior", count: prior.count)
    seen = try state.int64s("seen", count: 1)
    stream.position = try state.uint64s("stream", count: 1)[0]
  }

  mutating func beginEpoch(_ context: EpochContext) throws -> Diagnostics {
    let z = try context.embeddings(of: context.modalities[0]) {
      try embed($0, modality: context.modalities[0])
    }
    let probabilities = classes.logits(z, parameters).softmaxRows()
    prior = probabilities.columnMeans().map(Double.init)
    var random = context.random
    let given = context.labels(of: context.modalities[0]).indices ?? []
    let clean = context.cleanLabels(of: context.modalities[0])?.indices ?? []
    let right = zip(given, clean).count { $0 == $1 }
    return ["draw": random.uniform(), "right": Double(right) / Double(max(1, given.count))]
  }

  /// The largest target of every row, once targets have moved.
  var beliefs: Beliefs? {
    guard isPaired, seen[0] > 0 else { return nil }
    let threshold = 1.1 / Float(targets.columns)
    return Beliefs(
      classes: targets.argmaxRows().map { Int32($0) },
      isTransported: (0..<targets.rows).map { targets.row($0).max() ?? 0 > threshold })
  }

  mutating func projectParameters() { classes.project(&parameters) }

  mutating func step(_ step: TrainingStep) throws -> StepResult<Matrix<Float>> {
    var random = step.random
    let jitter = options.jitter ? Float(0.9 + 0.1 * random.uniform() + 0.1 * stream.uniform()) : 1
    var loss: Variable<Float>?
    var kept = Matrix<Float>(rows: 0, columns: 0, elements: [])
    for (encoder, part) in zip(encoders, step.batch.parts) {
      let z = encoder.embed(step.tape.constant(part.features), step.parameters)
      let log = (classes.logits(z, step.parameters) / options.temperature).logSoftmaxRows()
      kept = log.softmaxRows().value
      let own = -log.pick((part.labels.indices ?? []).map(Int.init)).mean()
      let scaled = targets.gathering(rows: part.positions).map { $0 * Float(prior[0]) }
      let soft = -log.weightedSum(scaled) / Float(part.positions.count)
      loss = loss.map { $0 + own + soft } ?? (own + soft)
    }
    guard let loss else { throw TrainingError(code: .methodMisbehaved, message: "no modality") }
    return StepResult(loss: loss * jitter, keeping: kept)
  }

  mutating func finishStep(_ batch: Batch, progress: FitProgress, kept: Matrix<Float>) throws {
    for (row, position) in batch.parts[0].positions.enumerated() {
      targets.setRow(
        position, to: zip(targets.row(position), kept.row(row)).map { 0.9 * $0 + 0.1 * $1 })
    }
    seen[0] += Int64(batch.rows)
  }

  func embed(_ features: Matrix<Float>, modality: String) throws -> Matrix<Float> {
    guard let encoder = encoders.first(where: { $0.name == modality }) else { return features }
    return encoder.embed(features, parameters)
  }
}
