/// What beliefs make of labels, counted over rows and modalities together.
///
/// Clean labels appear here to be compared with; nothing follows from them.
package struct CorrectionCounts: Sendable, Equatable {
  /// Rows.
  package private(set) var rows = 0
  /// Rows that are transported.
  package private(set) var transportedRows = 0
  /// Rows that are believed to be of another class than a modality's given label says.
  package private(set) var otherRows = 0
  /// Labels: rows times modalities.
  package private(set) var labels = 0
  /// Labels of transported rows.
  package private(set) var transportedLabels = 0
  /// Labels of transported rows that are kept.
  package private(set) var kept = 0
  /// What clean labels say; nil where there are none.
  package private(set) var judged: Judged?

  /// The part that takes clean labels.
  package struct Judged: Sendable, Equatable {
    /// Given labels that are clean.
    package fileprivate(set) var givenRight = 0
    /// Beliefs that are clean.
    package fileprivate(set) var right = 0
    /// Beliefs about transported rows that are clean.
    package fileprivate(set) var transportedRight = 0
    /// Given labels of transported rows that were wrong and are believed right.
    package fileprivate(set) var mended = 0
  }

  /// Counts `beliefs` against the labels of each modality, `given` and `clean`.
  package init(_ beliefs: Beliefs, given: [[Int32]], clean: [[Int32]]?) {
    rows = beliefs.classes.count
    labels = rows * given.count
    transportedRows = beliefs.transportedCount
    transportedLabels = transportedRows * given.count
    judged = clean.map { _ in Judged() }
    for row in beliefs.classes.indices {
      let (believed, isTransported) = (beliefs.classes[row], beliefs.isTransported[row])
      if given.contains(where: { $0[row] != believed }) { otherRows += 1 }
      for place in given.indices {
        let label = given[place][row]
        if isTransported, label == believed { kept += 1 }
        guard let clean else { continue }
        judged?.add(
          given: label, believed: believed, isTransported, clean: clean[place][row])
      }
    }
  }

  /// Labels of transported rows that are changed.
  package var changed: Int { transportedLabels - kept }

  /// Of the labels of transported rows that are changed, the share that is made right.
  package var precision: Double? { judged.flatMap { Self.share($0.mended, of: changed) } }

  /// Of all labels that were given wrong, the share that is transported and made right.
  package var recall: Double? {
    judged.flatMap { Self.share($0.mended, of: labels - $0.givenRight) }
  }

  /// The share of labels that are believed right.
  package var right: Double? { judged.flatMap { Self.share($0.right, of: labels) } }

  /// The share of given labels that are right.
  package var givenRight: Double? { judged.flatMap { Self.share($0.givenRight, of: labels) } }

  /// The share of labels of transported rows that are believed right.
  package var transportedRight: Double? {
    judged.flatMap { Self.share($0.transportedRight, of: transportedLabels) }
  }

  /// Of the given labels of transported rows, the share that is kept.
  package var agreement: Double? { Self.share(kept, of: transportedLabels) }

  /// The share of rows that are transported.
  package var transportedShare: Double? { Self.share(transportedRows, of: rows) }

  /// A share of nothing is nil.
  private static func share(_ count: Int, of total: Int) -> Double? {
    total > 0 ? Double(count) / Double(total) : nil
  }
}

extension CorrectionCounts.Judged {
  fileprivate mutating func add(
    given: Int32, believed: Int32, _ isTransported: Bool, clean: Int32
  ) {
    if given == clean { givenRight += 1 }
    guard believed == clean else { return }
    right += 1
    guard isTransported else { return }
    transportedRight += 1
    if given != clean { mended += 1 }
  }
}
