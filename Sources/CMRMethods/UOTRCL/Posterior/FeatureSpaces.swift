import CMRDense
import CMRRandom
import CMRTraining

/// The spaces that witnesses look at: features of either modality, and both side by side.
///
/// No label moves them. Embeddings follow the labels they are trained with, right or wrong: among
/// them a wrong label soon finds neighbours that confirm it, and how likely labels are there says
/// nothing about noise.
struct FeatureSpaces {
  /// Dimensions at most of a modality's features.
  let components: Int

  // More passes change cosines by less than neighbours differ.
  private static var passes: Int { 2 }

  /// Unit vectors of all training rows, `[N, d]`, of every modality and at last of all together.
  func spaces(_ context: EpochContext) throws -> [Matrix<Float>] {
    var spaces = try context.modalities.map { try space(of: $0, context) }
    spaces.append(Self.beside(spaces))
    return spaces
  }

  private func space(of modality: String, _ context: EpochContext) throws -> Matrix<Float> {
    var statistics: ColumnStatistics?
    try context.forEachBlock(of: modality) { _, rows in
      if statistics == nil { statistics = ColumnStatistics(columns: rows.columns) }
      statistics?.add(rows)
    }
    guard let statistics else { return Matrix(rows: 0, columns: 0) }
    var random = RandomStream(
      seed: context.random.seed, domain: "\(context.random.domain)/subspace/\(modality)")
    var subspace = PrincipalSubspace<Float>(
      mean: statistics.mean, dimensions: components
    ) { random.normal() }
    for _ in 0..<Self.passes where !subspace.isWhole {
      try context.forEachBlock(of: modality) { _, rows in subspace.add(rows) }
      subspace.improve()
    }
    return try context.embeddings(of: modality) { subspace.coordinates(of: $0) }.normalisedRows()
  }

  /// The rows of all spaces one after the other, unit vectors again.
  static func beside(_ spaces: [Matrix<Float>]) -> Matrix<Float> {
    let width = spaces.reduce(0) { $0 + $1.columns }
    var elements: [Float] = []
    elements.reserveCapacity(spaces[0].rows * width)
    for row in 0..<spaces[0].rows {
      for space in spaces { elements += space.row(row) }
    }
    return Matrix(rows: spaces[0].rows, columns: width, elements: elements).normalisedRows()
  }
}
