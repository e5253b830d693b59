/// What a method is told about the data before it sees any of it: names, sizes and kinds.
public struct RetrievalTask: Sendable, Equatable {
  /// One modality of the task.
  public struct Modality: Sendable, Equatable {
    /// The modality's name in the store, for example `image`.
    public let name: String
    /// The length D of a feature row.
    public let dimension: Int
    /// How many training rows the modality has.
    public let trainingRows: Int

    /// A modality from its parts.
    public init(name: String, dimension: Int, trainingRows: Int) {
      self.name = name
      self.dimension = dimension
      self.trainingRows = trainingRows
    }
  }

  /// The kind of labels that rows carry.
  public enum LabelKind: String, Sendable, Codable {
    /// One class index per row.
    case classIndex = "class-index"
    /// Any number of classes per row.
    case multiHot = "multi-hot"
  }

  /// The modalities in the plan's order.
  public let modalities: [Modality]
  /// Whether training row i of every modality belongs to the same thing.
  public let isPaired: Bool
  /// The number K of classes.
  public let classCount: Int
  /// What a row's label is.
  public let labelKind: LabelKind
  /// How many rows a full batch has.
  public let batchSize: Int
  /// How many epochs the run lasts.
  public let epochs: Int

  /// A task from its parts.
  public init(
    modalities: [Modality], isPaired: Bool, classCount: Int, labelKind: LabelKind, batchSize: Int,
    epochs: Int
  ) {
    self.modalities = modalities
    self.isPaired = isPaired
    self.classCount = classCount
    self.labelKind = labelKind
    self.batchSize = batchSize
    self.epochs = epochs
  }

  /// The rows that one epoch goes through: those of the largest modality.
  public var trainingRows: Int { modalities.map(\.trainingRows).max() ?? 0 }

  /// How many steps an epoch has; the last batch may be smaller than the others.
  public var stepsPerEpoch: Int { (trainingRows + batchSize - 1) / batchSize }
}
