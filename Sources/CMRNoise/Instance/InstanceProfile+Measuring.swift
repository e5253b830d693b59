extension InstanceProfile {
  /// The most features that are held at a time: 4 MiB.
  private static let blockElements = 1 << 20

  /// Measures the features of all training rows in two passes over them: one profile for all
  /// modalities where they share their labels, else one for each.
  ///
  /// Memory does not grow with the number of features: beside a block of rows, the means of K
  /// classes are held for each modality, and four numbers for each row.
  ///
  /// - Parameters:
  ///   - modalities: the clean labels of every modality.
  ///   - classCount: the number of classes K.
  ///   - sharing: whether modalities share their labels, and so are measured together.
  ///   - dimension: the number of features of a row of a modality.
  ///   - read: the features [rows.count, dimension] of some rows of a modality, row-major.
  /// - Throws: ``NoiseError`` where labels are invalid, or fewer than two classes have rows; what
  ///   the closures throw.
  public static func measure(
    _ modalities: [ModalityLabels], classCount: Int, sharing: NoiseSharing,
    dimension: (_ modality: String) throws -> Int,
    read: (_ modality: String, _ rows: ArraySlice<Int>) throws -> [Float]
  ) throws -> [InstanceProfile] {
    guard let first = modalities.first else { throw NoiseError.noModalities() }
    guard sharing == .shared else {
      return try modalities.map {
        try measure([$0], $0, classCount: classCount, dimension: dimension, read: read)
      }
    }
    for other in modalities.dropFirst() { try first.requirePair(with: other) }
    return [
      try measure(modalities, first, classCount: classCount, dimension: dimension, read: read)
    ]
  }

  private static func measure(
    _ group: [ModalityLabels], _ labels: ModalityLabels, classCount: Int,
    dimension: (String) throws -> Int, read: (String, ArraySlice<Int>) throws -> [Float]
  ) throws -> InstanceProfile {
    let rows = try labels.validatedTrainingRows(classCount: classCount)
    let names = group.map(\.modality)
    var means = try names.map {
      ClassMeans(classCount: classCount, dimension: try dimension($0))
    }
    let step = max(1, blockElements / max(1, means.reduce(0) { $0 + $1.dimension }))
    let blocks = stride(from: 0, to: rows.count, by: step).map {
      rows[$0..<min(rows.count, $0 + step)]
    }
    for (place, name) in names.enumerated() {
      for block in blocks {
        let features = try checked(read(name, block), name, block, means[place].dimension)
        means[place].add(features, labels: block.map { labels.labels[$0] })
      }
      means[place].finish()
    }
    guard means[0].classes.count >= 2 else {
      throw NoiseError.noRival(names[0], classes: means[0].classes.count)
    }
    var profile = InstanceProfile(modalities: names, rows: rows)
    for block in blocks {
      var shares: [[Double]] = []
      for (name, mean) in zip(names, means) {
        let features = try checked(read(name, block), name, block, mean.dimension)
        let more = block.indices.map {
          mean.shares(of: features, at: ($0 - block.startIndex) * mean.dimension)
        }
        shares = shares.isEmpty ? more : zip(shares, more).map { zip($0, $1).map { $0 + $1 } }
      }
      for (row, distances) in zip(block, shares) {
        profile.append(distances, of: means[0].classes, own: Int(labels.labels[row]))
      }
    }
    return profile
  }

  private static func checked(
    _ features: [Float], _ modality: String, _ rows: ArraySlice<Int>, _ dimension: Int
  ) throws(NoiseError) -> [Float] {
    guard features.count == rows.count * dimension else {
      throw .featuresDisagree(
        modality, count: features.count, rows: rows.count, dimension: dimension)
    }
    return features
  }
}
