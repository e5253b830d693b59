/// One modality's clean labels where a row has any number of classes, and which rows are for
/// training.
public struct ModalityLabelMatrix: Hashable, Sendable {
  /// The modality's name, for example `image`. The draws of independent noise depend on it.
  public var modality: String

  /// The labels [rows, classCount], row-major: 1 where a row has the class, else 0.
  public var elements: [UInt8]

  /// The rows that may be corrupted, each once. Their order does not matter.
  public var trainingRows: [Int]

  /// The labels of `modality`.
  public init(modality: String, elements: [UInt8], trainingRows: [Int]) {
    self.modality = modality
    self.elements = elements
    self.trainingRows = trainingRows
  }

  /// The training rows, ascending.
  ///
  /// - Throws: ``NoiseError`` if there are none, one is repeated or no row, or a label is neither 0
  ///   nor 1.
  func validatedTrainingRows(classCount: Int) throws(NoiseError) -> [Int] {
    guard elements.count % classCount == 0 else {
      throw .wrongMatrix(modality, elements: elements.count, classCount: classCount)
    }
    if let place = elements.firstIndex(where: { $0 > 1 }) {
      throw .notBinary(
        elements[place], row: place / classCount, column: place % classCount, modality: modality)
    }
    let rows = elements.count / classCount
    // The checks of rows are the same for both kinds.
    return try ModalityLabels(
      modality: modality, labels: Array(repeating: 0, count: rows), trainingRows: trainingRows
    ).validatedTrainingRows(classCount: classCount)
  }

  /// Fails unless `self` and `other` can carry the same noisy labels in each row.
  func requirePair(
    with other: ModalityLabelMatrix, classCount: Int
  ) throws(NoiseError) {
    let (mine, others) = (elements.count / classCount, other.elements.count / classCount)
    guard mine == others else {
      throw .rowsDisagree(modality, mine, other.modality, others)
    }
    if let place = elements.indices.first(where: { elements[$0] != other.elements[$0] }) {
      throw .classesDisagree(
        row: place / classCount, column: place % classCount, modality, elements[place],
        other.modality, other.elements[place])
    }
    guard trainingRows.sorted() == other.trainingRows.sorted() else {
      throw .trainingRowsDisagree(
        modality, trainingRows.count, other.modality, other.trainingRows.count)
    }
  }
}
