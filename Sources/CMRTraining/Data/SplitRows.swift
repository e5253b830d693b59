package import CMRContainer
package import CMRDense
import CMRStore

/// The rows of one modality in one split, as the store has them on disk.
package struct ModalityRows: Sendable {
  /// The modality's name.
  package let name: String
  /// The store's row numbers in the order of the split.
  package let rows: [Int]
  /// The features of all rows of the store.
  package let features: RowMatrix
  /// What is done to features that are read.
  package var scaling = FeatureScaling(mean: [], deviation: [], featureNorm: nil)

  /// The length of a feature row.
  package var dimension: Int { features.columns }

  /// The features of the rows at these positions of the split, `[positions.count, D]`, transformed.
  package func read(_ positions: some Collection<Int>) throws -> Matrix<Float> {
    let numbers = positions.map { rows[$0] }
    var matrix = Matrix<Float>(rows: numbers.count, columns: features.columns)
    var elements = matrix.mutableSpan
    try features.read(rows: numbers, into: &elements)
    scaling.apply(to: &matrix)
    return matrix
  }
}

/// The rows of a split that are embedded and ranked, with the labels that say what is relevant.
package struct SplitRows: Sendable {
  /// The split's name.
  package let name: String
  /// The modalities in the plan's order.
  package var modalities: [ModalityRows]
  /// The true labels of the rows, by modality.
  package let labels: [TrainingLabels]
}

extension Store {
  /// The rows of `split` for every one of `modalities`; none of them empty.
  func rows(of split: String, modalities: [String]) throws -> [ModalityRows] {
    try modalities.map { name in
      let rows = try rows(of: split, modality: name)
      if rows.isEmpty { throw TrainingError.emptySplit(split, modality: name) }
      return ModalityRows(name: name, rows: rows, features: try modality(name).features)
    }
  }

  /// The labels that `set` gives to `rows`.
  func labels(_ set: LabelSet, of rows: ModalityRows) throws -> TrainingLabels {
    let all: TrainingLabels =
      switch try set.labels(for: rows.name) {
      case .classIndices(let indices): .classIndices(indices)
      case .multiHot(let matrix): .multiHot(matrix)
      }
    return all.gathering(rows.rows)
  }

  /// The rows of `split` with the labels of `truth`.
  func splitRows(_ split: String, modalities: [String], truth: LabelSet) throws -> SplitRows {
    let rows = try rows(of: split, modalities: modalities)
    return SplitRows(
      name: split, modalities: rows, labels: try rows.map { try labels(truth, of: $0) })
  }
}
