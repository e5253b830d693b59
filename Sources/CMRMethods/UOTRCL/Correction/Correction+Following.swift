import CMRBeliefs
import CMRDense
import CMRTransport

extension Correction {
  /// Takes over a new plan and moves the prior; returns what the plan makes of the labels.
  mutating func take(
    _ found: Matrix<Double>, mass: Double, prior rule: ClassPrior, threshold: Double,
    given: [[Int32]], clean: [[Int32]]?
  ) -> CorrectionReport {
    // From the 64-bit plan: in 32 bits the mass of a row that stays behind can round to zero in
    // every class.
    let classes = found.argmaxRows()
    let rows = Double(found.rows)
    let isTransported = found.rowSums().map { $0 * rows > threshold }
    prior = rule.next(
      after: prior, classes: zip(classes, isTransported).lazy.filter { $0.1 }.map { $0.0 },
      hasPosterior: estimate != nil)
    plan = Self.shares(found)
    self.mass = mass
    return CorrectionReport(
      beliefs: Beliefs(classes: classes.map { Int32($0) }, isTransported: isTransported),
      given: given, clean: clean)
  }

  /// N T in 32 bits, without a copy of T in 64.
  private static func shares(_ found: Matrix<Double>) -> Matrix<Float> {
    let rows = Double(found.rows)
    var shares = Matrix<Float>(rows: found.rows, columns: found.columns)
    let masses = found.span
    var elements = shares.mutableSpan
    for index in masses.indices { elements[index] = Float(rows * masses[index]) }
    return shares
  }

  /// What follows from a step: soft targets of its rows move toward the nearest prototype, then
  /// prototypes toward the embeddings of the rows that are transported to them.
  ///
  /// - Parameter embeddings: z of both modalities for the rows at `positions`, `[B, L]`.
  mutating func follow(
    _ embeddings: [Matrix<Float>], positions: [Int], targetMomentum: Float,
    prototypeMomentum: Float, threshold: Float
  ) {
    targets.move(
      positions, toward: prototypes.nearest(embeddings), momentum: targetMomentum)
    for (row, position) in positions.enumerated() {
      let masses = plan.row(position)
      guard masses.reduce(0, +) > threshold,
        let best = masses.indices.max(by: { masses[$0] < masses[$1] })
      else { continue }
      for embedding in embeddings {
        prototypes.move(
          best - masses.startIndex, toward: embedding.row(row), momentum: prototypeMomentum)
      }
    }
  }
}
