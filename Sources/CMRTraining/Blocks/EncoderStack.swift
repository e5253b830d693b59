public import CMRAutodiff
public import CMRDense
public import CMRRandom

/// An encoder: linear layers with ReLU between them, rows of unit length at the end.
///
/// The stack is only the description; the numbers live in the method's parameters as
/// `NAME.0.weight` `[in, out]`, `NAME.0.bias` `[1, out]`, `NAME.1.weight` and so on. No dropout and
/// no batch normalisation, so training and evaluation compute the same.
///
/// ```swift
/// let image = EncoderStack(name: "image", inputs: 4096, options: options.encoder)
/// parameters = Parameters(image.initialParameters(random) + text.initialParameters(random))
/// let z = image.embed(step.tape.constant(features), step.parameters)      // [n, D] -> [n, L]
/// ```
public struct EncoderStack: Sendable, Equatable {
  /// The name before the dot of the parameters' names, usually the modality's.
  public let name: String
  /// The lengths of rows between layers: D, the hidden widths, L.
  public let widths: [Int]

  /// An encoder of rows of length `inputs`.
  public init(name: String, inputs: Int, options: EncoderOptions) {
    self.name = name
    widths = [inputs] + options.hidden + [options.dimension]
  }

  /// The number of linear layers.
  public var depth: Int { widths.count - 1 }

  /// Initial weights and biases as `torch.nn.Linear` draws them: uniform in ±1 / sqrt(fan in).
  ///
  /// Every array has a stream of its own, named after it: another depth does not change the first
  /// layer's numbers.
  public func initialParameters(
    _ random: RandomStream
  ) -> [(name: String, matrix: Matrix<Float>)] {
    var parameters: [(name: String, matrix: Matrix<Float>)] = []
    for layer in 0..<depth {
      let (inputs, outputs) = (widths[layer], widths[layer + 1])
      for (name, rows) in [(weight(layer), inputs), (bias(layer), 1)] {
        var stream = RandomStream(seed: random.seed, domain: "\(random.domain)/\(name)")
        let matrix = Matrix<Float>.fanInUniform(rows: rows, columns: outputs, fanIn: inputs) {
          stream.uniform()
        }
        parameters.append((name, matrix))
      }
    }
    return parameters
  }

  /// The embeddings `[n, L]` of `features` `[n, D]`, on their tape.
  public func embed(
    _ features: Variable<Float>, _ parameters: ParameterVariables<Float>
  ) -> Variable<Float> {
    var rows = features
    for layer in 0..<depth {
      rows = rows.linear(
        parameters[weight(layer)], parameters[bias(layer)],
        activation: layer < depth - 1 ? .relu : .identity)
    }
    return rows.normaliseRows()
  }

  /// The embeddings `[n, L]` of `features` `[n, D]`, without a tape: for evaluation.
  public func embed(_ features: Matrix<Float>, _ parameters: Parameters<Float>) -> Matrix<Float> {
    var rows = features
    for layer in 0..<depth {
      rows = Matrix.product(rows, parameters[weight(layer)])
      rows.add(row: parameters[bias(layer)].span)
      if layer < depth - 1 { rows.rectify() }
    }
    rows.normaliseRows()
    return rows
  }

  private func weight(_ layer: Int) -> String { "\(name).\(layer).weight" }
  private func bias(_ layer: Int) -> String { "\(name).\(layer).bias" }
}

extension Matrix<Float> {
  /// Puts 0 in place of every negative element.
  fileprivate mutating func rectify() {
    var elements = mutableSpan
    for index in elements.indices { elements[index] = max(elements[index], 0) }
  }
}
