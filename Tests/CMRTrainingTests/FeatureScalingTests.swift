import CMRDense
import CMRStore
import CMRTestSupport
import CMRTraining
import SystemPackage
import Testing

/// Statistics of the training rows, and what they do to any row.
@Suite struct FeatureScalingTests {
  @Test(arguments: [(1, false), (2, false), (3, true)] as [(UInt64, Bool)])
  func statisticsEqualDirectOnes(seed: UInt64, isDegenerate: Bool) throws {
    let tiny = TinyStore(trainingRows: 2500, seed: seed, isDegenerate: isDegenerate)
    try withTinyStore(tiny) { folder in
      let store = try Store.open(folder("tiny.h5"))
      let plan = try FitPlan.tiny(folder("tiny.h5")).resolved(in: store, catalog: .tiny).plan
      let data = try RunData(plan, from: store)
      for (modality, (name, dimension)) in zip(data.training.modalities, TinyStore.dimensions) {
        let scaling = try FeatureScaling.fit(
          plan.transform, to: modality.rows, stop: StopFlag())
        let features = tiny.features(name, dimension: dimension)
        for column in 0..<dimension {
          let values = (0..<2500).map { Double(features[$0 * dimension + column]) }
          let mean = values.reduce(0, +) / 2500
          let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2500
          expectClose([scaling.mean[column]], [mean], absolute: 1e-12, relative: 1e-12)
          expectClose(
            [scaling.deviation[column]], [variance.squareRoot()], absolute: 1e-12,
            relative: 1e-12)
        }
      }
    }
  }

  @Test func standardisedRowsAreScaledToTheNorm() {
    let scaling = FeatureScaling(mean: [1, 2, 5], deviation: [2, 4, 0], featureNorm: 10)
    var features = Matrix<Float>([[3, 10, 5], [1, 2, 5], [-1, 2, 7]])
    scaling.apply(to: &features)
    // (1, 2, 0) / sqrt(5) * 10; a row of means stays zero; a column that never varied stays zero.
    expectClose(features.row(0), [10 / 5.0.squareRoot(), 20 / 5.0.squareRoot(), 0], relative: 1e-6)
    expectClose(features.row(1), [0, 0, 0])
    expectClose(features.row(2), [-10, 0, 0], relative: 1e-6)
  }

  @Test func rawFeaturesStayAsTheyAre() {
    var features = Matrix<Float>([[3, 10], [0, 0]])
    FeatureScaling(mean: [], deviation: [], featureNorm: nil).apply(to: &features)
    #expect(features == Matrix<Float>([[3, 10], [0, 0]]))
    FeatureScaling(mean: [], deviation: [], featureNorm: 1).apply(to: &features)
    expectClose(features.row(0), [3 / 109.0.squareRoot(), 10 / 109.0.squareRoot()], relative: 1e-6)
    expectClose(features.row(1), [0, 0])
  }

  @Test func theyArePartOfTheCheckpoint() throws {
    try withTinyStore { folder in
      let plan = FitPlan.tiny(folder("tiny.h5"), epochs: 1)
      let checkpoint = try Checkpoint.read(fit(plan, in: folder("run")).last.path)
      let store = try Store.open(folder("tiny.h5"))
      let data = try RunData(plan.resolved(in: store, catalog: .tiny).plan, from: store)
      for modality in data.training.modalities {
        let expected = try FeatureScaling.fit(
          plan.transform, to: modality.rows, stop: StopFlag())
        #expect(checkpoint.scalings[modality.rows.name] == expected)
      }
    }
  }
}
