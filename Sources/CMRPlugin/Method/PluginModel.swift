import CMRCPlugin
import CMRTraining

/// What stays the same of a plug-in's method over a run: the task, the arrays, the host's encoders.
struct PluginModel: Sendable {
  let plugin: Plugin
  let task: TaskTable
  /// In the order of their declaration.
  let parameters: [DeclaredArray]
  let state: [DeclaredArray]
  /// The length of an embedding.
  let columns: Int
  /// Where the plug-in writes what is as large as its parameters.
  let memory: ParameterMemory
  /// The host's encoders in the order of the task; none where the plug-in embeds.
  let encoders: [EncoderStack]

  /// The longest embedding: the host's own limit.
  private static var longest: Int64 { 65_536 }

  /// Asks `plugin` for its arrays; `encoder` is nil where it embeds.
  init(
    _ plugin: Plugin, _ task: RetrievalTask, encoder: EncoderOptions?, options: [Double]
  ) throws {
    let columns = task.modalities.map { encoder?.dimension ?? $0.dimension }
    let table = TaskTable(task, columns: columns, options: options)
    let frame = unsafe CallFrame(
      plugin: plugin, function: "declare", task: table, progress: nil, parameters: [], state: [])
    let host = HostCall(takesDeclarations: true)
    let given = Int64(encoder?.dimension ?? 0)
    var length = given
    try unsafe frame.run(host) { unsafe plugin.functions.declare($0, &length) }
    try Self.check(length, given: given, plugin)
    encoders = task.modalities.compactMap { modality in
      encoder.map { EncoderStack(name: modality.name, inputs: modality.dimension, options: $0) }
    }
    self.plugin = plugin
    self.task = table
    self.columns = Int(length)
    parameters = host.declared.filter { $0.use == .parameter }
    state = host.declared.filter { $0.use == .state }
    memory = ParameterMemory(byteCounts: parameters.map(\.byteCount))
  }

  private static func check(
    _ length: Int64, given: Int64, _ plugin: Plugin
  ) throws(TrainingError) {
    let name = plugin.description.name
    if given != 0, length != given {
      throw .pluginEmbeddingLength(name, length, "\(given), which is the host's to choose")
    }
    guard length >= 1, length <= longest else {
      throw .pluginEmbeddingLength(name, length, "1 to \(longest)")
    }
  }
}
