extension ModalityLabels {
  /// The training rows, ascending.
  ///
  /// - Throws: ``NoiseError`` if there are none, one is repeated or no row, or a label is no class.
  func validatedTrainingRows(classCount: Int) throws(NoiseError) -> [Int] {
    if let row = labels.firstIndex(where: { $0 < 0 || Int($0) >= classCount }) {
      throw .labelOutOfRange(labels[row], row: row, modality: modality, classCount: classCount)
    }
    let rows = trainingRows.sorted()
    guard let first = rows.first, let last = rows.last else { throw .noTrainingRows(modality) }
    for row in [first, last] where !labels.indices.contains(row) {
      throw .rowOutOfRange(row, modality: modality, rows: labels.count)
    }
    if let index = rows.indices.dropFirst().first(where: { rows[$0] == rows[$0 - 1] }) {
      throw .repeatedRow(rows[index], modality: modality)
    }
    return rows
  }

  /// Fails unless `self` and `other` can carry one noisy label per row.
  func requirePair(with other: ModalityLabels) throws(NoiseError) {
    guard labels.count == other.labels.count else {
      throw .rowsDisagree(modality, labels.count, other.modality, other.labels.count)
    }
    if let row = labels.indices.first(where: { labels[$0] != other.labels[$0] }) {
      throw .labelsDisagree(row: row, self, other)
    }
    guard trainingRows.sorted() == other.trainingRows.sorted() else {
      throw .trainingRowsDisagree(
        modality, trainingRows.count, other.modality, other.trainingRows.count)
    }
  }
}
