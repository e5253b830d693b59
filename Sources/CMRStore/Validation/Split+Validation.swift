extension Split {
  /// Checks that every row exists in the modalities of `shape` and stands once.
  func validate(against shape: StoreShape) throws(StoreError) {
    try StoreShape.checkName(name, of: "split")
    try shape.forEach(of: rows, "split '\(name)'") { list, modality, rows throws(StoreError) in
      var seen = [Bool](repeating: false, count: rows)
      for row in list {
        guard row >= 0, row < rows else {
          throw .badIndex(row, modality: modality, split: name, rows: rows)
        }
        guard !seen[row] else { throw .twice(row, modality: modality, split: name) }
        seen[row] = true
      }
    }
  }
}
