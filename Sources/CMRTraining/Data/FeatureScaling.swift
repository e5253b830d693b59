public import CMRDense

/// What is done to the features of one modality: shift and scale of each column, then of each row
/// to a length.
///
/// The statistics come from the training rows only, and they are part of every checkpoint: rows
/// that are embedded later are treated as the training rows were.
public struct FeatureScaling: Sendable, Equatable {
  /// The mean of each column over the training rows; empty for raw features.
  public let mean: [Double]
  /// The standard deviation of each column over the training rows (divided by n); empty for raw
  /// features.
  public let deviation: [Double]
  /// The length to which each row is scaled after that, if any. Rows of zeros stay as they are.
  public let featureNorm: Double?

  /// A scaling from its parts; both lists are as long as a row, or empty.
  public init(mean: [Double], deviation: [Double], featureNorm: Double?) {
    precondition(
      mean.count == deviation.count,
      "\(mean.count) means and \(deviation.count) deviations do not belong together")
    self.mean = mean
    self.deviation = deviation
    self.featureNorm = featureNorm
  }

  /// Changes `features` in place.
  ///
  /// Columns that never vary (deviation 0) become 0. The arithmetic is 32-bit, as training is.
  public func apply(to features: inout Matrix<Float>) {
    if !mean.isEmpty { standardise(&features) }
    if let featureNorm { scaleRows(&features, to: Float(featureNorm)) }
  }

  private func standardise(_ features: inout Matrix<Float>) {
    let columns = features.columns
    precondition(
      columns == mean.count, "rows of length \(columns), statistics of length \(mean.count)")
    let shift = mean.map { Float($0) }
    let factor = deviation.map { $0 > 0 ? Float(1 / $0) : 0 }
    let rows = features.rows
    var elements = features.mutableSpan
    for row in 0..<rows {
      Self.standardise(&elements, from: row * columns, shift.span, factor.span)
    }
  }

  private static func standardise(
    _ elements: inout MutableSpan<Float>, from start: Int, _ shift: Span<Float>,
    _ factor: Span<Float>
  ) {
    for column in shift.indices {
      elements[start + column] = (elements[start + column] - shift[column]) * factor[column]
    }
  }

  private func scaleRows(_ features: inout Matrix<Float>, to length: Float) {
    features.normaliseRows()
    features.scale(by: length)
  }
}
