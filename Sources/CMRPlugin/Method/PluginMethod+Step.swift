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
    let gradients = model.memory.zeros()
    let frame = try evaluate(step, rows, gradients)
    var derivatives: [(of: Variable<Float>, add: DerivativeAdder<Float>)] = []
    for (embedding, rows) in zip(embeddings, rows) {
      let gradient = try rows.checkedGradient(frame.call)
      derivatives.append((embedding, { gradient.add(to: &$0, scale: $1) }))
    }
    for (array, gradient) in zip(model.parameters, gradients) {
      try gradient.checkFinite("the gradient by '\(array.name)'", frame.call)
      derivatives.append((step.parameters[array.name], { gradient.add(to: &$0, scale: $1) }))
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
  /// Throws where the plug-in left a number that is not finite; `what` it is the numbers of.
  func checkFinite(
    _ what: @autoclosure () -> String, _ frame: CallFrame
  ) throws(TrainingError) {
    if !isFinite { throw .pluginNotFinite(frame.plugin.description.name, what(), frame.place) }
  }
}
