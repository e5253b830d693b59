internal import CMRRandom

extension SplitPlan {
  /// The rows of each part, rising.
  ///
  /// - Parameters:
  ///   - rows: the row numbers to split, each once.
  ///   - labels: the classes that a stratified draw goes by.
  ///   - modality: the one whose rows these are, where each has rows of its own: each then draws for
  ///     itself.
  ///   - what: what an error calls the rows.
  /// - Throws: ``SplitError`` where the parts ask for more rows than there are, or one gets none.
  package func split(
    _ rows: [Int], labels: SplitLabels?, modality: String? = nil, in what: String
  ) throws(SplitError) -> [[Int]] {
    let counts = try counts(of: rows.count, in: what)
    var stream = RandomStream(
      seed: seed, domain: "split/\(draw.rawValue)" + (modality.map { "/\($0)" } ?? ""))
    var parts: [[Int]]
    switch (draw, labels) {
    case (.inOrder, _): parts = Self.cut(rows, counts)
    case (.stratified, let labels?) where labels.isSingle:
      parts = ClassStratification.deal(rows, labels, counts, &stream)
    case (.stratified, let labels?):
      parts = IterativeStratification.deal(rows, labels, counts, &stream)
    case (.random, _), (.stratified, nil):
      var shuffled = rows
      stream.shuffle(&shuffled)
      parts = Self.cut(shuffled, counts)
    }
    parts.removeLast()
    return parts.map { $0.sorted() }
  }

  private static func cut(_ rows: [Int], _ counts: [Int]) -> [[Int]] {
    var first = 0
    return counts.map { count in
      defer { first += count }
      return Array(rows[first..<first + count])
    }
  }
}
