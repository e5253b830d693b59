import CMRDense
import CMRTraining

/// What the method has come to believe about the labels; everything that a resumed run needs beside
/// the parameters.
struct Correction: Sendable, Equatable {
  /// N T of this epoch, `[N, K]`: the sum of a row is the share of it that is transported, at most
  /// 1.
  var plan: Matrix<Float>
  /// s of this epoch.
  var mass: Double
  /// r for the next transport, `[K]`.
  var prior: [Double]
  /// The soft targets.
  var targets: SoftTargets
  /// The prototypes.
  var prototypes: Prototypes
  /// What the model of the labels says; nil where votes are the cost.
  let estimate: LabelEstimate?
  /// The relation alignment's transports since the last report.
  var relation = RelationTally()

  /// Nothing transported yet: targets and prior from the given labels, prototypes from the
  /// embeddings at the end of warm-up.
  init(
    given: [[Int32]], embeddings: [Matrix<Float>], prior: ClassPrior, estimate: LabelEstimate?
  ) {
    let classCount = prior.classCount
    plan = Matrix(rows: given[0].count, columns: classCount)
    mass = 0
    self.prior = prior.initial(given, posteriorMean: estimate?.prior)
    self.estimate = estimate
    targets = SoftTargets(given: given, classCount: classCount)
    prototypes = Prototypes(meanOf: embeddings, given: given, classCount: classCount)
  }

  /// The rows of the plan, each summing to 1, of `positions`; a row that nothing is known of stays
  /// zero.
  func labels(of positions: [Int]) -> Matrix<Float> {
    Self.normalised(plan.gathering(rows: positions))
  }

  /// The rows of the whole plan, each summing to 1.
  var labels: Matrix<Float> { Self.normalised(plan) }

  private static func normalised(_ plan: consuming Matrix<Float>) -> Matrix<Float> {
    var labels = plan
    let factors = labels.rowSums().map { $0 > 0 ? 1 / $0 : 0 }
    labels.scaleRows(by: factors.span)
    return labels
  }
}

// MARK: In checkpoints

extension Correction {
  private enum Name {
    static let plan = "plan"
    static let mass = "mass"
    static let prior = "prior"
    static let targets = "targets"
    static let prototypes = "prototypes"
    static let relation = "relation"
    static let posterior = "posterior"
    static let noiseRates = "noise-rates"
    static let weights = "witness-weights"
    static let voters = "voting-neighbours"
  }

  /// The arrays as checkpoints keep them.
  var arrays: NamedArrays {
    var arrays = NamedArrays()
    arrays[Name.plan] = NamedArray(plan)
    arrays[Name.mass] = NamedArray(mass)
    arrays[Name.prior] = NamedArray(prior)
    arrays[Name.targets] = NamedArray(targets.matrix)
    arrays[Name.prototypes] = NamedArray(prototypes.matrix)
    arrays[Name.relation] = NamedArray(relation.numbers)
    if let estimate {
      arrays[Name.posterior] = NamedArray(estimate.posterior)
      arrays[Name.noiseRates] = NamedArray(estimate.noiseRates)
      arrays[Name.weights] = NamedArray(estimate.weights)
      arrays[Name.voters] = NamedArray(Double(estimate.neighbours))
    }
    return arrays
  }

  /// Reads ``arrays``; throws a `TrainingError` if one is missing or of another shape than N, K, L
  /// and the number of witnesses say; nil where there is no model of the labels.
  init(
    _ arrays: NamedArrays, rows: Int, classCount: Int, dimension: Int, witnessCount: Int?
  ) throws(TrainingError) {
    plan = try arrays.matrix(Name.plan, rows: rows, columns: classCount)
    mass = try arrays.doubles(Name.mass, count: 1)[0]
    prior = try arrays.doubles(Name.prior, count: classCount)
    targets = SoftTargets(try arrays.matrix(Name.targets, rows: rows, columns: classCount))
    prototypes = Prototypes(
      try arrays.matrix(Name.prototypes, rows: classCount, columns: dimension))
    relation = RelationTally(
      numbers: try arrays.doubles(Name.relation, count: RelationTally.numberCount))
    estimate = try witnessCount.map { witnesses throws(TrainingError) in
      try Self.estimate(arrays, rows: rows, classCount: classCount, witnessCount: witnesses)
    }
  }

  private static func estimate(
    _ arrays: NamedArrays, rows: Int, classCount: Int, witnessCount: Int
  ) throws(TrainingError) -> LabelEstimate {
    LabelEstimate(
      posterior: try arrays.matrix(Name.posterior, rows: rows, columns: classCount),
      noiseRates: try arrays.doubles(Name.noiseRates, count: 2),
      weights: try arrays.doubles(Name.weights, count: witnessCount),
      neighbours: Int(try arrays.doubles(Name.voters, count: 1)[0]))
  }
}
