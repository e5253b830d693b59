/// What became of one modality's training labels, or of the labels that several share.
public struct ModalityNoise: Codable, Hashable, Sendable {
  /// The modalities that this is about.
  public let modalities: [String]

  /// How many training rows there are.
  public let trainingRows: Int

  /// How many rows were drawn.
  public let drawnRows: Int

  /// How many labels are wrong in the end.
  public let flippedRows: Int

  /// `flippedRows / trainingRows`.
  public let flipRate: Double

  /// Training rows by clean class (outer index) and noisy class (inner index), K x K.
  public let transitions: [[Int]]

  init(modalities: [String], rows: Int, _ selection: Corruption.Selection) {
    self.modalities = modalities
    trainingRows = rows
    drawnRows = selection.rowCount
    let kept = selection.transitions.indices.reduce(0) { $0 + selection.transitions[$1][$1] }
    flippedRows = rows - kept
    flipRate = Double(flippedRows) / Double(rows)
    transitions = selection.transitions
  }
}
