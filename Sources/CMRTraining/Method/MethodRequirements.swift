/// What a method needs of the data; the core refuses other data by name before anything is
/// allocated.
public struct MethodRequirements: Sendable, Equatable {
  /// Whether row i of every modality must belong to the same thing.
  public var pairs: Bool
  /// The kinds of labels that the method understands.
  public var labelKinds: [RetrievalTask.LabelKind]
  /// How many modalities it takes.
  public var modalities: ClosedRange<Int>
  /// The fewest rows that a batch must have for the loss to be defined, the last of an epoch
  /// included.
  public var minimumBatch: Int

  /// Requirements; the defaults are those of most methods: pairs of two modalities, one label each.
  public init(
    pairs: Bool = true, labelKinds: [RetrievalTask.LabelKind] = [.classIndex],
    modalities: ClosedRange<Int> = 2...2, minimumBatch: Int = 1
  ) {
    self.pairs = pairs
    self.labelKinds = labelKinds
    self.modalities = modalities
    self.minimumBatch = minimumBatch
  }

  /// Throws what the method called `method` misses in `task`.
  public func check(_ task: RetrievalTask, for method: String) throws(TrainingError) {
    let names = task.modalities.map(\.name).joined(separator: ", ")
    guard modalities.contains(task.modalities.count) else {
      throw .modalityCount(method, wanted: modalities, names: names, count: task.modalities.count)
    }
    if pairs, !task.isPaired { throw .pairsNeeded(method, names: names) }
    guard labelKinds.contains(task.labelKind) else {
      throw .labelKind(method, wanted: labelKinds, found: task.labelKind)
    }
    let smallest = min(task.batchSize, task.trainingRows)
    if smallest < minimumBatch {
      throw .batchTooSmall(method, wanted: minimumBatch, found: smallest)
    }
    let rest = Self.lastBatch(task.trainingRows, task.batchSize)
    if rest < minimumBatch {
      let fitting = (task.batchSize...task.trainingRows).first {
        Self.lastBatch(task.trainingRows, $0) >= minimumBatch
      }
      throw .lastBatchTooSmall(
        method, wanted: minimumBatch, found: rest, task, fitting: fitting ?? task.trainingRows)
    }
  }

  /// The rows of an epoch's last batch.
  private static func lastBatch(_ rows: Int, _ batchSize: Int) -> Int {
    rows.isMultiple(of: batchSize) ? min(rows, batchSize) : rows % batchSize
  }
}

extension TrainingError {
  static func modalityCount(
    _ method: String, wanted: ClosedRange<Int>, names: String, count: Int
  ) -> Self {
    let range =
      wanted.lowerBound == wanted.upperBound
      ? "\(wanted.lowerBound)" : "\(wanted.lowerBound) to \(wanted.upperBound)"
    return Self(
      code: .unsuitableData,
      message: "method '\(method)' takes \(range) modalities, the plan has \(count) (\(names))",
      remedy: "name the modalities to train on")
  }

  static func pairsNeeded(_ method: String, names: String) -> Self {
    Self(
      code: .unsuitableData,
      message: "method '\(method)' needs paired rows, but \(names) of the store are not paired",
      remedy: "train on modalities whose rows belong together, or by a method that needs no pairs")
  }

  static func labelKind(
    _ method: String, wanted: [RetrievalTask.LabelKind], found: RetrievalTask.LabelKind
  ) -> Self {
    let kinds = wanted.map(\.rawValue).joined(separator: " or ")
    return Self(
      code: .unsuitableData,
      message: "method '\(method)' needs \(kinds) labels, the label set is \(found.rawValue)")
  }

  static func batchTooSmall(_ method: String, wanted: Int, found: Int) -> Self {
    Self(
      code: .unsuitableData,
      message: "method '\(method)' needs batches of at least \(wanted) rows, a batch has \(found)",
      remedy: "raise the batch size, or train on more rows")
  }

  static func lastBatchTooSmall(
    _ method: String, wanted: Int, found: Int, _ task: RetrievalTask, fitting: Int
  ) -> Self {
    Self(
      code: .unsuitableData,
      message: "method '\(method)' needs batches of at least \(wanted) rows, and "
        + "\(task.trainingRows) rows in batches of \(task.batchSize) leave \(found) for the last",
      remedy: "take another batch size, for example \(fitting)")
  }
}
