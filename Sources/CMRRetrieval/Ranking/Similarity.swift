/// How alike two embeddings are; larger is more alike.
public enum Similarity: String, Codable, Hashable, Sendable, CaseIterable {
  /// The inner product of the two, divided by their lengths. A copy of the embeddings is made to
  /// divide; a zero row scores 0.
  case cosine

  /// The inner product: the cosine of embeddings that have unit length already, without the copy.
  case innerProduct = "inner-product"
}
