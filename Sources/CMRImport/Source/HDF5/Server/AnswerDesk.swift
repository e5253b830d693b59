internal import CMRHDF5

/// Answers questions about one HDF5 file.
final class AnswerDesk {
  private let file: File
  private let line: QuestionLine

  init(_ file: consuming File, _ line: QuestionLine) {
    self.file = file
    self.line = line
  }

  /// Sends the blocks that `question` asks for, and returns the end of the answer.
  func answer(_ question: HDF5Question) throws -> HDF5Answer {
    switch question {
    case .arrays(.plain): return .arrays(try PlainListing.arrays(try file.root()))
    case .arrays(.matlab): return .arrays(try MATLABListing.arrays(try file.root()))
    case .chunk(let path):
      let dataset = try file.root().dataset(path)
      try dataset.requireStored()
      return .chunk(dataset.chunkShape)
    case .doubles(let array): try sendAll(array, as: Double.self)
    case .floats(let array): try sendAll(array, as: Float.self)
    case .rows(let path, let range):
      try line.send(try file.root().dataset(path).read(rows: range, as: Float.self))
    case .tile(let path, let rows, let columns):
      let dataset = try file.root().dataset(path)
      try line.send(try dataset.read(rows: rows, columns: columns, as: Float.self))
    // Asked where no file is open.
    case .confinement: break
    }
    return .done
  }

  private func sendAll<Number: HDF5Scalar & BinaryFloatingPoint>(
    _ array: HDF5Array, as type: Number.Type
  ) throws {
    switch array.place {
    case .none: return
    case .dataset(let path):
      let dataset = try file.root().dataset(path)
      try dataset.requireStored()
      for part in DatasetPart.parts(of: dataset.shape) {
        try line.send(try part.read(from: dataset, as: type))
      }
    case .sparse(let path):
      let matrix = try SparseColumns(try file.root().group(path), shape: array.variable.shape)
      try matrix.requireLikely(count: array.variable.count, at: path)
      try matrix.forEachBlock(rows: array.variable.shape[0], as: type, line.send)
    }
  }
}
