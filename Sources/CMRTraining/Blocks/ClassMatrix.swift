public import CMRAutodiff
public import CMRDense
public import CMRRandom

/// The class matrix W `[L, K]` that embeddings are compared with: column k stands for class k.
///
/// Initially the first K columns of a random orthogonal `[L, L]` matrix (MRL, CVPR 2021), so
/// classes start at right angles; that needs K <= L. MRL makes the columns unit vectors again
/// before every step: call ``project(_:)`` from `projectParameters()`.
public struct ClassMatrix: Sendable, Equatable {
  /// The parameter's name.
  public let name: String
  /// The length L of an embedding.
  public let dimension: Int
  /// The number K of classes.
  public let classCount: Int

  /// A class matrix; throws where there are more classes than dimensions.
  public init(
    name: String = "classes", dimension: Int, classCount: Int
  ) throws(TrainingError) {
    guard classCount <= dimension else {
      throw .moreClassesThanDimensions(classCount, dimension)
    }
    self.name = name
    self.dimension = dimension
    self.classCount = classCount
  }

  /// Orthonormal columns.
  public func initialParameters(
    _ random: RandomStream
  ) -> [(name: String, matrix: Matrix<Float>)] {
    var stream = RandomStream(seed: random.seed, domain: "\(random.domain)/\(name)")
    let columns = Matrix<Float>.randomOrthogonal(rows: dimension, columns: classCount) {
      stream.normal()
    }
    return [(name, columns)]
  }

  /// The logits `[n, K]` of embeddings `[n, L]` on their tape: z W.
  public func logits(
    _ embeddings: Variable<Float>, _ parameters: ParameterVariables<Float>
  ) -> Variable<Float> {
    embeddings.matmul(parameters[name])
  }

  /// The logits `[n, K]` of embeddings `[n, L]` without a tape.
  public func logits(_ embeddings: Matrix<Float>, _ parameters: Parameters<Float>) -> Matrix<Float>
  {
    Matrix.product(embeddings, parameters[name])
  }

  /// Makes the columns unit vectors again.
  public func project(_ parameters: inout Parameters<Float>) {
    parameters.withMutable(name) { $0.normaliseColumns() }
  }
}

extension TrainingError {
  static func moreClassesThanDimensions(_ classes: Int, _ dimension: Int) -> Self {
    Self(
      code: .unsuitableData,
      message: "\(classes) classes cannot be orthogonal in embeddings of length \(dimension)",
      remedy: "raise the option 'encoder.dimension' to \(classes) or more")
  }
}
