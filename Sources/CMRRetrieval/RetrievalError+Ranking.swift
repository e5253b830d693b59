extension RetrievalError {
  static func widths(queries: Int, gallery: Int) -> Self {
    Self(
      code: .mismatch,
      message:
        "query embeddings have \(queries) components, and gallery embeddings have \(gallery)",
      remedy: nil)
  }

  static func emptyGallery() -> Self {
    Self(code: .mismatch, message: "the gallery is empty, so there is nothing to rank", remedy: nil)
  }

  static func relevanceQueries(_ relevance: Int, queries: Int) -> Self {
    Self(
      code: .mismatch,
      message: "relevance is known for \(relevance) queries, and \(queries) are ranked",
      remedy: nil)
  }

  static func relevanceGallery(_ relevance: Int, gallery: Int) -> Self {
    Self(
      code: .mismatch,
      message:
        "relevance is known for \(relevance) gallery items, and the gallery has \(gallery)",
      remedy: nil)
  }

  static func labelCounts(queries: Int, gallery: Int) -> Self {
    Self(
      code: .mismatch,
      message: "queries have \(queries) possible labels, and gallery items have \(gallery)",
      remedy: nil)
  }

  static func listedItem(_ item: Int, query: Int, gallery: Int) -> Self {
    Self(
      code: .mismatch,
      message:
        "item \(item), listed as relevant to query \(query), is not one of the \(gallery) in the "
        + "gallery", remedy: nil)
  }

  static func multiHotSize(_ count: Int, rows: Int, labels: Int) -> Self {
    Self(
      code: .mismatch,
      message: "\(count) multi-hot entries do not make \(rows) rows of \(labels) labels",
      remedy: nil)
  }

  static func notANumber(query: Int, item: Int) -> Self {
    Self(
      code: .notANumber, message: "the score of query \(query) for gallery item \(item) is NaN",
      remedy: "look for NaN or infinity among the embeddings")
  }
}
