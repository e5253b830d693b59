import CMRAutodiff
import CMRCPlugin
import CMRDense
import CMRTraining

/// The ways in which a function can be called: with parameters to change, with state to change, with
/// nothing to change.
extension PluginMethod {
  @unsafe
  func frame(
    _ function: String, _ progress: FitProgress?, _ parameters: [cmr_array], _ state: [cmr_array]
  ) -> CallFrame {
    unsafe CallFrame(
      plugin: model.plugin, function: function, task: model.task, progress: progress,
      parameters: parameters, state: state)
  }

  /// Lets `initialise` and `project` change copies of the parameters, which then take their place.
  @unsafe
  mutating func changeParameters(
    _ function: String, _ host: HostCall, _ body: (UnsafePointer<cmr_call>) -> Int32
  ) throws {
    let buffers = model.memory.borrow()
    for (array, buffer) in zip(model.parameters, buffers) {
      buffer.store(parameters[array.name].elements)
    }
    let tables = unsafe zip(model.parameters, buffers).map { array, buffer in
      unsafe array.table(values: buffer.start)
    }
    let frame = unsafe self.frame(function, nil, tables, stateTables())
    try unsafe frame.run(host, body)
    try checkState(frame)
    for (array, buffer) in zip(model.parameters, buffers) {
      try frame.check(buffer, "the parameter '\(array.name)'")
      try buffer.checkFinite("the parameter '\(array.name)'", frame)
      parameters.withMutable(array.name) { buffer.copy(to: &$0) }
    }
  }

  /// Lets `begin_epoch`, `step` and `end_epoch` change the state; the parameters are as they are.
  @unsafe
  mutating func withState(
    _ function: String, _ host: HostCall, _ progress: FitProgress?,
    _ gradients: [GuardedBuffer] = [], _ body: (UnsafePointer<cmr_call>) -> Int32
  ) throws -> CallFrame {
    let state = unsafe stateTables()
    let place = unsafe self.frame(function, progress, [], []).place
    let frame = try unsafe constants.withAddresses(Self.name, place) { addresses in
      let tables = unsafe model.parameters.enumerated().map { index, array in
        unsafe array.table(
          values: addresses[index], gradient: gradients.isEmpty ? nil : gradients[index].start)
      }
      let frame = unsafe self.frame(function, progress, tables, state)
      try unsafe frame.run(host, body)
      return frame
    }
    try checkState(frame)
    return frame
  }

  /// The embeddings of `features` by the plug-in's own encoders.
  func embedByPlugin(_ features: Matrix<Float>, _ modality: Int) throws -> Matrix<Float> {
    let rows = RowsTable(model.task.names[modality], features)
    let result = GuardedBuffer(byteCount: 4 * features.rows * model.columns)
    let state = unsafe arrays.map { unsafe $0.declaration.table(values: $0.buffer.start) }
    let place = unsafe self.frame("embed", nil, [], []).place
    let before = arrays.map(\.fingerprint)
    try unsafe constants.withAddresses(Self.name, place) { addresses in
      let tables = unsafe zip(model.parameters, addresses).map { unsafe $0.table(values: $1) }
      let frame = unsafe self.frame("embed", nil, tables, state)
      let table = unsafe rows.table
      try unsafe frame.run { call in
        unsafe withUnsafePointer(to: table) { table in
          unsafe model.plugin.functions.embed(
            call, Int32(modality), table, Int64(model.columns),
            result.start.assumingMemoryBound(to: Float.self))
        }
      }
      try rows.check(frame)
      try frame.check(result, "the embeddings of '\(rows.modality)'")
      try checkState(frame)
    }
    for (array, old) in zip(arrays, before) where array.fingerprint != old {
      throw TrainingError.pluginWroteConstant(
        Self.name, "the state '\(array.declaration.name)'", place)
    }
    return Matrix(
      rows: features.rows, columns: model.columns, elements: result.elements(Float.self))
  }

  private var constants: ConstantMatrices {
    let names = model.parameters.map(\.name)
    return ConstantMatrices(names: names, matrices: names.map { parameters[$0] })
  }

  /// The state, in memory of this value's own.
  @unsafe
  private mutating func stateTables() -> [cmr_array] {
    for index in arrays.indices { arrays[index].makeUnique() }
    return unsafe arrays.map { unsafe $0.declaration.table(values: $0.buffer.start) }
  }

  private func checkState(_ frame: CallFrame) throws(TrainingError) {
    for array in arrays { try frame.check(array.buffer, "the state '\(array.declaration.name)'") }
  }
}

extension StateArray {
  fileprivate var fingerprint: Fingerprint {
    unsafe Fingerprint(buffer.start, byteCount: buffer.byteCount)
  }
}
