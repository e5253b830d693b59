extension LabelSet {
  /// Checks that there is one label in range for each row of each modality of `shape`.
  func validate(against shape: StoreShape) throws(StoreError) {
    try StoreShape.checkName(name, of: "label set")
    let kind = self.kind
    try shape.forEach(of: labels, "label set '\(name)'") {
      labels, modality, rows throws(StoreError) in
      guard labels.kind == kind else { throw .mixedKinds(name) }
      guard labels.rows == rows else {
        throw .labelsDisagree(name, modality: modality, labels: labels.rows, rows: rows)
      }
      switch labels {
      case .classIndices(let indices): try check(indices, modality, shape)
      case .multiHot(let matrix): try check(matrix, modality, shape)
      }
    }
  }

  private func check(_ indices: [Int32], _ modality: String, _ shape: StoreShape)
    throws(StoreError)
  {
    let classes = Int32(clamping: shape.classCount)
    if let row = indices.firstIndex(where: { $0 < 0 || $0 >= classes }) {
      throw .labelOutOfRange(
        indices[row], row: row, of: modality, in: name, classes: shape.classCount)
    }
  }

  private func check(_ matrix: MultiHot, _ modality: String, _ shape: StoreShape)
    throws(StoreError)
  {
    guard matrix.classes == shape.classCount else {
      throw .classesDisagree(matrix.classes, in: name, classes: shape.classCount)
    }
    if let index = matrix.elements.firstIndex(where: { $0 > 1 }) {
      throw .notMultiHot(
        matrix.elements[index], row: index / matrix.classes, column: index % matrix.classes,
        of: modality, in: name)
    }
  }
}
