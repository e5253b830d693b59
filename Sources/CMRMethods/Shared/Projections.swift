import CMRAutodiff
import CMRDense
import CMRRandom
import CMRTraining

/// What linear methods train: the mean and a projection of each modality, found in one epoch.
struct Projections: Sendable {
  /// The method that they are of.
  let method: String
  let modalities: [RetrievalTask.Modality]
  /// The length of an embedding.
  let length: Int

  /// Projections for `task`, of no more columns than the modality with the fewest features has.
  init(_ method: String, _ options: ProjectionOptions, _ task: RetrievalTask, atMost limit: Int) {
    self.method = method
    modalities = task.modalities
    let narrowest = task.modalities.map(\.dimension).min() ?? 1
    length = max(1, min(options.dimension, narrowest, limit))
  }

  /// Means of zeros and projections at random: what stands there before the end of the epoch.
  func initialParameters(_ random: RandomStream) -> Parameters<Float> {
    Parameters(
      modalities.flatMap { modality in
        var stream = RandomStream(seed: random.seed, domain: "\(random.domain)/\(modality.name)")
        let projection = Matrix<Float>.randomOrthogonal(
          rows: modality.dimension, columns: length
        ) { stream.normal() }
        return [
          (name: mean(modality.name), matrix: Matrix<Float>(rows: 1, columns: modality.dimension)),
          (name: projectionName(modality.name), matrix: projection),
        ]
      })
  }

  /// Puts what was found into the parameters, in the order of the modalities.
  func set(
    means: [Matrix<Double>], projections: [Matrix<Double>], in parameters: inout Parameters<Float>
  ) {
    for (index, modality) in modalities.enumerated() {
      parameters[mean(modality.name)] = means[index].converted(to: Float.self)
      parameters[projectionName(modality.name)] = projections[index].converted(to: Float.self)
    }
  }

  /// (x - mean) W for every row x, made unit vectors.
  func embed(
    _ features: Matrix<Float>, modality: String, _ parameters: Parameters<Float>
  ) throws(TrainingError) -> Matrix<Float> {
    guard modalities.contains(where: { $0.name == modality }) else {
      throw .unknownModality(modality, known: modalities.map(\.name))
    }
    var centred = features
    let mean = parameters[mean(modality)].map { -$0 }
    centred.add(row: mean.span)
    return Matrix.product(centred, parameters[projectionName(modality)]).normalisedRows()
  }

  /// That one epoch is all, where there are more.
  static func notices(_ method: String, _ task: RetrievalTask) -> [String] {
    guard task.epochs > 1 else { return [] }
    return [
      "method '\(method)' is done after one epoch and the run has \(task.epochs): the others change "
        + "nothing"
    ]
  }

  private func mean(_ modality: String) -> String { "\(modality).mean" }
  private func projectionName(_ modality: String) -> String { "\(modality).projection" }
}

extension [Double] {
  /// The mean; 0 of nothing.
  var mean: Double { reduce(0, +) / Double(Swift.max(1, count)) }
}

extension TrainingError {
  static func tooManyFeatures(_ method: String, _ found: Int, of what: String, _ limit: Int) -> Self
  {
    Self(
      code: .unsuitableData,
      message: "method '\(method)' takes \(limit) features of \(what) at most, these have \(found)",
      remedy: "reduce the features first, or train by another method")
  }
}
