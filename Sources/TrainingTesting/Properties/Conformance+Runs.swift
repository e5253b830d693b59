import CMRTraining

extension Conformance {
  /// Against a run that is resumed from its own checkpoint after every step and every epoch.
  func checkResume() throws(Finding) {
    try compare("an uninterrupted run and a resumed one") { scene in
      (scene, { try $0.replaceByResumed() })
    } remedy: {
      "what steps and 'embed' need belongs to 'parameters' or 'state'"
    }
  }

  /// Against a second run, then one that sees no clean labels.
  func checkDeterminism() throws(Finding) {
    try compare("two runs of one seed") {
      ($0, { _ in })
    } remedy: {
      "draw from the streams of the step and the epoch only, iterate no set or dictionary"
    }
    try compare("runs with and without clean labels", comparingDiagnostics: false) { scene in
      var blind = scene
      blind.clean = nil
      return (blind, { _ in })
    } remedy: {
      "clean labels are for diagnostics"
    }
  }

  /// Runs every scene once as it is and once as `other` says, and compares all that can be seen.
  private func compare(
    _ what: String, comparingDiagnostics: Bool = true,
    _ other: (Scene) -> (Scene, (inout Rehearsal<Method>) throws -> Void),
    remedy: () -> String
  ) throws(Finding) {
    for scene in scenes {
      try rehearsing(scene.name) {
        var first = try Rehearsal<Method>(options, on: scene, seed: seed)
        try first.run()
        let (changed, pause) = other(scene)
        var second = try Rehearsal<Method>(options, on: changed, seed: seed)
        try second.run(pause)
        let end = "\(scene.name), after the last step"
        let figures =
          comparingDiagnostics
          ? first.trace.diagnosticDifference(from: second.trace) : nil
        let differences = [
          first.trace.difference(from: second.trace),
          FirstDifference.between(first.method.parameters, second.method.parameters).map {
            (end, $0)
          },
          FirstDifference.between(first.method.state, second.method.state).map { (end, $0) },
          figures.map { (scene.name, $0) },
        ]
        guard let (place, text) = differences.compactMap(\.self).first else { return }
        throw Finding(place, "\(text) in \(what)", remedy: remedy())
      }
    }
  }

  /// Copies at every pause, looked at again when the run has ended.
  func checkSnapshot() throws(Finding) {
    for scene in scenes {
      try rehearsing(scene.name) {
        var copies: [Snapshot<Method>] = []
        var rehearsal = try Rehearsal<Method>(options, on: scene, seed: seed)
        try rehearsal.run { rehearsal in
          if rehearsal.step == 0 {
            copies.append(try Snapshot(of: rehearsal.method, scene, rehearsal.place))
          }
        }
        for copy in copies {
          guard let difference = try copy.difference(on: scene) else { continue }
          throw Finding(
            copy.place, "\(difference), when a copy was taken and when the run had ended",
            remedy: "keep what changes in values, not in objects")
        }
      }
    }
  }
}

/// A copy of a method, and what could be seen of it when it was taken.
private struct Snapshot<Method: TrainingMethod> {
  let place: String
  private let method: Method
  private let state: NamedArrays
  private let embeddings: NamedArrays

  init(of method: Method, _ scene: Scene, _ place: String) throws {
    self.place = place
    self.method = method
    state = method.state
    embeddings = try Self.embeddings(method, scene)
  }

  /// What has changed since.
  func difference(on scene: Scene) throws -> String? {
    try FirstDifference.between(state, method.state)
      ?? FirstDifference.between(embeddings, Self.embeddings(method, scene))
  }

  private static func embeddings(_ method: Method, _ scene: Scene) throws -> NamedArrays {
    var arrays = NamedArrays()
    for (modality, features) in zip(scene.modalities, scene.features) {
      arrays["embeddings of \(modality)"] = NamedArray(
        try method.embed(features, modality: modality))
    }
    return arrays
  }
}
