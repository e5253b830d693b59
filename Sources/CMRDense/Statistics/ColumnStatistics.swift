/// Mean and variance of every column of a matrix that arrives in blocks of rows.
///
/// Welford's recurrence in Double, row by row (Technometrics 4, 1962): stable, and the result does
/// not depend on how the rows were cut into blocks, not even in the last bit.
///
/// ```swift
/// var statistics = ColumnStatistics(columns: 4096)
/// for block in blocks { statistics.add(block) }
/// let scale = statistics.standardDeviation
/// ```
public struct ColumnStatistics: Sendable, Equatable {
  /// How many rows have been seen.
  public private(set) var rows: Int = 0

  /// The mean of each column; 0 before the first row.
  public private(set) var mean: [Double]

  private var squaredDeviations: [Double]

  /// Statistics of `columns` columns, no row seen yet.
  public init(columns: Int) {
    mean = [Double](repeating: 0, count: columns)
    squaredDeviations = mean
  }

  /// How many columns.
  public var columns: Int { mean.count }

  /// The mean squared deviation of each column (divided by the number of rows, not one less); 0
  /// before the first row.
  public var variance: [Double] {
    squaredDeviations.map { $0 / Double(Swift.max(rows, 1)) }
  }

  /// The square root of ``variance``.
  public var standardDeviation: [Double] { variance.map { $0.squareRoot() } }

  /// Takes in all rows of `block`, which has ``columns`` columns.
  public mutating func add<Scalar: DenseScalar>(_ block: Matrix<Scalar>) {
    add(rowsOf: block.span)
  }

  /// Takes in a whole number of rows, row after row.
  public mutating func add<Scalar: DenseScalar>(rowsOf elements: Span<Scalar>) {
    let columns = columns
    precondition(
      columns > 0 && elements.count.isMultiple(of: columns),
      "\(elements.count) elements are not whole rows of \(columns) columns")
    for start in stride(from: 0, to: elements.count, by: columns) {
      rows += 1
      let weight = 1 / Double(rows)
      Kernels.welford(
        elements.extracting(start..<start + columns), weight: weight, mean: &mean,
        squaredDeviations: &squaredDeviations)
    }
  }
}

extension Kernels {
  /// One step of Welford's recurrence for every column.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func welford<Scalar: DenseScalar>(
    _ row: Span<Scalar>, weight: Double, mean: inout [Double], squaredDeviations: inout [Double]
  ) {
    var mean = mean.mutableSpan
    var squaredDeviations = squaredDeviations.mutableSpan
    let count = checked(row.count, mean.count)
    checked(row.count, squaredDeviations.count)
    for i in 0..<count {
      let value = Double(row[i])
      let before = value - mean[i]
      let updated = mean[i] + before * weight
      mean[i] = updated
      squaredDeviations[i] += before * (value - updated)
    }
  }
}
