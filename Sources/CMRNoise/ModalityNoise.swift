/// What became of one modality's training labels, or of the labels that several share.
public struct ModalityNoise: Codable, Hashable, Sendable {
  /// The modalities that this is about.
  public let modalities: [String]

  /// How many training rows there are.
  public let trainingRows: Int

  /// How many rows were drawn.
  public let drawnRows: Int

  /// How many rows have wrong labels in the end.
  public let flippedRows: Int

  /// `flippedRows / trainingRows`.
  public let flipRate: Double

  /// Training rows by clean class (outer index) and noisy class (inner index), K x K; empty where
  /// rows have any number of classes.
  public let transitions: [[Int]]

  /// By class, how many training rows lost it; nil where each row has one class.
  public let lost: [Int]?

  /// By class, how many training rows gained it; nil where each row has one class.
  public let gained: [Int]?

  init(modalities: [String], rows: Int, _ selection: Corruption.Selection) {
    let kept = selection.transitions.indices.reduce(0) { $0 + selection.transitions[$1][$1] }
    self.init(
      modalities: modalities, trainingRows: rows, drawnRows: selection.rowCount,
      flippedRows: rows - kept, transitions: selection.transitions)
  }

  init(
    modalities: [String], trainingRows: Int, drawnRows: Int, flippedRows: Int,
    transitions: [[Int]], lost: [Int]? = nil, gained: [Int]? = nil
  ) {
    self.modalities = modalities
    self.trainingRows = trainingRows
    self.drawnRows = drawnRows
    self.flippedRows = flippedRows
    flipRate = Double(flippedRows) / Double(trainingRows)
    self.transitions = transitions
    self.lost = lost
    self.gained = gained
  }
}
