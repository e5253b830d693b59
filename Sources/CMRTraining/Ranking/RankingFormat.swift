import CMRContainer

/// Names in a ranking file; the article `Rankings` is the contract.
enum RankingFormat {
  /// What kind of file it is.
  static let kind = Encoding("cmr-ranking", version: 1)
  /// One direction's arrays.
  static let direction = Encoding("ranking-direction", version: 1)

  static let provenance = "provenance"
  static let directions = "directions"

  static let queryIDs = "query-ids"
  static let galleryIDs = "gallery-ids"
  static let queryLabels = "query-labels"
  static let galleryLabels = "gallery-labels"
  static let items = "items"
  static let scores = "scores"
  static let averagePrecision = "average-precision"

  /// Attributes of the root.
  static let split = "split"
  static let toolVersion = "tool-version"
  /// Attributes of a direction.
  static let query = "query"
  static let gallery = "gallery"
  static let map = "map"
  static let convention = "convention"
  static let similarity = "similarity"
}
