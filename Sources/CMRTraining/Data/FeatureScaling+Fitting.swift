import CMRDense

extension FeatureScaling {
  /// The scaling that `plan` asks for, its statistics taken from the training rows in one pass.
  package static func fit(
    _ plan: FitPlan.TransformPlan, to rows: ModalityRows, stop: StopFlag
  ) throws -> FeatureScaling {
    switch plan.kind {
    case .raw: return FeatureScaling(mean: [], deviation: [], featureNorm: plan.featureNorm)
    case .standardised:
      var statistics = ColumnStatistics(columns: rows.dimension)
      try FeatureStream(source: rows, stop: stop).forEachBlock { _, features in
        statistics.add(features)
      }
      return FeatureScaling(
        mean: statistics.mean, deviation: statistics.standardDeviation,
        featureNorm: plan.featureNorm)
    }
  }
}
