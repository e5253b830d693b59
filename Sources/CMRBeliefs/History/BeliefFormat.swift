package import CMRContainer

/// Names in a checkpoint that somebody reads who knows nothing of training; the article
/// `Checkpoints` of CMRTraining is the contract.
package enum BeliefFormat {
  /// The group of a history.
  package static let group = "beliefs"
  /// The resolved plan of the run.
  package static let plan = "plan"

  static let history = Encoding("belief-history", version: 1)

  static let classes = "classes"
  static let epochs = "epochs"
  static let first = "first"
  static let changedRows = "changed-rows"
  static let changedClasses = "changed-classes"
  static let changeEnds = "change-ends"
  static let toggledRows = "toggled-rows"
  static let toggleEnds = "toggle-ends"

  /// Attributes of the root.
  static let epoch = "epoch"
  static let step = "step"
}

extension Encoding {
  /// A checkpoint.
  package static let checkpoint = Encoding("cmr-checkpoint", version: 1)
}
