/// Mean and spread of a sample.
struct SampleSummary: Sendable, Equatable {
  let count: Int
  let mean: Double
  /// The standard deviation with n - 1; 0 of a single value.
  let deviation: Double

  /// Nil of nothing.
  init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    count = values.count
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = (squares / Double(max(1, values.count - 1))).squareRoot()
  }

  /// The standard deviation of the mean.
  var standardError: Double { deviation / Double(count).squareRoot() }
}
