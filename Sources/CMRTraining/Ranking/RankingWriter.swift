import CMRContainer
import CMRRetrieval
import CMRStore

/// Writes the rankings of one direction into a ranking file, query by query.
struct RankingWriter<Method: TrainingMethod> {
  /// 1 MiB of either array: HDF5's cost per call no longer counts, and neither does the memory.
  private static var bufferedElements: Int { 1 << 18 }

  let pass: RankingPass<Method>
  let queryIDs: [String]
  let galleryIDs: [String]
  /// How many items of each ranking are kept.
  let depth: Int

  private var path: String { "\(RankingFormat.directions)/\(pass.direction.name)" }

  /// Adds the direction's group to `writer`; `visit` sees each block and ranking too.
  func write(
    to writer: inout ContainerWriter,
    also visit: (RankingPass<Method>.Block, Ranking<Float>) throws -> Void
  ) throws -> RankingReport.Direction {
    try addHead(to: &writer)
    let shape = [queryIDs.count, depth]
    var itemArray = try writer.beginArray(
      of: Int32.self, at: "\(path)/\(RankingFormat.items)", shape: shape)
    var scoreArray = try writer.beginArray(
      of: Float.self, at: "\(path)/\(RankingFormat.scores)", shape: shape)
    var (items, values): ([Int32], [Float]) = ([], [])
    let outcome = try pass.run { block, stream in
      let ranking = stream.ranking(top: depth)
      items += ranking.items.lazy.map { Int32($0) }
      values += ranking.scores
      try visit(block, ranking)
      guard items.count >= Self.bufferedElements else { return }
      try itemArray.append(items)
      try scoreArray.append(values)
      items.removeAll(keepingCapacity: true)
      values.removeAll(keepingCapacity: true)
    }
    try itemArray.append(items)
    try scoreArray.append(values)
    try writer.finish(itemArray)
    try writer.finish(scoreArray)
    try addMeasures(outcome, to: &writer)
    return RankingReport.Direction(
      direction: pass.direction, queries: queryIDs.count, gallery: galleryIDs.count,
      map: outcome.map, convention: outcome.convention)
  }

  private func addHead(to writer: inout ContainerWriter) throws {
    try writer.addGroup(
      path, encoding: RankingFormat.direction,
      attributes: [
        RankingFormat.query: .text(pass.direction.query),
        RankingFormat.gallery: .text(pass.direction.gallery),
        RankingFormat.similarity: .text(Similarity.cosine.rawValue),
      ])
    try writer.addStrings(queryIDs, at: "\(path)/\(RankingFormat.queryIDs)")
    try writer.addStrings(galleryIDs, at: "\(path)/\(RankingFormat.galleryIDs)")
    try writer.addLabels(
      pass.labels(of: pass.direction.query), at: "\(path)/\(RankingFormat.queryLabels)")
    try writer.addLabels(
      pass.labels(of: pass.direction.gallery), at: "\(path)/\(RankingFormat.galleryLabels)")
  }

  private func addMeasures(
    _ outcome: RankingPass<Method>.Outcome, to writer: inout ContainerWriter
  ) throws(ContainerError) {
    try writer.addArray(
      outcome.averagePrecision, at: "\(path)/\(RankingFormat.averagePrecision)")
    try writer.setAttribute(RankingFormat.map, .real(outcome.map), ofGroup: path)
    try writer.setAttribute(
      RankingFormat.convention, .text(outcome.convention), ofGroup: path)
  }
}

extension ContainerWriter {
  /// Adds what says which rows are relevant to which: a class index per row, or the classes of each.
  fileprivate mutating func addLabels(
    _ labels: TrainingLabels, at path: String
  ) throws(ContainerError) {
    switch labels {
    case .classIndices(let indices): try addArray(indices, at: path)
    case .multiHot(let matrix):
      try addArray(matrix.elements, at: path, shape: [matrix.rows, matrix.classes])
    }
  }
}
