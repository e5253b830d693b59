/// The labels of a whole dataset, settled once for every split and modality.
package struct ResolvedLabels: Sendable {
  /// The labels of the samples, segment after segment.
  package enum Values: Hashable, Sendable {
    /// One class per sample.
    case classes([Int32])
    /// One 0 or 1 per sample and class, row after row.
    case multiHot([UInt8])
  }

  /// The number of classes.
  package let classCount: Int
  /// By modality, or one list for all where ``modalities`` is nil.
  package let values: [Values]
  /// Which modality each of ``values`` belongs to; nil where they are shared.
  package let modalities: [String]?
  /// What was decided, one line each.
  package let decisions: [String]
  /// What looks wrong, one line each.
  package var warnings: [String] = []

  /// The same labels, held for each of `modalities`.
  func separate(for modalities: [String]) -> ResolvedLabels {
    guard self.modalities == nil, let shared = values.first else { return self }
    return ResolvedLabels(
      classCount: classCount, values: modalities.map { _ in shared }, modalities: modalities,
      decisions: decisions, warnings: warnings)
  }
}

/// Finds what all label tables of a dataset have in common.
///
/// Everything is settled over all tables at once. A base taken from each split by itself, as the
/// published loaders do, goes wrong as soon as a split lacks the lowest class.
package struct LabelResolver {
  /// The tables of one modality, or of all of them where `modality` is nil.
  package struct Group: Sendable {
    package let modality: String?
    package let tables: [LabelTable]

    package init(modality: String?, tables: [LabelTable]) {
      self.modality = modality
      self.tables = tables
    }
  }

  /// How many classes a list names.
  package struct ClassNames: Sendable {
    let count: Int
    /// The file that names them.
    let source: String

    package init(count: Int, source: String) {
      self.count = count
      self.source = source
    }
  }

  /// More classes than any dataset of this field has by far; a larger label is an accident.
  static let mostClasses: Int64 = 1_000_000

  let groups: [Group]
  /// The names of the classes, where a list says how many there are.
  let classNames: ClassNames?
  /// The number of the first class, where the caller knows it.
  let base: Int?

  package init(groups: [Group], classNames: ClassNames? = nil, base: Int? = nil) {
    self.groups = groups
    self.classNames = classNames
    self.base = base
  }

  private var tables: [LabelTable] { groups.flatMap(\.tables) }

  /// Settles encoding, base and number of classes.
  ///
  /// - Throws: ``ImportError`` with code `invalidLabel` or `shapesDisagree`.
  package func resolve() throws(ImportError) -> ResolvedLabels {
    guard let first = tables.first else {
      return ResolvedLabels(classCount: 0, values: [], modalities: nil, decisions: [])
    }
    for table in tables where table.columns != first.columns {
      throw .labelColumnsDisagree(first.source, first.columns, table.source, table.columns)
    }
    return first.columns == 1 ? try resolveNumbers() : try resolveColumns(count: first.columns)
  }

  // MARK: Class numbers

  /// How many classes a list names, where it can be one of classes at all: some may have no row, but
  /// a list of ten more than twice those that have one lists something else, rows perhaps.
  private func believed(_ named: Int64, _ counted: Int64) -> Int64? {
    named <= 2 * counted + 10 ? named : nil
  }

  private func resolveNumbers() throws(ImportError) -> ResolvedLabels {
    if base == nil, let mixed = try LabelBases(groups) {
      let resolver = LabelResolver(groups: mixed.aligned(groups), classNames: classNames, base: 0)
      var aligned = try resolver.resolveNumbers()
      aligned.warnings.insert(mixed.warning, at: 0)
      return aligned
    }
    let range = numberRange
    let base = try numberBase(range)
    // Labels may lie anywhere in 64 bits before they are held against the range.
    let (span, overflow) = range.upperBound.subtractingReportingOverflow(base)
    let counted = max(1, overflow ? Self.mostClasses : min(span, Self.mostClasses) + 1)
    let named = classNames.map { Int64($0.count) }.flatMap { believed($0, counted) }
    let count = min(named ?? counted, Self.mostClasses)
    let (last, beyond) = base.addingReportingOverflow(count - 1)
    let allowed = base...(beyond ? Int64.max : last)
    var seen = [Int](repeating: 0, count: Int(count))
    var values: [ResolvedLabels.Values] = []
    var warnings: [String] = []
    for group in groups {
      var classes: [Int32] = []
      var phantom = PhantomClass(classCount: Int(count))
      for table in group.tables {
        phantom.beginTable()
        for (row, label) in table.values.enumerated() {
          guard allowed.contains(label) else {
            throw .labelOutOfRange(
              label, row: row, in: table.source, allowed: allowed, named: classNames?.source)
          }
          seen[Int(label - base)] += 1
          phantom.add(Int(label - base))
          classes.append(Int32(label - base))
        }
      }
      values.append(.classes(classes))
      if named == nil, warnings.isEmpty, let source = group.tables.first?.source {
        warnings = phantom.warningForNumbers(base: base, source: source).map { [$0] } ?? []
      }
    }
    let decision =
      "labels are class numbers \(range.lowerBound) to \(range.upperBound) over all"
      + " splits: the first class is \(base), and there are \(seen.count) classes"
    return finish(
      values, classCount: seen.count, [decision] + emptyClasses(seen), warnings: warnings)
  }

  private var numberRange: ClosedRange<Int64> {
    var low = Int64.max
    var high = Int64.min
    for table in tables {
      for value in table.values {
        low = min(low, value)
        high = max(high, value)
      }
    }
    return low <= high ? low...high : 0...0
  }

  private func numberBase(_ range: ClosedRange<Int64>) throws(ImportError) -> Int64 {
    if let base { return Int64(base) }
    guard (0...1).contains(range.lowerBound) else { throw .labelBaseUnclear(range) }
    return range.lowerBound
  }

  private func emptyClasses(_ seen: [Int]) -> [String] {
    let empty = seen.indices.filter { seen[$0] == 0 }
    guard !empty.isEmpty else { return [] }
    let shown = empty.prefix(10).map { "\($0)" }.joined(separator: ", ")
    return ["classes without a row (counted from 0): \(shown)\(empty.count > 10 ? ", ..." : "")"]
  }

  // MARK: One column per class

  private func resolveColumns(count: Int) throws(ImportError) -> ResolvedLabels {
    let (most, without) = try countOnes()
    if let classNames, classNames.count != count {
      throw .classNamesDisagree(classNames, columns: count, in: tables[0].source)
    }
    if most > 1 {
      let values = groups.map { group in
        ResolvedLabels.Values.multiHot(group.tables.flatMap { $0.values.map { UInt8($0) } })
      }
      return finish(
        values, classCount: count,
        ["labels are \(count) columns with up to \(most) ones in a row: several classes per row"],
        warnings: without == 0
          ? []
          : [
            "\(without) label rows have no class at all: they are kept, relevant to nothing and never"
              + " found"
          ])
    }
    let values = groups.map { group in
      ResolvedLabels.Values.classes(group.tables.flatMap { classes(of: $0) })
    }
    var phantom = PhantomClass(classCount: count)
    for case .classes(let classes) in values {
      phantom.beginTable()
      for index in classes { phantom.add(Int(index)) }
    }
    return finish(
      values, classCount: count,
      [
        "labels are \(count) columns with a single one in each row: one-hot, stored as class"
          + " numbers from 0"
      ], warnings: [classNames == nil ? phantom.warningForColumns() : nil].compactMap(\.self))
  }

  /// The most ones in a row, and how many rows of a modality have none.
  private func countOnes() throws(ImportError) -> (most: Int, rowsWithout: Int) {
    var most = 0
    var without = 0
    var empty: (row: Int, source: String)?
    for group in groups {
      var here = 0
      for table in group.tables {
        for row in 0..<table.rows {
          let ones = try countOnes(row, of: table)
          if ones == 0, empty == nil { empty = (row, table.source) }
          here += ones == 0 ? 1 : 0
          most = max(most, ones)
        }
      }
      without = max(without, here)
    }
    // Among rows with several classes, one with none can be meant; of single ones each has its own.
    if most <= 1, let empty { throw .labelMissing(row: empty.row, in: empty.source) }
    return (most, without)
  }

  private func countOnes(_ row: Int, of table: LabelTable) throws(ImportError) -> Int {
    var ones = 0
    for column in 0..<table.columns {
      let value = table.values[row * table.columns + column]
      guard value == 0 || value == 1 else {
        throw .labelNotBinary(value, row: row, column: column, in: table.source)
      }
      ones += Int(value)
    }
    return ones
  }

  private func classes(of table: LabelTable) -> [Int32] {
    (0..<table.rows).map { row in
      let start = row * table.columns
      let position = table.values[start..<start + table.columns].firstIndex(of: 1) ?? start
      return Int32(position - start)
    }
  }

  // MARK: Sharing

  private func finish(
    _ values: [ResolvedLabels.Values], classCount: Int, _ decisions: [String],
    warnings: [String] = []
  ) -> ResolvedLabels {
    let modalities = groups.compactMap(\.modality)
    guard modalities.count == groups.count, values.count > 1 else {
      return ResolvedLabels(
        classCount: classCount, values: Array(values.prefix(1)), modalities: nil,
        decisions: decisions + ["the modalities share their labels, which the input has once"],
        warnings: warnings)
    }
    if values.dropFirst().allSatisfy({ $0 == values[0] }) {
      return ResolvedLabels(
        classCount: classCount, values: [values[0]], modalities: nil,
        decisions: decisions + [
          "labels of \(modalities.joined(separator: " and ")) are equal and stored once"
        ], warnings: warnings)
    }
    return ResolvedLabels(
      classCount: classCount, values: values, modalities: modalities,
      decisions: decisions + [
        "labels of \(modalities.joined(separator: " and ")) differ and are stored for each"
      ], warnings: warnings)
  }
}
