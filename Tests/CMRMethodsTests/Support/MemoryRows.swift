import CMRDense
import CMRRandom
import CMRTraining

/// Training rows in memory: what a method sees of a store, without one.
struct MemoryRows: TrainingRows {
  struct Part {
    var features: Matrix<Float>
    var given: [Int32]
    var clean: [Int32]?
  }

  let modalities: [String]
  var parts: [Part]
  let classCount: Int
  /// How many rows a block of the stream has; small, so that blocks matter.
  var blockRows = 64

  init(modalities: [String] = ["image", "text"], parts: [Part], classCount: Int) {
    self.modalities = modalities
    self.parts = parts
    self.classCount = classCount
  }

  func labels(of modality: String) -> TrainingLabels { .classIndices(part(modality).given) }

  func cleanLabels(of modality: String) -> TrainingLabels? {
    part(modality).clean.map { .classIndices($0) }
  }

  func rowCount(of modality: String) -> Int { part(modality).given.count }

  func forEachBlock(
    of modality: String, _ body: (Range<Int>, Matrix<Float>) throws -> Void
  ) throws {
    let features = part(modality).features
    for start in stride(from: 0, to: features.rows, by: blockRows) {
      let range = start..<min(start + blockRows, features.rows)
      try body(range, features.rows(range))
    }
  }

  func task(batchSize: Int, epochs: Int) -> RetrievalTask {
    RetrievalTask(
      modalities: zip(modalities, parts).map {
        .init(name: $0, dimension: $1.features.columns, trainingRows: $1.features.rows)
      },
      isPaired: true, classCount: classCount, labelKind: .classIndex, batchSize: batchSize,
      epochs: epochs)
  }

  func batch(_ positions: [Int]) -> Batch {
    Batch(
      parts: zip(modalities, parts).map { name, part in
        Batch.Part(
          modality: name, positions: positions, features: part.features.gathering(rows: positions),
          labels: .classIndices(positions.map { part.given[$0] }))
      })
  }

  private func part(_ modality: String) -> Part {
    guard let place = modalities.firstIndex(of: modality) else {
      preconditionFailure("no modality '\(modality)' among \(modalities)")
    }
    return parts[place]
  }
}

extension MemoryRows {
  /// Points around one centre per class, seen through two modalities; a share `noise` of each
  /// modality's labels is redrawn.
  ///
  /// - Parameter spread: the deviation of a row from its centre, where centres are about sqrt(2)
  ///   apart.
  static func clusters(
    classes: Int = 4, rowsPerClass: Int = 30, dimensions: [Int] = [12, 8], spread: Double = 0.15,
    noise: Double = 0.5, seed: UInt64
  ) -> MemoryRows {
    var random = RandomStream(seed: seed, domain: "clusters")
    var clean = (0..<classes * rowsPerClass).map { Int32($0 % classes) }
    random.shuffle(&clean)
    let parts = dimensions.map { dimension in
      let centres = Matrix<Float>(
        rows: classes, columns: dimension,
        elements: (0..<classes * dimension).map { _ in Float(random.normal()) }
      ).normalisedRows()
      var features = centres.gathering(rows: clean.map { Int($0) })
      for row in 0..<features.rows {
        features.setRow(row, to: features.row(row).map { $0 + Float(spread * random.normal()) })
      }
      var given = clean
      for row in random.sample(Int(noise * Double(given.count)), of: given.count) {
        given[row] = Int32(random.uniform(below: classes))
      }
      return Part(features: features, given: given, clean: clean)
    }
    return MemoryRows(parts: parts, classCount: classes)
  }
}
