import CMRContainer
public import CMRRetrieval
import CMRStore

extension RankingFile.Direction {
  /// The rankings with what is relevant, ready to be scored.
  ///
  /// Throws a `ContainerError` for damage, a `RetrievalError` for arrays that do not fit together,
  /// and a ``TrainingError`` for a file from before rankings held labels.
  public func judged() throws -> KeptRankings {
    guard container.contains(labelPath(RankingFormat.queryLabels)) else {
      throw TrainingError.rankingWithoutLabels(container.path)
    }
    let queries = try labels(RankingFormat.queryLabels)
    let gallery = try labels(RankingFormat.galleryLabels)
    let severalLabels = queries.indices == nil
    return try KeptRankings(
      items: items(), depth: depth, scores: scores(),
      relevance: RelevanceLabels(gallery: gallery).relevance(toQueries: queries),
      galleryIdentifiers: galleryIDs(), haveSeveralLabels: severalLabels)
  }

  private func labelPath(_ name: String) -> String { "\(path)/\(name)" }

  /// Class indices, or with a second axis multi-hot rows.
  private func labels(_ name: String) throws(ContainerError) -> TrainingLabels {
    let path = labelPath(name)
    let shape = try container.node(path).shape ?? []
    guard shape.count == 2 else { return .classIndices(try container.array(path)) }
    return .multiHot(
      MultiHot(rows: shape[0], classes: shape[1], elements: try container.array(path)))
  }
}
