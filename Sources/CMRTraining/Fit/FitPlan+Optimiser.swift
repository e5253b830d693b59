import CMRAutodiff
import CMRDense

extension FitPlan {
  /// The plan's optimiser before its first step.
  func optimiser(for parameters: Parameters<Float>) -> any Optimiser<Float> {
    switch optimiser.kind {
    case .adam:
      let decay: AdamOptions.WeightDecay =
        optimiser.decoupledDecay
        ? .decoupled(optimiser.weightDecay) : .coupled(optimiser.weightDecay)
      return Adam(
        for: parameters,
        options: AdamOptions(
          betas: (optimiser.betas[0], optimiser.betas[1]), epsilon: optimiser.epsilon,
          weightDecay: decay, amsgrad: optimiser.amsgrad))
    case .sgd:
      return SGD(
        for: parameters,
        options: SGDOptions(momentum: optimiser.momentum, weightDecay: optimiser.weightDecay))
    }
  }

  /// The learning rate of an epoch, counted from 0.
  func learningRate(epoch: Int) -> Double {
    let schedule: Schedule =
      switch self.schedule.kind {
      case .constant: .constant
      case .cosine: .cosine(total: epochs, floor: self.schedule.floor)
      case .step: .step(every: self.schedule.every, factor: self.schedule.factor)
      }
    return schedule.rate(optimiser.learningRate, at: epoch)
  }
}

extension NamedArrays {
  /// The arrays of an optimiser, and its step counts as `PARAMETER/steps`.
  init(_ state: OptimiserState<Float>) {
    self.init()
    for name in state.steps.keys.sorted() {
      self["\(name)/\(Self.steps)"] = NamedArray(Int64(state.steps[name] ?? 0))
    }
    for name in state.arrays.names { self[name] = NamedArray(state.arrays[name]) }
  }

  /// The state of an optimiser that these arrays hold.
  func optimiserState() throws(TrainingError) -> OptimiserState<Float> {
    var steps: [String: Int] = [:]
    var matrices: [(name: String, matrix: Matrix<Float>)] = []
    for name in names {
      if name.hasSuffix("/\(Self.steps)") {
        let parameter = String(name.dropLast(Self.steps.count + 1))
        steps[parameter] = Int(try int64s(name, count: 1)[0])
      } else {
        matrices.append((name, try matrix(name)))
      }
    }
    return OptimiserState(steps: steps, arrays: Parameters(matrices))
  }

  private static let steps = "steps"
}
