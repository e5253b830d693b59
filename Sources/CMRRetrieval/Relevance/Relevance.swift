/// Which gallery items answer which queries. There is no "somewhat": an item is relevant to a
/// query, or it is not.
public struct Relevance: Sendable {
  /// How many queries there are.
  public let queryCount: Int

  /// How many gallery items there are.
  public let galleryCount: Int

  private let rule: Rule

  private enum Rule {
    case sameClass(queries: [Int32], gallery: [Int32])
    case sharedLabel(queries: LabelSets, gallery: LabelSets)
    case listed([[Int]])
  }

  /// Items are relevant to queries of their class.
  public static func sameClass(queries: [Int32], gallery: [Int32]) -> Relevance {
    Relevance(
      queryCount: queries.count, galleryCount: gallery.count,
      rule: .sameClass(queries: queries, gallery: gallery))
  }

  /// Items are relevant to queries with which they share a label or more.
  ///
  /// - Throws: ``RetrievalError`` if the two have different numbers of possible labels.
  public static func sharedLabel(
    queries: LabelSets, gallery: LabelSets
  ) throws(RetrievalError) -> Relevance {
    guard queries.labelCount == gallery.labelCount else {
      throw .labelCounts(queries: queries.labelCount, gallery: gallery.labelCount)
    }
    return Relevance(
      queryCount: queries.rows, galleryCount: gallery.rows,
      rule: .sharedLabel(queries: queries, gallery: gallery))
  }

  /// Items are relevant to the queries that list them: `items[q]` are the gallery indices for query
  /// q.
  ///
  /// - Throws: ``RetrievalError`` if an index is not in the gallery.
  public static func listed(
    _ items: [[Int]], galleryCount: Int
  ) throws(RetrievalError) -> Relevance {
    for (query, list) in items.enumerated() {
      for item in list where item < 0 || item >= galleryCount {
        throw .listedItem(item, query: query, gallery: galleryCount)
      }
    }
    return Relevance(queryCount: items.count, galleryCount: galleryCount, rule: .listed(items))
  }

  /// The gallery items that are relevant to `query`, ascending.
  public func relevantItems(to query: Int) -> [Int] {
    var marks = Array(repeating: false, count: galleryCount)
    mark(query, in: &marks)
    return marks.indices.filter { marks[$0] }
  }

  /// Sets each of `marks`, one for each gallery item, to whether the item is relevant to `query`.
  func mark(_ query: Int, in marks: inout [Bool]) {
    var marks = marks.mutableSpan
    switch rule {
    case .sameClass(let queries, let gallery):
      let (label, gallery) = (queries[query], gallery.span)
      for item in gallery.indices { marks[item] = gallery[item] == label }
    case .sharedLabel(let queries, let gallery):
      for item in marks.indices { marks[item] = queries.shares(query, with: gallery, item) }
    case .listed(let items):
      for item in marks.indices { marks[item] = false }
      for item in items[query] { marks[item] = true }
    }
  }
}
