package import CMRAutodiff
package import CMRDense
package import CMRTransport
import RealModule

/// L_RA: images and texts of a batch are drawn to all they match in meaning, not only to the pair
/// they came in.
///
///     G    = balanced transport between images and texts, rows summing to 1
///     G~   = a I + (1 - a) G
///     P    = softmax_rows(z^v z^t' / tau),  Q = softmax_rows(z^t z^v' / tau)
///     L_RA = CE(G~, P) + CE(G~', Q)
///
/// With a = 1 the pairs alone count and L_RA is the usual contrastive loss between modalities.
package struct RelationAlignment {
  package let options: UOTRCL.RelationOptions

  /// An alignment with these options.
  package init(options: UOTRCL.RelationOptions) { self.options = options }

  // Matches below this count as it in logarithms, as in the symmetric cross entropy of Wang et al.
  // (ICCV 2019): pairs that cannot match must not cost infinitely much.
  private static var leastMatch: Double { 1e-4 }

  /// The matches that the transport infers, mixed with the given pairs.
  package struct Matches {
    /// G~, `[B, B]`, image to text, rows summing to 1.
    package let forward: Matrix<Double>
    /// G~', `[B, B]`, text to image, rows summing to 1.
    package let backward: Matrix<Double>
    /// How many iterations the transport took.
    package let iterations: Int
    /// The sum of absolute errors of the marginals.
    package let residual: Double
    /// Whether the residual is within the tolerance.
    package let isConverged: Bool
  }

  /// Infers the matches from costs `[B, B]`.
  package func matches(_ cost: consuming Matrix<Double>) throws(TransportError) -> Matches {
    let share = [Double](repeating: 1 / Double(cost.rows), count: cost.rows)
    let problem = try TransportProblem(
      cost: cost, rowMarginal: share, columnMarginal: share,
      regularisation: options.regularisation)
    let solver = SinkhornSolver(
      tolerance: options.tolerance, maximumIterations: options.maximumIterations)
    let found = try solver.solve(problem)
    return Matches(
      forward: mixed(found.plan), backward: mixed(found.plan.transposed()),
      iterations: found.iterations, residual: found.residual, isConverged: found.isConverged)
  }

  /// a I + (1 - a) times the rows of `plan`, each summing to 1.
  private func mixed(_ plan: consuming Matrix<Double>) -> Matrix<Double> {
    var matches = plan
    let factors = matches.rowSums().map { (1 - options.identity) / $0 }
    matches.scaleRows(by: factors.span)
    for row in 0..<matches.rows { matches[row, row] += options.identity }
    return matches
  }

  /// The loss of a batch with embeddings z `[B, L]` of both modalities.
  package func loss<Scalar: DenseScalar>(
    _ embeddings: [Variable<Scalar>], _ matches: Matches
  ) -> Variable<Scalar> {
    let cosines = embeddings[0].matmul(embeddings[1], transposingB: true)
    let scores = options.temperature == 1 ? cosines : cosines / Scalar(options.temperature)
    return term(scores, matches.forward) + term(scores.transposed(), matches.backward)
  }

  private func term<Scalar: DenseScalar>(
    _ scores: Variable<Scalar>, _ matches: Matrix<Double>
  ) -> Variable<Scalar> {
    let share = 1 / Double(matches.rows)
    let logarithms = scores.logSoftmaxRows()
    switch options.loss {
    case .crossEntropy:
      return logarithms.weightedSum((-share * matches).converted(to: Scalar.self))
    case .symmetricKL:
      // (KL(G~, P) + KL(P, G~)) / 2 without the entropy of G~, which has no gradient but belongs to
      // the value.
      let floored = matches.map { Double.log(max($0, Self.leastMatch)) }
      let probabilities = scores.softmaxRows()
      let entropy = zip(matches.elements, floored.elements).reduce(0) { $0 + $1.0 * $1.1 }
      let forward = logarithms.weightedSum((-0.5 * share * matches).converted(to: Scalar.self))
      let backward =
        (probabilities * logarithms).sum() * Scalar(0.5 * share)
        - probabilities.weightedSum((0.5 * share * floored).converted(to: Scalar.self))
      return forward + backward + Scalar(0.5 * share * entropy)
    }
  }
}
