import CMRAutodiff
import CMRDense
import CMRTraining

/// What ``GMA`` and ``MvDA`` have in common: projections that are solved for before the first epoch.
struct Discriminants: Sendable {
  let projections: Projections
  private let method: String
  private let classCount: Int
  /// ρ of each direction.
  private var ratios: [Double]

  init(
    _ method: String, _ options: ProjectionOptions, _ task: RetrievalTask
  ) throws(TrainingError) {
    try task.requireClasses(2, for: method)
    for modality in task.modalities where modality.dimension > SymmetricEigen.mostRows {
      throw .tooManyFeatures(
        method, modality.dimension, of: "a modality", SymmetricEigen.mostRows)
    }
    self.method = method
    classCount = task.classCount
    projections = Projections(method, options, task, atMost: task.classCount - 1)
    ratios = [Double](repeating: 0, count: projections.length)
  }

  /// The ratios.
  var state: NamedArrays {
    var state = NamedArrays()
    state["ratios"] = NamedArray(ratios)
    return state
  }

  mutating func restore(_ state: NamedArrays) throws(TrainingError) {
    ratios = try state.doubles("ratios", count: ratios.count)
  }

  /// Solves before the first epoch, and reports ratios before each.
  mutating func solve(
    _ context: EpochContext, ridge: Double, _ parameters: inout Parameters<Float>,
    _ solution: (_ scatters: [ModalityScatter], _ count: Int) -> ClassMeanProblem?
  ) throws -> Diagnostics {
    if context.progress.epoch == 0 {
      let scatters = try context.scatters(for: method, classes: classCount, ridge: ridge)
      guard let found = solution(scatters, ratios.count) else {
        throw TrainingError.scatter(method, context.modalities[0], ridge: ridge)
      }
      projections.set(
        means: scatters.map(\.mean), projections: found.projections, in: &parameters)
      ratios = found.ratios
    }
    return ["first-ratio": ratios.first ?? 0, "mean-ratio": ratios.mean]
  }
}
