import CMRAutodiff
import CMRDense
import CMRTraining

extension Conformance {
  func checkRefusal() throws(Finding) {
    try checkRequirements()
    for shape in shapes {
      for (name, edge) in edges(of: shape) {
        let scene = edge.scene(seed: seed, name: "\(shape.name), \(name)")
        try rehearsing(scene.name) { try survive(scene) }
      }
    }
  }

  /// The requirements make sense, and the core's check by them names the method.
  private func checkRequirements() throws(Finding) {
    let wanted = Method.requirements
    guard wanted.modalities.lowerBound >= 1, wanted.minimumBatch >= 1, !wanted.labelKinds.isEmpty
    else {
      throw Finding(
        "the requirements", "\(wanted) can be met by no data",
        remedy: "ask for a modality, a row and a kind of labels at least")
    }
    let isPlain = Method.name.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard isPlain, !Method.name.isEmpty else {
      throw Finding(
        "the name", "'\(Method.name)' is no name for commands and plans",
        remedy: "use lower case letters, digits and hyphens")
    }
  }

  /// What data can be at its edges, one at a time.
  private func edges(of shape: SceneShape) -> [(name: String, shape: SceneShape)] {
    func changed(_ change: (inout SceneShape) -> Void) -> SceneShape {
      var changed = shape
      change(&changed)
      return changed
    }
    let least = Method.requirements.minimumBatch
    return [
      ("one class", changed { ($0.classCount, $0.usedClasses) = (1, 1) }),
      ("a class without rows", changed { $0.usedClasses = 3 }),
      ("more classes than rows", changed { $0.classCount = $0.rows + 1 }),
      ("features of length 1", changed { $0.dimension = 1 }),
      ("features of zeros", changed { $0.isBlank = true }),
      ("as few rows as it takes", changed { ($0.rows, $0.batchSize) = (least, least) }),
      ("batches as small as it takes", changed { ($0.rows, $0.batchSize) = (4 * least, least) }),
      ("one batch for all rows", changed { $0.batchSize = 2 * $0.rows }),
    ]
  }

  /// Refused in `init` by an error for people, or else trained on with finite numbers.
  private func survive(_ scene: Scene) throws {
    var rehearsal: Rehearsal<Method>
    do {
      rehearsal = try Rehearsal(options, on: scene, seed: seed)
    } catch let error as TrainingError
      where error.code == .unsuitableData || error.code == .invalidOption
    {
      return
    }
    try rehearsal.run()
    for name in rehearsal.method.parameters.names
    where !rehearsal.method.parameters[name].isFinite() {
      throw Finding(
        scene.name, "the parameter '\(name)' holds numbers that are not finite after training",
        remedy: "refuse such data in 'init' with the code unsuitableData, or guard the step")
    }
    for (modality, features) in zip(scene.modalities, scene.features) {
      guard try rehearsal.method.embed(features, modality: modality).isFinite() else {
        throw Finding(
          scene.name, "embeddings of '\(modality)' hold numbers that are not finite",
          remedy: "guard the length that rows are divided by")
      }
    }
  }
}
