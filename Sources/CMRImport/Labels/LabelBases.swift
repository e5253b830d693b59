/// The number of the first class in each label table, where they do not all count from the same.
///
/// Loaders that shift one array and forget another have made files whose training labels run from 0
/// and whose test labels run from 1 over the same classes.
struct LabelBases {
  /// By table: group after group, segment after segment.
  let bases: [[Int64]]
  /// What was decided.
  let warning: String

  /// The bases of `groups`; nil where nothing speaks for more than one.
  ///
  /// Only tables in which every class occurs prove anything: some from 0 to m, others from 1 to m +
  /// 1.
  ///
  /// - Throws: ``ImportError`` with code `invalidLabel` where a table could have either base.
  init?(_ groups: [LabelResolver.Group]) throws(ImportError) {
    let tables = groups.flatMap(\.tables)
    let ranges = tables.map { Self.range(of: $0) }
    let whole = zip(tables, ranges).filter { Self.hasEvery($0.0, of: $0.1) }
    guard let zero = whole.filter({ $0.1.lowerBound == 0 }).max(by: Self.isShorter),
      zero.1.upperBound >= 1,
      let one = whole.first(where: { $0.1 == 1...zero.1.upperBound + 1 }),
      ranges.allSatisfy({ $0.lowerBound >= 0 && $0.upperBound <= one.1.upperBound })
    else { return nil }
    var bases: [[Int64]] = []
    for group in groups {
      var list: [Int64] = []
      for table in group.tables {
        let range = Self.range(of: table)
        guard (range.lowerBound == 0) != (range.upperBound == one.1.upperBound) else {
          throw .mixedBases(zero.0.source, one.0.source, unclear: table.source)
        }
        list.append(range.lowerBound == 0 ? 0 : 1)
      }
      bases.append(list)
    }
    self.bases = bases
    let named = { (base: Int64) in
      zip(groups.flatMap(\.tables), bases.joined()).filter { $0.1 == base }
        .map { "'\($0.0.source)'" }.joined(separator: ", ")
    }
    warning =
      "label bases are mixed: \(named(0)) count the \(zero.1.upperBound + 1) classes from 0,"
      + " \(named(1)) from 1; each was counted from its own first class"
  }

  /// The groups with all their labels counted from 0.
  func aligned(_ groups: [LabelResolver.Group]) -> [LabelResolver.Group] {
    zip(groups, bases).map { group, bases in
      LabelResolver.Group(
        modality: group.modality,
        tables: zip(group.tables, bases).map { table, base in
          LabelTable(source: table.source, columns: 1, values: table.values.map { $0 - base })
        })
    }
  }

  private static func range(of table: LabelTable) -> ClosedRange<Int64> {
    let low = table.values.min() ?? 0
    return low...(table.values.max() ?? low)
  }

  private static func isShorter(
    _ a: (LabelTable, ClosedRange<Int64>), _ b: (LabelTable, ClosedRange<Int64>)
  ) -> Bool { a.1.upperBound < b.1.upperBound }

  private static func hasEvery(_ table: LabelTable, of range: ClosedRange<Int64>) -> Bool {
    let (span, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    guard !overflow, span < table.values.count else { return false }
    return Set(table.values).count == Int(span) + 1
  }
}

extension ImportError {
  static func mixedBases(_ zero: String, _ one: String, unclear: String) -> ImportError {
    ImportError(
      .invalidLabel,
      "'\(zero)' counts classes from 0 and '\(one)' the same ones from 1, and '\(unclear)' could do"
        + " either",
      remedy: "repair the source, or say with --label-base that all count from one number")
  }
}
