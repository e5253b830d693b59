extension SplitRows {
  /// The scores of `method` over all directions.
  func scores(of method: some TrainingMethod, stop: StopFlag) throws -> Scores {
    let embeddings = try SplitEmbeddings(of: self, by: method, stop: stop)
    let directions = RankingDirection.all(of: modalities.map(\.name))
    return Scores(
      directions: try directions.map { direction in
        let outcome = try RankingPass(embeddings: embeddings, direction: direction).run()
        return DirectionScore(direction, map: outcome.map)
      })
  }
}
