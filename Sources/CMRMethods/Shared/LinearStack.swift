import CMRAutodiff
import CMRDense
import CMRRandom

/// Linear layers with ReLU between them and no normalisation at the end: for methods whose losses
/// look at lengths.
///
/// Parameters are named and drawn as `EncoderStack` does: `NAME.0.weight` `[in, out]`, `NAME.0.bias`.
struct LinearStack: Sendable {
  let name: String
  /// The lengths of rows between layers.
  let widths: [Int]
  /// Whether ReLU also follows the last layer.
  var endsRectified = false

  var depth: Int { widths.count - 1 }

  /// Uniform in ±1 / sqrt(fan in), each array from a stream of its own.
  func initialParameters(_ random: RandomStream) -> [(name: String, matrix: Matrix<Float>)] {
    (0..<depth).flatMap { layer in
      [(weight(layer), widths[layer]), (bias(layer), 1)].map { name, rows in
        var stream = RandomStream(seed: random.seed, domain: "\(random.domain)/\(name)")
        let matrix = Matrix<Float>.fanInUniform(
          rows: rows, columns: widths[layer + 1], fanIn: widths[layer]
        ) { stream.uniform() }
        return (name: name, matrix: matrix)
      }
    }
  }

  /// `[n, in]` to `[n, out]` on the tape.
  func callAsFunction(
    _ rows: Variable<Float>, _ parameters: ParameterVariables<Float>
  ) -> Variable<Float> {
    (0..<depth).reduce(rows) { rows, layer in
      rows.linear(
        parameters[weight(layer)], parameters[bias(layer)],
        activation: isRectified(layer) ? .relu : .identity)
    }
  }

  /// The same without a tape.
  func callAsFunction(_ rows: Matrix<Float>, _ parameters: Parameters<Float>) -> Matrix<Float> {
    (0..<depth).reduce(rows) { rows, layer in
      var next = Matrix.product(rows, parameters[weight(layer)])
      next.add(row: parameters[bias(layer)].span)
      return isRectified(layer) ? next.map { max($0, 0) } : next
    }
  }

  private func isRectified(_ layer: Int) -> Bool { layer < depth - 1 || endsRectified }
  private func weight(_ layer: Int) -> String { "\(name).\(layer).weight" }
  private func bias(_ layer: Int) -> String { "\(name).\(layer).bias" }
}
