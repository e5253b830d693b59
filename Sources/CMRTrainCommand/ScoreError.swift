import CMRRetrieval

/// Why a ranking file has no score.
struct ScoreError: Error, CustomStringConvertible {
  let description: String

  /// There is nothing in the file to score.
  static func noDirection(_ name: String) -> ScoreError {
    ScoreError(description: "'\(name)' holds no direction of retrieval; rank the run again")
  }

  /// What the file holds does not fit together, though its digests are right.
  static func contradiction(_ place: String, _ error: RetrievalError) -> ScoreError {
    ScoreError(
      description: "\(place): \(error); no version of this program writes that, rank the run again")
  }

  /// No convention can say anything of what was asked.
  static func nothing(_ place: String, _ reasons: [String]) -> ScoreError {
    ScoreError(
      description:
        "\(place): \(reasons.joined(separator: "; ")); choose other measures or conventions")
  }

  /// Nothing of what was asked can be had from the first items.
  static func cut(_ place: String, _ names: [String], _ kept: KeptRankings) -> ScoreError {
    ScoreError(
      description: "\(place): the first \(kept.depth) of \(kept.galleryCount) items are kept, too "
        + "few for \(names.joined(separator: ", ")); ask for --at K, K up to \(kept.depth), or rank "
        + "the run again without --top")
  }
}
