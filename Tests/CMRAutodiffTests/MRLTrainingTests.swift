import CMRAutodiff
import CMRDense
import CMRTestSupport
import Testing

/// Five whole training steps of MRL with a tiny model, against torch: forward, both losses,
/// backward and Adam together.
struct MRLTrainingTests {
  @Test(.needsSharedData("golden"))
  func fiveStepsInDouble() throws {
    try Self.check(Golden(named: "mrl_tiny_train_f64"), Double.self, tolerance: 1e-10)
  }

  @Test(.needsSharedData("golden"))
  func fiveStepsInFloat() throws {
    try Self.check(Golden(named: "mrl_tiny_train_f32"), Float.self, tolerance: 2e-5)
  }

  static func check<Scalar: DenseScalar>(
    _ golden: Golden, _: Scalar.Type, tolerance: Double
  ) throws {
    var parameters: Parameters<Scalar> = try initial(golden)
    var optimiser = Adam(for: parameters, options: AdamOptions(betas: (0.5, 0.999)))
    let tape = Tape<Scalar>()
    var losses: [Scalar] = []
    for step in 0..<5 {
      parameters.withMutable("C") { $0.normaliseColumns() }
      tape.reset()
      let variables = tape.parameters(parameters)
      let loss = try loss(golden, step, tape, variables)
      losses.append(loss.scalar)
      let gradients = tape.gradients(of: loss)
      if step == 0 {
        for name in parameters.names {
          let gradient = inTorchLayout(name, gradients[variables[name]])
          expectClose(
            gradient.elements, try golden.array("g_\(name)").values, absolute: tolerance,
            "gradient of \(name)")
        }
      }
      optimiser.update(&parameters, variables, gradients, learningRate: 1e-2)
    }
    expectClose(losses, try golden.array("losses").values, absolute: tolerance, "losses")
    for name in parameters.names {
      expectClose(
        inTorchLayout(name, parameters[name]).elements, try golden.array("final_\(name)").values,
        absolute: tolerance, "final \(name)")
    }
  }

  /// Our weights are [in, out], torch's [out, in].
  static func inTorchLayout<Scalar: DenseScalar>(
    _ name: String, _ matrix: Matrix<Scalar>
  ) -> Matrix<Scalar> {
    name == "C" ? matrix : matrix.transposed()
  }

  static func initial<Scalar: DenseScalar>(_ golden: Golden) throws -> Parameters<Scalar> {
    let names = ["i", "t"].flatMap { modality in (0..<6).map { "\(modality)\($0)" } } + ["C"]
    return Parameters(
      try names.map { name in
        let array = try golden.array(name)
        let rows = array.shape[0]
        let matrix = Matrix<Scalar>(
          rows: rows, columns: array.values.count / rows, elements: array.values.map { Scalar($0) })
        return (name, inTorchLayout(name, matrix))
      })
  }

  static func loss<Scalar: DenseScalar>(
    _ golden: Golden, _ step: Int, _ tape: Tape<Scalar>, _ variables: ParameterVariables<Scalar>
  ) throws -> Variable<Scalar> {
    let labels = try golden.array("Y").values.map { Int($0) }
    var embeddings: [Variable<Scalar>] = []
    var robust = tape.constant(Matrix(rows: 1, columns: 1))
    for (index, (modality, input)) in [("i", "X"), ("t", "Z")].enumerated() {
      let array = try golden.array(input)
      let size = array.shape[1] * array.shape[2]
      let batch = array.values[step * size..<(step + 1) * size].map { Scalar($0) }
      let x = tape.constant(Matrix(rows: array.shape[1], columns: array.shape[2], elements: batch))
      func layer(_ x: Variable<Scalar>, _ number: Int, _ activation: Activation) -> Variable<Scalar>
      {
        x.linear(
          variables["\(modality)\(2 * number)"], variables["\(modality)\(2 * number + 1)"],
          activation: activation)
      }
      let z = layer(layer(layer(x, 0, .relu), 1, .relu), 2, .identity).normaliseRows()
      embeddings.append(z)
      let count = array.shape[1]
      let start = (2 * step + index) * count
      robust =
        robust
        + z.matmul(variables["C"]).robustClusteringLoss(
          labels: Array(labels[start..<start + count]))
    }
    let contrastive = embeddings[0].multimodalContrastiveLoss(embeddings[1], temperature: 1)
    return robust * 0.7 + contrastive * 0.3
  }
}
