package import CMRBeliefs
package import CMRTraining

/// What a plan makes of the labels, counted over rows and modalities together.
///
/// Clean labels appear here and nowhere else: they are compared with, and nothing follows from
/// them.
package struct CorrectionReport {
  /// The class with the most mass of every row, and whether the plan moves enough of it.
  package let beliefs: Beliefs
  /// The given labels of both modalities.
  private let given: [[Int32]]
  /// The clean labels of both modalities; nil where the store has none.
  private let clean: [[Int32]]?

  /// A report about the classes that a plan gives to rows.
  package init(beliefs: Beliefs, given: [[Int32]], clean: [[Int32]]?) {
    self.beliefs = beliefs
    self.given = given
    self.clean = clean
  }

  /// The figures; a share of nothing is left out.
  ///
  /// - `rows-transported`: the share of rows that are transported.
  /// - `agreement`: of the given labels of transported rows, the share that the plan keeps.
  /// - `given-right`, `corrected-right`: the share of labels, given or the plan's, that are clean.
  /// - `transported-right`: the same of the plan's labels of transported rows.
  /// - `correction-precision`: of the labels of transported rows that the plan changes, the share
  ///   that it makes right.
  /// - `correction-recall`: of all labels that were given wrong, the share that the plan transports
  ///   and makes right.
  package var diagnostics: Diagnostics {
    let counts = CorrectionCounts(beliefs, given: given, clean: clean)
    var figures = Diagnostics()
    figures["rows-transported"] = counts.transportedShare
    figures["agreement"] = counts.agreement
    figures["given-right"] = counts.givenRight
    figures["corrected-right"] = counts.right
    figures["transported-right"] = counts.transportedRight
    figures["correction-precision"] = counts.precision
    figures["correction-recall"] = counts.recall
    return figures
  }

  /// The share of clean labels that `classes`, one per row, have right; nil without clean labels.
  package func right(_ classes: [Int]) -> Double? {
    let beliefs = Beliefs(
      classes: classes.map { Int32($0) }, isTransported: classes.map { _ in false })
    return CorrectionCounts(beliefs, given: given, clean: clean).right
  }
}
