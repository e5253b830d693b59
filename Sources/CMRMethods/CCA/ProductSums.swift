package import CMRDense
package import CMRTraining

/// Sums over rows of all modalities side by side, of which covariances are made.
package struct ProductSums: Sendable, Equatable {
  /// The number of features of each modality.
  package let dimensions: [Int]
  private var count = 0.0
  /// `[1, ΣD]`.
  private var sums: Matrix<Double>
  /// `[ΣD, ΣD]`.
  private var products: Matrix<Double>

  /// Sums of nothing.
  package init(dimensions: [Int]) {
    self.dimensions = dimensions
    let width = dimensions.reduce(0, +)
    sums = Matrix(rows: 1, columns: width)
    products = Matrix(rows: width, columns: width)
  }

  /// Adds rows; row i of all modalities belongs together.
  package mutating func add(_ features: [Matrix<Float>]) {
    let rows = features[0].rows
    let width = products.columns
    let side = Matrix<Double>(
      rows: rows, columns: width,
      elements: (0..<rows).flatMap { row in
        features.flatMap { $0.row(row).map { Double($0) } }
      })
    count += Double(rows)
    sums.add(row: side.columnSums().elementSpan)
    products.addProduct(of: side, side, transposingA: true)
  }

  /// Where the features of the modality at `index` stand.
  package func range(_ index: Int) -> Range<Int> {
    let start = dimensions.prefix(index).reduce(0, +)
    return start..<start + dimensions[index]
  }

  /// The mean row of the modality at `index`.
  package func mean(of index: Int) -> Matrix<Double> {
    let range = range(index)
    return Matrix(
      rows: 1, columns: range.count, elements: sums.elements[range].map { $0 / max(1, count) })
  }

  /// The covariances of two modalities' features.
  package func covariance(_ a: Int, _ b: Int) -> Matrix<Double> {
    let (rows, columns) = (range(a), range(b))
    let n = max(1, count)
    var elements: [Double] = []
    elements.reserveCapacity(rows.count * columns.count)
    for row in rows {
      for column in columns {
        elements.append(
          products[row, column] / n - sums[0, row] / n * (sums[0, column] / n))
      }
    }
    return Matrix(rows: rows.count, columns: columns.count, elements: elements)
  }
}

// MARK: In checkpoints

extension ProductSums {
  /// The arrays as checkpoints keep them.
  package var arrays: NamedArrays {
    var arrays = NamedArrays()
    arrays["count"] = NamedArray(count)
    arrays["sums"] = NamedArray(sums.elements)
    arrays["products"] = NamedArray(
      shape: [products.rows, products.columns], values: .double(products.elements))
    return arrays
  }

  /// Reads ``arrays``.
  package init(_ arrays: NamedArrays, dimensions: [Int]) throws(TrainingError) {
    self.init(dimensions: dimensions)
    let width = sums.columns
    count = try arrays.doubles("count", count: 1)[0]
    sums = Matrix(rows: 1, columns: width, elements: try arrays.doubles("sums", count: width))
    products = Matrix(
      rows: width, columns: width,
      elements: try arrays.doubles("products", count: width * width))
  }
}
