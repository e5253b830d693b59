import CMRAutodiff
import CMRDense
import CMRTestSupport
import Testing

/// Optimisers against torch, step by step, with given gradients.
struct OptimiserGoldenTests {
  static let adamCases: [(name: String, options: AdamOptions, learningRate: Double)] = [
    ("adam_mrl", AdamOptions(betas: (0.5, 0.999)), 1e-4),
    ("adam_wd", AdamOptions(weightDecay: .coupled(0.01)), 1e-3),
    ("adam_adamw", AdamOptions(weightDecay: .decoupled(0.01)), 1e-3),
    ("adam_amsgrad", AdamOptions(amsgrad: true), 1e-3),
  ]

  @Test(.needsSharedData("golden"), arguments: adamCases.indices)
  func adam(index: Int) throws {
    let (name, options, learningRate) = Self.adamCases[index]
    try Self.checkAdam("\(name)_f64", options, learningRate, relative: 1e-13, Double.self)
    try Self.checkAdam("\(name)_f32", options, learningRate, relative: 5e-7, Float.self)
  }

  static func checkAdam<Scalar: DenseScalar>(
    _ name: String, _ options: AdamOptions, _ learningRate: Double, relative: Double,
    _: Scalar.Type
  ) throws {
    let golden = try Golden(named: name)
    // A first moment may nearly cancel, and torch's vectorised lerp rounds once where we round
    // twice. So its error is measured on the scale of what went in: the largest gradient so far,
    // with the penalty.
    var scales = try golden.array("p0").values.map { _ in 1e-300 }
    if case .coupled(let strength) = options.weightDecay {
      scales = try golden.array("p0").values.map { max(1e-300, strength * abs($0)) }
    }
    try check(golden, learningRate, relative: relative) {
      Adam<Scalar>(for: $0, options: options)
    } eachStep: { step, gradient, optimiser in
      scales = zip(scales, gradient.elements).map { max($0, abs(Double($1))) }
      let range = (step * scales.count)..<((step + 1) * scales.count)
      let first = zip(optimiser.state.arrays["p/first-moment"].elements, scales).map {
        Double($0) / $1
      }
      let expected = zip(try golden.array("exp_avg").values[range], scales).map { $0 / $1 }
      expectClose(first, expected, absolute: relative, "first moment after step \(step + 1)")
      expectClose(
        optimiser.state.arrays["p/second-moment"].elements,
        Array(try golden.array("exp_avg_sq").values[range]), relative: relative,
        "second moment after step \(step + 1)")
    }
  }

  @Test(.needsSharedData("golden"))
  func sgd() throws {
    try Self.check(Golden(named: "sgd_momentum"), 0.05, relative: 1e-13) {
      SGD<Double>(for: $0, options: SGDOptions(momentum: 0.9, weightDecay: 1e-3))
    } eachStep: { _, _, _ in
    }
  }

  static func check<Scalar: DenseScalar, O: Optimiser<Scalar>>(
    _ golden: Golden, _ learningRate: Double, relative: Double,
    _ make: (Parameters<Scalar>) -> O,
    eachStep: (Int, Matrix<Scalar>, O) throws -> Void
  ) throws {
    let gradients = LossGoldenTests.matrix(try golden.array("grads"), Scalar.self)
    let initial = LossGoldenTests.matrix(try golden.array("p0"), Scalar.self)
    let expected = try golden.array("params").values
    var parameters = Parameters([("p", initial)])
    var optimiser = make(parameters)
    let count = gradients.columns
    for step in 0..<gradients.rows {
      let gradient = gradients.rows(step..<step + 1)
      optimiser.step(&parameters, ["p": gradient], learningRate)
      expectClose(
        parameters["p"].elements, Array(expected[step * count..<(step + 1) * count]),
        absolute: 1e-16, relative: relative, "parameters after step \(step + 1)")
      try eachStep(step, gradient, optimiser)
    }
  }

  @Test(.needsSharedData("golden"))
  func cosine() throws {
    let expected = try Golden(named: "cosine_lr").array("lr").values
    let schedule = Schedule.cosine(total: 100, floor: 0)
    let rates = expected.indices.map { schedule.rate(1e-4, at: $0) }
    expectClose(rates, expected, absolute: 1e-18, relative: 1e-10)
  }
}

extension Optimiser {
  /// One step with given gradients: those of the sum of products of parameters and gradients.
  mutating func step(
    _ parameters: inout Parameters<Scalar>, _ gradients: [String: Matrix<Scalar>],
    _ learningRate: Double
  ) {
    let tape = Tape<Scalar>()
    let variables = tape.parameters(parameters)
    var loss = tape.constant(Matrix(rows: 1, columns: 1))
    for name in variables.names {
      if let gradient = gradients[name] { loss = loss + variables[name].weightedSum(gradient) }
    }
    let found = tape.gradients(of: loss)
    update(&parameters, variables, found, learningRate: learningRate)
  }
}
