public import CMRDense
public import CMRRandom

/// What a method can see at the beginning of an epoch: the whole training set, as a stream.
///
/// Only good during the call that it is handed to.
public struct EpochContext {
  /// How far the run has come; step 0 of the epoch.
  public let progress: FitProgress
  /// A random stream of this epoch alone.
  public let random: RandomStream
  /// The modalities' names in the task's order.
  public let modalities: [String]

  private let source: any TrainingRows

  /// A context over `source`.
  package init(
    progress: FitProgress, random: RandomStream, modalities: [String], source: any TrainingRows
  ) {
    self.progress = progress
    self.random = random
    self.modalities = modalities
    self.source = source
  }

  /// The training labels of `modality`, one per training row, in the order of
  /// ``Batch/Part/positions``.
  public func labels(of modality: String) -> TrainingLabels { source.labels(of: modality) }

  /// The labels without injected noise, if the store has them; **for diagnostics only**.
  ///
  /// A method that lets them change a parameter or its state cheats.
  public func cleanLabels(of modality: String) -> TrainingLabels? {
    source.cleanLabels(of: modality)
  }

  /// How many training rows `modality` has.
  public func rows(of modality: String) -> Int { source.rowCount(of: modality) }

  /// Streams the transformed features of all training rows of `modality` in order, block by block.
  ///
  /// `body` receives the positions of the block and its features `[positions.count, D]`. Memory
  /// does not grow with the number of rows.
  public func forEachBlock(
    of modality: String, _ body: (_ positions: Range<Int>, _ features: Matrix<Float>) throws -> Void
  ) throws {
    try source.forEachBlock(of: modality, body)
  }

  /// The embeddings of all training rows of `modality`, `[rows, L]`, row i for position i.
  ///
  /// `embed` is usually the method's own ``TrainingMethod/embed(_:modality:)``.
  public func embeddings(
    of modality: String, by embed: (Matrix<Float>) throws -> Matrix<Float>
  ) throws -> Matrix<Float> {
    let rows = rows(of: modality)
    var elements: [Float] = []
    var columns = 0
    try forEachBlock(of: modality) { positions, features in
      let block = try embed(features)
      guard block.rows == positions.count else {
        throw TrainingError.embeddingRows(modality, wanted: positions.count, found: block.rows)
      }
      columns = block.columns
      if elements.isEmpty { elements.reserveCapacity(rows * columns) }
      elements += block.elements
    }
    return Matrix(rows: columns == 0 ? 0 : rows, columns: columns, elements: elements)
  }
}

/// The training rows as ``EpochContext`` sees them; a protocol so that tests can hand a method rows
/// from memory.
package protocol TrainingRows {
  func labels(of modality: String) -> TrainingLabels
  func cleanLabels(of modality: String) -> TrainingLabels?
  func rowCount(of modality: String) -> Int
  func forEachBlock(
    of modality: String, _ body: (Range<Int>, Matrix<Float>) throws -> Void
  ) throws
}

extension TrainingError {
  static func embeddingRows(_ modality: String, wanted: Int, found: Int) -> Self {
    Self(
      code: .methodMisbehaved,
      message: "embedding \(wanted) rows of '\(modality)' gave \(found) rows")
  }
}
