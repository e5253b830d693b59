extension RetrievalError {
  static func keptScores(_ count: Int, items: Int) -> Self {
    Self(
      code: .mismatch, message: "\(count) scores are kept for \(items) ranked items", remedy: nil)
  }

  static func keptItems(_ count: Int, queries: Int, depth: Int) -> Self {
    Self(
      code: .mismatch,
      message: "\(count) ranked items are kept for \(queries) queries with \(depth) each",
      remedy: nil)
  }

  static func keptItem(_ item: Int, query: Int, gallery: Int) -> Self {
    Self(
      code: .mismatch,
      message:
        "item \(item), ranked for query \(query), is not one of the \(gallery) in the gallery",
      remedy: nil)
  }

  static func keptTwice(_ item: Int, query: Int) -> Self {
    Self(
      code: .mismatch, message: "item \(item) stands twice in the ranking of query \(query)",
      remedy: nil)
  }

  static func risingScore(_ score: Float, after previous: Float, query: Int, rank: Int) -> Self {
    Self(
      code: .mismatch,
      message: "the scores of query \(query) rise from \(previous) to \(score) at rank \(rank), "
        + "and rankings have the best first", remedy: nil)
  }
}
