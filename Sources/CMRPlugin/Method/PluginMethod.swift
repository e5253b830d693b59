import CMRAutodiff
import CMRCPlugin
import CMRDense
import CMRRandom
import CMRTraining

/// A method that a library is behind.
protocol PluginBacked {
  static var plugin: Plugin { get }
}

/// The method of the plug-in that sits at `Slot`, as the core knows methods.
///
/// All that a plug-in's functions work on lies here, as values; the library itself keeps nothing, so a
/// copy is a copy and a checkpoint is everything.
struct PluginMethod<Slot: PluginSlot>: TrainingMethod, PluginBacked {
  typealias Options = PluginOptions<Slot>

  static var plugin: Plugin { Slot.plugin }

  static var name: String { Slot.plugin.description.name }
  static var summary: String { Slot.plugin.description.summary }
  static var sources: [String] { Slot.plugin.description.sources }
  static var requirements: MethodRequirements { Slot.plugin.description.requirements }
  static var origin: MethodOrigin? { Slot.plugin.origin }

  var parameters: Parameters<Float>
  let model: PluginModel
  var arrays: [StateArray]

  /// What the plug-in declares as state, and where it writes its gradients; what is wrong with a declaration is told by `init`.
  static func memory(for task: RetrievalTask, options: Options) -> MemoryDeclaration {
    var memory = MemoryDeclaration()
    let model = try? PluginModel(
      Slot.plugin, task, encoder: options.encoder, options: options.values)
    for array in model?.state ?? [] {
      memory.add(array.name, count: array.count, bytesPerElement: array.type.width)
    }
    if let parameters = model?.parameters, !parameters.isEmpty {
      memory.add("the plug-in's gradients", count: parameters.reduce(0) { $0 + $1.count })
    }
    return memory
  }

  init(options: Options, task: RetrievalTask, random: RandomStream) throws {
    model = try PluginModel(Slot.plugin, task, encoder: options.encoder, options: options.values)
    arrays = model.state.map { StateArray($0) }
    let encoders = model.encoders.flatMap { $0.initialParameters(random) }
    for array in model.parameters where encoders.contains(where: { $0.name == array.name }) {
      throw TrainingError.pluginNameTaken(Self.name, array.name)
    }
    let own = model.parameters.map {
      (name: $0.name, matrix: Matrix<Float>(rows: $0.shape[0], columns: $0.shape[1]))
    }
    parameters = Parameters(encoders + own)
    let stream = RandomStream(seed: random.seed, domain: "\(random.domain)/plugin")
    let function = unsafe model.plugin.functions.initialise
    try unsafe changeParameters("initialise", HostCall(random: stream)) {
      unsafe function?($0) ?? CMR_OK
    }
  }

  var state: NamedArrays {
    var state = NamedArrays()
    for array in arrays { state[array.declaration.name] = array.named }
    return state
  }

  mutating func restore(_ state: NamedArrays) throws {
    for index in arrays.indices { try arrays[index].restore(state) }
  }

  mutating func projectParameters() throws {
    guard let function = unsafe model.plugin.functions.project else { return }
    try unsafe changeParameters("project", HostCall()) { unsafe function($0) }
  }

  func embed(_ features: Matrix<Float>, modality: String) throws -> Matrix<Float> {
    guard let index = model.task.names.firstIndex(of: modality) else {
      throw TrainingError.pluginUntrained(Self.name, modality, model.task.names)
    }
    guard let encoder = model.encoders.isEmpty ? nil : model.encoders[index] else {
      return try embedByPlugin(features, index)
    }
    return encoder.embed(features, parameters)
  }
}
