package import CMRDense
package import CMRTraining

/// Sums over the rows of one modality by class, of which class means and scatter are made.
///
/// A row of several classes counts once in each, a row of none not at all, so that all rows together
/// weigh as much as their labels (Wang, Ding and Huang, ECCV 2010).
package struct ClassSums {
  /// How many rows each class has.
  package private(set) var counts: [Double]
  /// `[K, D]`.
  private var sums: Matrix<Double>
  /// `[D, D]`.
  private var products: Matrix<Double>

  /// Sums of nothing.
  package init(classes: Int, dimension: Int) {
    counts = [Double](repeating: 0, count: classes)
    sums = Matrix(rows: classes, columns: dimension)
    products = Matrix(rows: dimension, columns: dimension)
  }

  /// Adds rows with their labels.
  package mutating func add(_ features: Matrix<Float>, _ labels: TrainingLabels) {
    let rows = features.converted(to: Double.self)
    let classes = labels.oneHot(classCount: counts.count).converted(to: Double.self)
    for (index, count) in classes.columnSums().enumerated() { counts[index] += count }
    let weights = classes.rowSums()
    sums.addProduct(of: classes, rows, transposingA: true)
    var weighted = rows
    weighted.scaleRows(by: weights.elementSpan)
    products.addProduct(of: weighted, rows, transposingA: true)
  }

  /// All labels of all rows.
  package var total: Double { counts.reduce(0, +) }

  /// The mean row, `[1, D]`.
  package var mean: Matrix<Double> {
    Matrix(
      rows: 1, columns: sums.columns, elements: sums.columnSums().map { $0 / max(1, total) })
  }

  /// Of each class the mean less that of all, `[K, D]`; zeros for a class without rows.
  package var centredMeans: Matrix<Double> {
    let mean = mean
    var means = sums
    for (index, count) in counts.enumerated() {
      means.setRow(
        index,
        to: count > 0
          ? zip(sums.row(index), mean.elements).map { $0 / count - $1 }
          : mean.elements.map { _ in 0 })
    }
    return means
  }

  /// The variance of all features together.
  package var variance: Double {
    let mean = mean
    return mean.elements.indices.reduce(0) {
      $0 + products[$1, $1] / max(1, total) - mean[0, $1] * mean[0, $1]
    }
  }

  /// The scatter of rows around the means of their classes, over ``total``: `[D, D]`. Leaves
  /// nothing of the sums, which would take as much again.
  package consuming func scatter() -> Matrix<Double> {
    var scatter = products
    let factors = counts.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    var roots = sums
    roots.scaleRows(by: factors.elementSpan)
    scatter.addProduct(of: roots, roots, transposingA: true, scale: -1)
    scatter.scale(by: 1 / max(1, total))
    return scatter
  }
}
