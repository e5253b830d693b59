import CMRAutodiff
import CMRCPlugin
import CMRDense
import CMRTraining

extension PluginMethod {
  /// The plug-in's loss, put on the tape with the gradient that it gives: by its own parameters, and
  /// through the host's encoders by theirs.
  mutating func step(_ step: TrainingStep) throws -> StepResult<Void> {
    let embeddings = model.encoders.map { encoder in
      encoder.embed(step.tape.constant(step.batch[encoder.name].features), step.parameters)
    }
    let rows = step.batch.parts.enumerated().map { index, part in
      RowsTable(
        part.modality, embeddings.isEmpty ? part.features : embeddings[index].value,
        positions: part.positions, labels: part.labels, wantsGradient: !embeddings.isEmpty)
    }
    let gradients = model.parameters.map { GuardedBuffer(byteCount: $0.byteCount) }
    let frame = try evaluate(step, rows, gradients)
    var derivatives: [(of: Variable<Float>, matrix: Matrix<Float>)] = []
    for (embedding, rows) in zip(embeddings, rows) {
      derivatives.append((embedding, try rows.checkedGradient(frame.call)))
    }
    for (array, gradient) in zip(model.parameters, gradients) {
      let matrix = try gradient.finiteMatrix(of: array, "the gradient by", frame.call)
      derivatives.append((step.parameters[array.name], matrix))
    }
    return StepResult(loss: step.tape.precomputed(Float(frame.loss), derivatives: derivatives))
  }

  /// The call itself.
  private mutating func evaluate(
    _ step: TrainingStep, _ rows: [RowsTable], _ gradients: [GuardedBuffer]
  ) throws -> (loss: Double, call: CallFrame) {
    // A NaN that no computation gives, by which a loss that was never set is known.
    let unset = Double(nan: 0x0C3A, signaling: false)
    var loss = unset
    let parts = unsafe rows.map { unsafe $0.table }
    let host = HostCall(random: step.random)
    let functions = unsafe model.plugin.functions
    let frame = try unsafe withState("step", host, step.progress, gradients) { call in
      unsafe parts.withUnsafeBufferPointer { parts in
        unsafe functions.step(call, parts.baseAddress, &loss)
      }
    }
    for rows in rows { try rows.check(frame) }
    for (array, gradient) in zip(model.parameters, gradients) {
      try frame.check(gradient, "the gradient by '\(array.name)'")
    }
    guard loss.bitPattern != unset.bitPattern else {
      throw TrainingError.pluginNoLoss(Self.name, frame.place)
    }
    return (loss, frame)
  }
}

extension GuardedBuffer {
  /// The matrix of a declared parameter; throws where it holds what is not finite.
  func finiteMatrix(
    of array: DeclaredArray, _ what: String, _ frame: CallFrame
  ) throws(TrainingError) -> Matrix<Float> {
    let matrix = Matrix(
      rows: array.shape[0], columns: array.shape[1], elements: elements(Float.self))
    guard matrix.isFinite() else {
      throw .pluginNotFinite(
        frame.plugin.description.name, "\(what) '\(array.name)'", frame.place)
    }
    return matrix
  }
}
