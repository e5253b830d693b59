import CMRBeliefs
import CMRContainer
import CMRJSON
public import SystemPackage

extension Checkpoint {
  /// Reads a checkpoint; every byte of it is checked.
  ///
  /// Throws a `ContainerError` that names what is damaged, or a ``TrainingError`` for contents that
  /// make no sense.
  public static func read(_ path: FilePath) throws -> Checkpoint {
    let container = try Container.open(path, kind: CheckpointFormat.kind)
    return Checkpoint(
      path: path, digest: container.digest,
      position: try position(in: container), plan: try plan(in: container),
      origin: origin(in: container),
      parameters: try container.namedArrays(CheckpointFormat.parameters),
      methodState: try container.namedArrays(CheckpointFormat.method),
      optimiserState: try container.namedArrays(CheckpointFormat.optimiser),
      scalings: try scalings(in: container),
      records: try container.document(CheckpointFormat.records),
      partial: container.contains(CheckpointFormat.partial)
        ? try container.document(CheckpointFormat.partial) : nil,
      beliefs: try container.beliefHistory())
  }

  /// The finished epochs and the plan of the file at `path`; its arrays are neither read nor
  /// checked.
  static func history(in path: FilePath) throws -> (records: [EpochRecord], plan: FitPlan) {
    let container = try Container.open(path, kind: CheckpointFormat.kind)
    return (try container.document(CheckpointFormat.records), try plan(in: container))
  }

  /// What the header of the file at `path` says; only descriptions are read and checked.
  static func summary(of path: FilePath) throws -> CheckpointSummary {
    let container = try Container.open(path, kind: CheckpointFormat.kind)
    let mean: Double? =
      switch container.attributes[CheckpointFormat.validationMean] {
      case .real(let value): value
      case .integer(let value): Double(value)
      default: nil
      }
    return CheckpointSummary(
      path: path, position: try position(in: container), validationMean: mean)
  }

  private static func plan(in container: Container) throws -> FitPlan {
    try FitPlan(document: JSONValue(parsing: container.documentText(CheckpointFormat.plan)))
  }

  private static func origin(in container: Container) -> MethodOrigin? {
    guard case .text(let version) = container.attributes[CheckpointFormat.methodVersion],
      case .text(let digest) = container.attributes[CheckpointFormat.methodDigest]
    else { return nil }
    return MethodOrigin(version: version, sha256: digest)
  }

  private static func position(in container: Container) throws -> CheckpointPosition {
    let attributes = container.attributes
    guard let epoch = attributes[CheckpointFormat.epoch]?.integer,
      let step = attributes[CheckpointFormat.step]?.integer, epoch >= 0, step >= 0
    else { throw TrainingError.noPosition(container.path) }
    return CheckpointPosition(epoch: Int(epoch), step: Int(step))
  }

  private static func scalings(in container: Container) throws -> [String: FeatureScaling] {
    var scalings: [String: FeatureScaling] = [:]
    for modality in try container.node(CheckpointFormat.transform).childNames {
      let path = "\(CheckpointFormat.transform)/\(modality)"
      let node = try container.node(path, encodedAs: CheckpointFormat.scaling)
      scalings[modality] = try scaling(path, node, in: container)
    }
    return scalings
  }

  private static func scaling(
    _ path: String, _ node: TreeDescription, in container: Container
  ) throws -> FeatureScaling {
    let hasStatistics = container.contains("\(path)/\(CheckpointFormat.mean)")
    let mean: [Double] =
      hasStatistics ? try container.array("\(path)/\(CheckpointFormat.mean)") : []
    let deviation: [Double] =
      hasStatistics ? try container.array("\(path)/\(CheckpointFormat.deviation)") : []
    guard mean.count == deviation.count else {
      throw TrainingError.statistics(path, mean.count, deviation.count)
    }
    let norm: Double? =
      switch node.attributes[CheckpointFormat.featureNorm] {
      case .real(let value): value
      case .integer(let value): Double(value)
      default: nil
      }
    return FeatureScaling(mean: mean, deviation: deviation, featureNorm: norm)
  }
}
