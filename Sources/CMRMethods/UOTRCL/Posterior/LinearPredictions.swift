package import CMRDense
import RealModule

/// What a linear map of the features foresees of every row's labels, found from all other rows.
///
/// Ridge regression of the mean given labels t on features, with an intercept. What it predicts for a
/// row that it has not seen follows from what it predicts for one that it has,
///
///     t_i - (t_i - p_i) / (1 - h_i)                 h: the diagonal of the map from t to p
///
/// and the penalty is the one under which these predictions err least (Allen's PRESS, 1974). Neighbours
/// ask what is near; this asks which directions matter, over all rows at once.
package struct LinearPredictions {
  /// `[N, K]`, of unit mean square, class means taken away.
  package let scores: Matrix<Float>
  /// The penalty that was taken.
  package let penalty: Double

  // For unit vectors: from one that a row's own label outweighs to one of a thousand rows.
  private static let penalties = (-2...6).map { Double.pow(10, Double($0) / 2) }
  // h comes close to 1 where a row alone fills a direction.
  private static var leastFreedom: Float { 1e-6 }

  /// Predictions from `features`, `[N, d]`.
  ///
  /// - Parameter given: the distinct sets of given labels.
  package init(_ features: Matrix<Float>, given: [[Int32]], classCount: Int) {
    let targets = Self.meanLabels(given, classCount)
    let ridge = Ridge(features, targets)
    var best: (error: Double, residuals: Matrix<Float>, penalty: Double)?
    for penalty in Self.penalties {
      let residuals = ridge.residuals(penalty, targets, leastFreedom: Self.leastFreedom)
      let error = residuals.squares
      if error < best?.error ?? .infinity { best = (error, residuals, penalty) }
    }
    penalty = best?.penalty ?? .infinity
    var scores = targets
    scores.add(best?.residuals ?? targets, scale: -1)
    let size = (scores.squares / Double(max(1, scores.count))).squareRoot()
    if size > 0 { scores.scale(by: Float(1 / size)) }
    self.scores = scores
  }

  /// The mean of the labels as unit vectors, less how frequent each class is; `[N, K]`.
  private static func meanLabels(_ given: [[Int32]], _ classCount: Int) -> Matrix<Float> {
    var targets = Matrix<Float>(rows: given[0].count, columns: classCount)
    for labels in given {
      for (row, label) in labels.enumerated() { targets[row, Int(label)] += 1 / Float(given.count) }
    }
    return targets.centred()
  }
}

/// The regression in the directions of the features' covariance, in which every penalty is a scale.
private struct Ridge {
  /// Rows in these directions, `[N, d]`.
  let rows: Matrix<Float>
  /// The squares of each direction, `[d]`.
  let spread: [Double]
  /// Rows times targets, `[d, K]`.
  let moments: Matrix<Float>

  init(_ features: Matrix<Float>, _ targets: Matrix<Float>) {
    let centred = features.centred()
    let covariance = Matrix.product(centred, centred, transposingA: true).converted(to: Double.self)
    // Nil where a feature is not finite; nothing is foreseen then.
    let eigen = SymmetricEigen(covariance)
    let directions =
      eigen?.vectors.converted(to: Float.self) ?? Matrix(rows: 0, columns: centred.columns)
    rows = Matrix.product(centred, directions, transposingB: true)
    spread = (eigen?.values ?? []).map { max($0, 0) }
    moments = Matrix.product(rows, targets, transposingA: true)
  }

  /// How far targets are from what is predicted for each row from all others.
  func residuals(
    _ penalty: Double, _ targets: Matrix<Float>, leastFreedom: Float
  ) -> Matrix<Float> {
    let shrinkage = spread.map { Float(1 / ($0 + penalty)) }
    var map = moments
    map.scaleRows(by: shrinkage.span)
    var residuals = targets
    residuals.add(Matrix.product(rows, map), scale: -1)
    let factors = (0..<rows.rows).map { row in
      let own = zip(rows.row(row), shrinkage).reduce(1 / Float(rows.rows)) {
        $0 + $1.0 * $1.0 * $1.1
      }
      return 1 / max(1 - own, leastFreedom)
    }
    residuals.scaleRows(by: factors.span)
    return residuals
  }
}

extension Matrix<Float> {
  /// The sum of the squares of all elements.
  fileprivate var squares: Double {
    var sum = 0.0
    let elements = span
    for index in elements.indices { sum += Double(elements[index]) * Double(elements[index]) }
    return sum
  }

  /// Less the mean of each column.
  fileprivate func centred() -> Matrix {
    var matrix = self
    let means = columnMeans().map { -$0 }
    matrix.add(row: means.span)
    return matrix
  }
}
