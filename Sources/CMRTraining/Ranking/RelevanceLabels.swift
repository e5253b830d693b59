import CMRDense
import CMRRetrieval
import CMRStore

/// The labels of a gallery, ready to say what is relevant to blocks of queries: the same class, or
/// one label in common.
struct RelevanceLabels {
  private let gallery: TrainingLabels
  private let gallerySets: LabelSets?

  /// The relevance of a gallery with `labels`.
  init(gallery labels: TrainingLabels) throws {
    gallery = labels
    gallerySets = try Self.sets(labels)
  }

  /// What is relevant to queries with `labels`.
  func relevance(toQueries labels: TrainingLabels) throws -> Relevance {
    if let gallerySets, let queries = try Self.sets(labels) {
      return try .sharedLabel(queries: queries, gallery: gallerySets)
    }
    return .sameClass(queries: labels.indices ?? [], gallery: gallery.indices ?? [])
  }

  private static func sets(_ labels: TrainingLabels) throws -> LabelSets? {
    guard case .multiHot(let matrix) = labels else { return nil }
    return try LabelSets(
      multiHot: matrix.elements, rows: matrix.rows, labelCount: matrix.classes)
  }
}
