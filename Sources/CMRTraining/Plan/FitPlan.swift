public import CMRJSON

/// Everything that decides what a fit computes: data, method, optimiser, seed and when to save.
///
/// A plan file names only what differs from the defaults; the resolved plan
/// (``resolved(in:catalog:)``) has every value written out and is what the run folder and the
/// checkpoints keep. Unknown keys are refused by name.
///
/// ```json
/// {"store": {"path": "wiki.h5"}, "labels": "symmetric-0.4-s1", "epochs": 40,
///   "method": {"name": "mrl", "options": {"encoder": {"hidden": [1024, 1024]}}}}
/// ```
public struct FitPlan: Codable, Sendable, Equatable {
  /// The version of this form.
  public static let currentVersion = 1

  /// The version of the plan's form.
  public var planVersion = FitPlan.currentVersion
  /// The data.
  public var store = StorePlan()
  /// The label set to train with.
  public var labels = "clean"
  /// The row sets.
  public var splits = SplitPlan()
  /// The modalities in the order of the task; empty for all of the store, in its order.
  public var modalities: [String] = []
  /// The method and its options.
  public var method = MethodPlan()
  /// How often the training rows are gone through. 100 is MRL's recipe.
  public var epochs = 100
  /// Rows per step. 100 suits sets of a few thousand rows, all there is to tune on here.
  public var batchSize = 100
  /// How parameters follow gradients.
  public var optimiser = OptimiserPlan()
  /// How the learning rate changes from epoch to epoch.
  public var schedule = SchedulePlan()
  /// The seed of initial parameters, batch order and everything random within the method.
  public var seed: UInt64 = 1
  /// Threads of the matrix products; 0 for as many as there are processors. Part of the plan,
  /// because sums depend on it.
  public var threads = 0
  /// When the validation split is evaluated and what is measured.
  public var evaluation = EvaluationPlan()
  /// What is done to features before the method sees them.
  public var transform = TransformPlan()
  /// When to save.
  public var checkpoints = CheckpointPlan()
  /// Which checkpoints to keep.
  public var retention = RetentionPlan()

  /// The defaults; store path and method name are still empty.
  public init() {}

  /// The plan that `document` describes, over the defaults.
  ///
  /// Throws a ``TrainingError`` that names an unknown key, or one of the wrong type.
  public init(document: JSONValue) throws(TrainingError) {
    try self.init(document: document, over: FitPlan())
  }

  /// The plan that `document` describes, over `base`.
  public init(document: JSONValue, over base: FitPlan) throws(TrainingError) {
    if let version = document["planVersion"]?.wholeNumber, version != Self.currentVersion {
      throw .planVersion(version)
    }
    let overlay = JSONOverlay(
      noun: "key", owner: "the fit plan", open: ["method.options"])
    self = try overlay.decode(document, over: base)
  }

  /// The plan as a document, every key written out.
  public func document() throws(TrainingError) -> JSONValue { try JSONValue(encoded: self) }
}
