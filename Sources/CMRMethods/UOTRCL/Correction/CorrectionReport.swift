package import CMRTraining

/// What a plan makes of the labels, counted over rows and modalities together.
///
/// Clean labels appear here and nowhere else: they are compared with, and nothing follows from
/// them.
package struct CorrectionReport {
  /// The class with the most mass of every row.
  private let classes: [Int]
  /// Whether the plan moves enough of every row.
  private let isTransported: [Bool]
  /// The given labels of both modalities.
  private let given: [[Int32]]
  /// The clean labels of both modalities; nil where the store has none.
  private let clean: [[Int32]]?

  /// A report about the classes that a plan gives to rows.
  package init(classes: [Int], isTransported: [Bool], given: [[Int32]], clean: [[Int32]]?) {
    self.classes = classes
    self.isTransported = isTransported
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
    var figures = Diagnostics()
    let transported = isTransported.count { $0 }
    figures["rows-transported"] = Self.share(transported, of: classes.count)
    let kept = count { row, given, _ in isTransported[row] && classes[row] == given }
    figures["agreement"] = Self.share(kept, of: transported * given.count)
    guard clean != nil else { return figures }
    figures["given-right"] = Self.share(count { $1 == $2 }, of: classes.count * given.count)
    figures["corrected-right"] = right(classes)
    figures["transported-right"] = Self.share(
      count { row, _, clean in isTransported[row] && classes[row] == clean },
      of: transported * given.count)
    let changed = count { row, given, _ in isTransported[row] && classes[row] != given }
    let wrong = count { $1 != $2 }
    let corrected = count { row, given, clean in
      isTransported[row] && classes[row] != given && classes[row] == clean
    }
    figures["correction-precision"] = Self.share(corrected, of: changed)
    figures["correction-recall"] = Self.share(corrected, of: wrong)
    return figures
  }

  /// The share of clean labels that `classes`, one per row, have right; nil without clean labels.
  package func right(_ classes: [Int]) -> Double? {
    guard clean != nil else { return nil }
    return Self.share(
      count { row, _, clean in classes[row] == clean }, of: classes.count * given.count)
  }

  /// For how many labels, of all rows and modalities, `holds(row, given, clean)`; without clean
  /// labels the given ones stand in.
  private func count(_ holds: (_ row: Int, _ given: Int, _ clean: Int) -> Bool) -> Int {
    let clean = clean ?? given
    var count = 0
    for place in given.indices {
      for row in classes.indices where holds(row, Int(given[place][row]), Int(clean[place][row])) {
        count += 1
      }
    }
    return count
  }

  private static func share(_ count: Int, of total: Int) -> Double? {
    total > 0 ? Double(count) / Double(total) : nil
  }
}
