import CMRAutodiff
import CMRBeliefs
import CMRContainer
import CMRJSON
import SystemPackage

/// Writes the state of a run as a checkpoint file, with what stays the same over the run.
struct CheckpointWriter: Sendable {
  /// The resolved plan.
  let plan: FitPlan
  /// What is done to features, by modality and in the task's order.
  let scalings: [(modality: String, scaling: FeatureScaling)]
  /// The version of the program.
  let toolVersion: String

  /// Writes `state` to `path`: whole and verified, or not at all.
  func write<Method: TrainingMethod>(_ state: FitState<Method>, to path: FilePath) throws {
    var attributes: [String: ElementAttribute] = [
      CheckpointFormat.epoch: .integer(Int64(state.position.epoch)),
      CheckpointFormat.step: .integer(Int64(state.position.step)),
      CheckpointFormat.toolVersion: .text(toolVersion),
    ]
    if let mean = state.validationMean { attributes[CheckpointFormat.validationMean] = .real(mean) }
    if let origin = Method.origin {
      attributes[CheckpointFormat.methodVersion] = .text(origin.version)
      attributes[CheckpointFormat.methodDigest] = .text(origin.sha256)
    }
    var writer = try ContainerWriter.create(
      at: path, kind: CheckpointFormat.kind, attributes: attributes)
    try addDocuments(state, to: &writer)
    try writer.add(state.method.parameters.arrays, at: CheckpointFormat.parameters)
    try writer.add(NamedArrays(state.optimiser.state), at: CheckpointFormat.optimiser)
    try writer.add(state.method.state, at: CheckpointFormat.method)
    try addScalings(to: &writer)
    if let beliefs = state.beliefs { try writer.add(beliefs) }
    try writer.seal()
  }

  private func addDocuments(
    _ state: FitState<some TrainingMethod>, to writer: inout ContainerWriter
  ) throws {
    try writer.addDocument(text: planText(), at: CheckpointFormat.plan)
    try writer.addDocument(state.records, at: CheckpointFormat.records)
    if let partial = state.partial {
      try writer.addDocument(partial, at: CheckpointFormat.partial)
    }
    try writer.addDocument(
      RandomDocument(seed: plan.seed, position: state.position), at: CheckpointFormat.random)
  }

  /// The plan without the store's path: the same run gives the same bytes wherever the store lies.
  private func planText() throws(TrainingError) -> String {
    var plan = plan
    plan.store.path = ""
    return try plan.document().text()
  }

  private func addScalings(to writer: inout ContainerWriter) throws(ContainerError) {
    try writer.addGroup(CheckpointFormat.transform)
    for (modality, scaling) in scalings {
      let path = "\(CheckpointFormat.transform)/\(modality)"
      let norm = scaling.featureNorm.map {
        [CheckpointFormat.featureNorm: ElementAttribute.real($0)]
      }
      try writer.addGroup(path, encoding: CheckpointFormat.scaling, attributes: norm ?? [:])
      if scaling.mean.isEmpty { continue }
      try writer.addArray(scaling.mean, at: "\(path)/\(CheckpointFormat.mean)")
      try writer.addArray(scaling.deviation, at: "\(path)/\(CheckpointFormat.deviation)")
    }
  }
}

/// Where the random streams of a run stand. All follow from these three numbers; none has a
/// position of its own.
struct RandomDocument: Codable, Equatable {
  var generator = "philox4x32-10"
  let seed: UInt64
  let position: CheckpointPosition
}
