import CMRAutodiff
import CMRDense
import CMRMethods
import CMRRandom
import CMRTestSupport
import CMRTraining
import Testing

/// Five whole MRL steps, computed by torch: through the method, the step and the optimiser that
/// real training uses.
@Suite struct MRLGoldenTests {
  /// torch's parameters (out, in) as the encoders name them.
  private static let names = [
    ("i0", "image.0.weight"), ("i1", "image.0.bias"), ("i2", "image.1.weight"),
    ("i3", "image.1.bias"), ("i4", "image.2.weight"), ("i5", "image.2.bias"),
    ("t0", "text.0.weight"), ("t1", "text.0.bias"), ("t2", "text.1.weight"),
    ("t3", "text.1.bias"), ("t4", "text.2.weight"), ("t5", "text.2.bias"), ("C", "classes"),
  ]

  @Test(.needsSharedData("golden/mrl_tiny_train_f32.json"))
  func fiveSteps() throws {
    let golden = try Golden(named: "mrl_tiny_train_f32")
    let task = RetrievalTask(
      modalities: [
        .init(name: "image", dimension: 12, trainingRows: 8),
        .init(name: "text", dimension: 5, trainingRows: 8),
      ], isPaired: true, classCount: 4, labelKind: .classIndex, batchSize: 8, epochs: 5)
    var options = MRL.Options()
    options.encoder = EncoderOptions(hidden: [9, 9], dimension: 6)
    var method = try MRL(
      options: options, task: task, random: RandomStream(seed: 1, domain: "init"))
    #expect(method.parameters.names == Self.names.map(\.1))
    for (short, name) in Self.names {
      method.parameters[name] = try matrix(golden, short, like: method.parameters[name])
    }
    var optimiser = Adam(for: method.parameters, options: AdamOptions(betas: (0.5, 0.999)))
    var losses: [Float] = []
    for index in 0..<5 {
      method.projectParameters()
      let tape = Tape<Float>()
      let variables = tape.parameters(method.parameters)
      let progress = FitProgress(epoch: index, epochs: 5, step: 0, stepsPerEpoch: 1)
      let result = try method.step(
        TrainingStep(
          batch: try batch(golden, index), progress: progress, tape: tape, parameters: variables,
          random: RandomStream(seed: 1, domain: "step")))
      losses.append(result.loss.scalar)
      let gradients = tape.gradients(of: result.loss)
      if index == 0 {
        for (short, name) in Self.names {
          let expected = try matrix(golden, "g_" + short, like: method.parameters[name])
          expectClose(
            gradients[variables[name]].elements, expected.elements.map { Double($0) },
            absolute: 1e-6, relative: 1e-5, "gradient of \(name)")
        }
      }
      optimiser.update(&method.parameters, variables, gradients, learningRate: 1e-2)
    }
    expectClose(losses, try golden.array("losses").values, absolute: 2e-6, "losses")
    for (short, name) in Self.names {
      let expected = try matrix(golden, "final_" + short, like: method.parameters[name])
      expectClose(
        method.parameters[name].elements, expected.elements.map { Double($0) }, absolute: 2e-5,
        "\(name) after five steps")
    }
  }

  /// The same in Double, where nothing is lost to rounding: the method's loss around encoders written here.
  @Test(.needsSharedData("golden/mrl_tiny_train_f64.json"))
  func fiveStepsInDouble() throws {
    let golden = try Golden(named: "mrl_tiny_train_f64")
    func matrix(_ name: String) throws -> Matrix<Double> {
      let array = try golden.array(name)
      let rows = array.shape.count == 2 ? array.shape[0] : 1
      return Matrix(rows: rows, columns: array.values.count / rows, elements: array.values)
    }
    var parameters = Parameters(try Self.names.map { ($0.0, try matrix($0.0)) })
    var optimiser = Adam(for: parameters, options: AdamOptions(betas: (0.5, 0.999)))
    let loss = MRLLoss(beta: 0.7, contrastTemperature: 1)
    for index in 0..<5 {
      parameters.withMutable("C") { $0.normaliseColumns() }
      let tape = Tape<Double>()
      let variables = tape.parameters(parameters)
      let batch = try batch(golden, index)
      let z = try [("i", "X"), ("t", "Z")].map { prefix, array in
        var rows = tape.constant(try features(golden, array, index))
        for layer in [0, 2, 4] {
          // torch's weights are (out, in).
          rows = rows.matmul(variables["\(prefix)\(layer)"], transposingB: true)
            .addRow(variables["\(prefix)\(layer + 1)"])
          if layer < 4 { rows = rows.relu() }
        }
        return rows.normaliseRows()
      }
      let labels = batch.parts.map { $0.labels.indices ?? [] }
      let value = loss.loss(z.map { $0.matmul(variables["C"]) }, z, labels)
      let expected = try golden.array("losses").values[index]
      expectClose([value.scalar], [expected], absolute: 1e-11, "loss \(index)")
      let gradients = tape.gradients(of: value)
      if index == 0 {
        for (name, _) in Self.names {
          expectClose(
            gradients[variables[name]].elements, try matrix("g_" + name).elements,
            absolute: 1e-12, "gradient of \(name)")
        }
      }
      optimiser.update(&parameters, variables, gradients, learningRate: 1e-2)
    }
    for (name, _) in Self.names {
      expectClose(
        parameters[name].elements, try matrix("final_" + name).elements, absolute: 1e-9, name)
    }
  }

  private func features(_ golden: Golden, _ name: String, _ index: Int) throws -> Matrix<Double> {
    let array = try golden.array(name)
    let size = 8 * array.shape[2]
    return Matrix(
      rows: 8, columns: array.shape[2],
      elements: Array(array.values[index * size..<(index + 1) * size]))
  }

  private func batch(_ golden: Golden, _ index: Int) throws -> Batch {
    let labels = try golden.array("Y").values.map { Int32($0) }
    let parts = try [("image", "X", 12, 0), ("text", "Z", 5, 1)].map { name, array, width, place in
      let values = try golden.array(array).values[index * 8 * width..<(index + 1) * 8 * width]
      let start = (index * 2 + place) * 8
      return Batch.Part(
        modality: name, positions: Array(0..<8),
        features: Matrix(rows: 8, columns: width, elements: values.map { Float($0) }),
        labels: .classIndices(Array(labels[start..<start + 8])))
    }
    return Batch(parts: parts)
  }

  /// The golden array, transposed from torch's (out, in) where ours is a weight.
  private func matrix(
    _ golden: Golden, _ name: String, like parameter: Matrix<Float>
  ) throws -> Matrix<Float> {
    let elements = try golden.array(name).values.map { Float($0) }
    let isWeight = !name.hasSuffix("C") && parameter.rows > 1
    guard isWeight else {
      return Matrix(rows: parameter.rows, columns: parameter.columns, elements: elements)
    }
    return Matrix(rows: parameter.columns, columns: parameter.rows, elements: elements)
      .transposed()
  }
}
