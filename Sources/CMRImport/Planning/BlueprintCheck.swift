extension Blueprint {
  /// The rows of each segment of a modality.
  func rows(of modality: Modality) -> [Int] { modality.pieces.map(\.samples.count) }

  /// Whether the rows belong together, given that the labels were found `equal` or not.
  func isPaired(labelsAreEqual equal: Bool) -> Bool {
    pairing == .given || (equal && Set(modalities.map { rows(of: $0) }).count == 1)
  }

  /// Checks that everything has the shape that the rest of the blueprint calls for.
  ///
  /// - Parameter title: what an error calls a variable.
  /// - Throws: ``ImportError`` with code `shapesDisagree`.
  func check(title: (VariableReference) -> String) throws(ImportError) {
    for modality in modalities { try check(modality, title) }
    for set in labels {
      let owner = modalities.first { pairing == .given || $0.name == set.modality }
      guard let pieces = owner?.pieces else { continue }
      for (index, origin) in set.origins.enumerated() {
        try check(origin, segments[index].name, pieces[index], title)
      }
    }
  }

  private func check(
    _ modality: Modality, _ title: (VariableReference) -> String
  ) throws(ImportError) {
    for (piece, segment) in zip(modality.pieces, segments) {
      let shape = piece.source.variable.shape
      let bytes = Variable.count(of: [piece.samples.count, piece.width, MemoryLayout<Float>.stride])
      guard !piece.samples.isEmpty, piece.width > 0, bytes < .max else {
        throw .emptyMatrix(title(piece.source), shape: shape)
      }
      if pairing == .given, piece.samples.count != segment.rows,
        let first = pieces(of: segment).first
      {
        throw .rowsDisagree(
          segment.name, title(first.source), segment.rows, title(piece.source),
          piece.samples.count)
      }
      if let first = modality.pieces.first, first.width != piece.width {
        throw .columnsDisagree(
          modality.name, title(first.source), first.width, title(piece.source), piece.width)
      }
    }
  }

  private func check(
    _ origin: LabelOrigin, _ segment: String, _ features: Piece,
    _ title: (VariableReference) -> String
  ) throws(ImportError) {
    let (name, rows) =
      switch origin {
      case .variable(let piece): (title(piece.source), piece.samples.count)
      case .numbers(let numbers, let name): (name, numbers.count)
      }
    guard rows == features.samples.count else {
      throw .rowsDisagree(segment, title(features.source), features.samples.count, name, rows)
    }
  }

  /// The features of one segment, in the order of the modalities.
  private func pieces(of segment: Segment) -> [Piece] {
    guard let index = segments.firstIndex(of: segment) else { return [] }
    return modalities.map { $0.pieces[index] }
  }
}
