import CMRBeliefs
import CMRTraining

extension Conformance {
  /// Shape and classes in every epoch, then against a run that is resumed after every step and epoch.
  func checkBeliefs() throws(Finding) {
    for scene in scenes {
      try rehearsing(scene.name) {
        var first = try Rehearsal<Method>(options, on: scene, seed: seed)
        try first.run()
        for (epoch, beliefs) in first.beliefs.enumerated() {
          try check(beliefs, of: scene, "\(scene.name), epoch \(epoch + 1)")
        }
        var second = try Rehearsal<Method>(options, on: scene, seed: seed)
        try second.run { try $0.replaceByResumed() }
        for (epoch, pair) in zip(first.beliefs, second.beliefs).enumerated() where pair.0 != pair.1
        {
          throw Finding(
            "\(scene.name), epoch \(epoch + 1)",
            "\(Self.difference(pair.0, pair.1)) in an uninterrupted run and a resumed one",
            remedy: "what beliefs are made from belongs to 'parameters' or 'state'")
        }
      }
    }
  }

  private func check(_ beliefs: Beliefs?, of scene: Scene, _ place: String) throws(Finding) {
    do throws(TrainingError) {
      try beliefs?.check(for: scene.task, method: Method.name)
    } catch {
      throw Finding(place, error.message, remedy: error.remedy)
    }
  }

  private static func difference(_ a: Beliefs?, _ b: Beliefs?) -> String {
    guard let a, let b else {
      return "there are \(a == nil ? "no " : "")beliefs and \(b == nil ? "no " : "")beliefs"
    }
    let rows = a.classes.indices
    let row = rows.first { a.classes[$0] != b.classes[$0] }
    if let row {
      return "row \(row) is believed to be of class \(a.classes[row]) and \(b.classes[row])"
    }
    let moved = rows.first { a.isTransported[$0] != b.isTransported[$0] } ?? 0
    return "row \(moved) is \(a.isTransported[moved] ? "" : "not ")transported and "
      + "\(b.isTransported[moved] ? "" : "not ")transported"
  }
}
