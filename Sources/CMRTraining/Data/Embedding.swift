import CMRDense

extension TrainingMethod {
  /// The embeddings of all `rows`, `[rows, L]`, block by block; checked for shape and finite
  /// numbers.
  func embeddings(of rows: ModalityRows, stop: StopFlag) throws -> Matrix<Float> {
    var elements: [Float] = []
    var columns = 0
    try FeatureStream(source: rows, stop: stop).forEachBlock { positions, features in
      let block = try embedChecked(features, modality: rows.name)
      if positions.lowerBound == 0 {
        columns = block.columns
        elements.reserveCapacity(rows.rows.count * columns)
      }
      elements += block.elements
    }
    return Matrix(rows: rows.rows.count, columns: columns, elements: elements)
  }

  /// ``embed(_:modality:)``, with what comes back checked.
  func embedChecked(_ features: Matrix<Float>, modality: String) throws -> Matrix<Float> {
    let embeddings = try embed(features, modality: modality)
    guard embeddings.rows == features.rows else {
      throw TrainingError.embeddingShape(
        Self.name, modality: modality, wantedRows: features.rows, found: embeddings.shape)
    }
    guard embeddings.isFinite() else {
      throw TrainingError.embeddingNotFinite(Self.name, modality: modality)
    }
    // A row of zeros is what normalising a row of zeros gives; rounding moves a length by far less
    // than a thousandth.
    if let length = embeddings.rowNorms().first(where: { $0 != 0 && abs($0 - 1) > 1e-3 }) {
      throw TrainingError.embeddingLength(Self.name, modality: modality, length)
    }
    return embeddings
  }
}
