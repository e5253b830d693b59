import CMRAutodiff
import CMRBeliefs
import CMRDense
import CMRRandom
import CMRTraining

/// A method that keeps soft targets, and breaks one promise at a time.
struct Faulty: TrainingMethod {
  enum Fault: String, OptionChoice {
    case none, wrongGradient, hiddenPart, unseeded, peeking, forgottenState, looseRestore
    case renamedArray, sharedObject, undeclared, undeclaredTable, longEmbeddings, blockwise
    case undefined, infinite, failing, shortBeliefs, strangeBelief, forgottenBeliefs
  }

  struct Options: DocumentedOptions {
    var encoder = EncoderOptions(hidden: [9], dimension: 6)
    var fault = Fault.none
    var rate = 0.3

    func validate() throws(TrainingError) {
      try encoder.validate()
      guard rate > 0 else { throw .optionOutOfRange("rate", rate, "above 0") }
    }

    static let help = [
      OptionHelp("encoder.hidden", "widths"), OptionHelp("encoder.dimension", "L"),
      OptionHelp("fault", Fault.self, "the promise broken"), OptionHelp("rate", "of targets"),
    ]
  }

  /// What must not be kept in an object.
  final class Memo: @unchecked Sendable { var shift: Float = 0 }

  static let name = "faulty"
  static let summary = "Breaks one promise at a time."
  static let requirements = MethodRequirements(labelKinds: [.classIndex, .multiHot])

  var parameters: Parameters<Float>
  private let options: Options
  private let encoders: [EncoderStack]
  private let classes: ClassMatrix
  private var targets: Matrix<Float>
  private var shift: Float = 1
  private var history: [[Float]] = []
  private let memo = Memo()
  /// How many epochs this object has seen; no part of the state.
  private var epochs = 0

  init(options: Options, task: RetrievalTask, random: RandomStream) throws {
    self.options = options
    encoders = task.modalities.map {
      EncoderStack(name: $0.name, inputs: $0.dimension, options: options.encoder)
    }
    classes = try ClassMatrix(dimension: options.encoder.dimension, classCount: task.classCount)
    parameters = Parameters(
      encoders.flatMap { $0.initialParameters(random) } + classes.initialParameters(random))
    targets = Matrix(
      rows: task.trainingRows, columns: task.classCount, repeating: 1 / Float(task.classCount))
  }

  static func memory(for task: RetrievalTask, options: Options) -> MemoryDeclaration {
    var memory = MemoryDeclaration()
    guard options.fault != .undeclared else { return memory }
    memory.add("targets", count: task.trainingRows * task.classCount)
    return memory
  }

  var state: NamedArrays {
    var state = NamedArrays()
    state[options.fault == .renamedArray ? "soft targets" : "targets"] = NamedArray(targets)
    if options.fault != .forgottenState { state["shift"] = NamedArray([shift]) }
    return state
  }

  mutating func restore(_ state: NamedArrays) throws {
    let name = options.fault == .renamedArray ? "soft targets" : "targets"
    targets = try state.matrix(name, rows: targets.rows, columns: targets.columns)
    switch options.fault {
    case .forgottenState: break
    case .looseRestore: shift = (try? state.floats("shift"))?.first ?? 1
    default: shift = try state.floats("shift", count: 1)[0]
    }
  }

  mutating func beginEpoch(_ context: EpochContext) throws -> Diagnostics {
    if options.fault == .peeking, context.cleanLabels(of: context.modalities[0]) != nil {
      shift = 2
    }
    if options.fault == .undeclaredTable {
      let rows = context.rows(of: context.modalities[0])
      history = (0..<rows).map { _ in [0, 0, 0] }
    }
    if options.fault == .failing {
      throw TrainingError(code: .methodMisbehaved, message: "no epoch today")
    }
    epochs += 1
    return ["shift": Double(shift)]
  }

  /// The class with the largest target of every row; those after the first epoch.
  var beliefs: Beliefs? {
    var classes = targets.argmaxRows().map { Int32($0) }
    switch options.fault {
    case .shortBeliefs: classes.removeLast()
    case .strangeBelief: classes[3] = -1
    case .forgottenBeliefs: classes[2] = epochs > 1 ? 1 : 0
    default: break
    }
    return Beliefs(classes: classes, isTransported: targets.rowSums().map { $0 > 0.5 })
  }

  mutating func step(_ step: TrainingStep) throws -> StepResult<Matrix<Float>> {
    var terms: [Variable<Float>] = []
    var kept: [Matrix<Float>] = []
    for (encoder, part) in zip(encoders, step.batch.parts) {
      let z = encoder.embed(step.tape.constant(part.features), step.parameters)
      let log = classes.logits(z, step.parameters).logSoftmaxRows()
      let count = Float(part.positions.count)
      let labels = part.labels.oneHot(classCount: targets.columns)
      let given = log.weightedSum(labels) / -count
      let soft = log.weightedSum(targets.gathering(rows: part.positions)) / -count
      terms.append(given + (options.fault == .hiddenPart ? soft.detached() : soft))
      kept.append(log.exp().value)
    }
    var loss = terms.dropFirst().reduce(terms[0], +) * shift
    switch options.fault {
    case .wrongGradient: loss = (loss - 0.1 * loss.detached())
    case .unseeded: loss = loss * Float.random(in: 0.9..<1)
    case .undefined where step.batch.parts[0].features.maximumMagnitude() == 0:
      loss = loss * .nan
    case .infinite where step.progress.epoch == 1: loss = loss * .infinity
    default: break
    }
    return StepResult(loss: loss, keeping: kept[0])
  }

  mutating func finishStep(_ batch: Batch, progress: FitProgress, kept: Matrix<Float>) throws {
    let rate = Float(options.rate)
    for (row, position) in batch.parts[0].positions.enumerated() {
      let moved = zip(targets.row(position), kept.row(row)).map { $0 + rate * ($1 - $0) }
      targets.setRow(position, to: moved)
    }
    shift = 0.9 * shift + 0.05
    memo.shift += 0.1
  }

  func embed(_ features: Matrix<Float>, modality: String) throws -> Matrix<Float> {
    guard let encoder = encoders.first(where: { $0.name == modality }) else { return features }
    var z = encoder.embed(features, parameters)
    switch options.fault {
    case .longEmbeddings: z.scale(by: 2)
    case .blockwise:
      z.add(row: z.columnMeans().span)
      z.normaliseRows()
    case .sharedObject:
      z[0, 0] += memo.shift
      z.normaliseRows()
    default: break
    }
    return z
  }
}
