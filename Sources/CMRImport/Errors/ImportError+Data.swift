extension ImportError {
  static func rowsDisagree(
    _ segment: String, _ a: String, _ rowsA: Int, _ b: String, _ rowsB: Int
  ) -> ImportError {
    ImportError(
      .shapesDisagree, "\(segment) rows disagree: '\(a)' has \(rowsA), '\(b)' has \(rowsB)",
      remedy: sameSet)
  }

  static func columnsDisagree(
    _ modality: String, _ a: String, _ columnsA: Int, _ b: String, _ columnsB: Int
  ) -> ImportError {
    ImportError(
      .shapesDisagree,
      "\(modality) columns disagree: '\(a)' has \(columnsA), '\(b)' has \(columnsB)",
      remedy: sameSet)
  }

  static func emptyMatrix(_ source: String, shape: [Int]) -> ImportError {
    ImportError(
      .shapesDisagree,
      "'\(source)' is \(Variable.text(of: shape)): it has no samples or no columns",
      remedy: "get a good copy of the source")
  }

  static func labelColumnsDisagree(_ a: String, _ columnsA: Int, _ b: String, _ columnsB: Int)
    -> ImportError
  {
    ImportError(
      .shapesDisagree, "label columns disagree: '\(a)' has \(columnsA), '\(b)' has \(columnsB)",
      remedy: sameSet)
  }

  /// - Parameter named: the list of class names that the range comes from, if it does.
  static func labelOutOfRange(
    _ label: Int64, row: Int, in source: String, allowed: ClosedRange<Int64>, named: String?
  ) -> ImportError {
    let reason = named.map { ", which '\($0)' names" } ?? ""
    return ImportError(
      .invalidLabel,
      "label \(label) in row \(row) of '\(source)' is out of range: classes are"
        + " \(allowed.lowerBound) to \(allowed.upperBound)\(reason)",
      remedy: "rows count from 0; repair the source, or say another first class with --label-base")
  }

  static func tooManyLabels(_ source: String, _ shape: [Int], limit: Int) -> ImportError {
    ImportError(
      .invalidLabel,
      "'\(source)' is \(Variable.text(of: shape)), and labels may have \(limit) elements in all",
      remedy: "take another file for the labels")
  }

  static func labelNotWhole(_ value: Double, row: Int, in source: String) -> ImportError {
    ImportError(
      .invalidLabel, "label \(value) in row \(row) of '\(source)' is not a whole number",
      remedy: repair)
  }

  static func labelNotBinary(_ value: Int64, row: Int, column: Int, in source: String)
    -> ImportError
  {
    ImportError(
      .invalidLabel,
      "'\(source)' has one column per class, and \(value) in row \(row), column \(column) is"
        + " neither 0 nor 1",
      remedy: repair)
  }

  static func labelMissing(row: Int, in source: String) -> ImportError {
    ImportError(
      .invalidLabel, "row \(row) of '\(source)' belongs to no class", remedy: repair)
  }

  static func labelBaseUnclear(_ range: ClosedRange<Int64>) -> ImportError {
    ImportError(
      .invalidLabel,
      "labels run from \(range.lowerBound) to \(range.upperBound), which start at neither 0 nor 1",
      remedy: "say the number of the first class with --label-base")
  }

  static func indexOutOfRange(
    _ index: Int64, at position: Int, in source: String, allowed: ClosedRange<Int64>
  ) -> ImportError {
    ImportError(
      .invalidLabel,
      "row index \(index) at position \(position) of '\(source)' is out of range: rows are"
        + " \(allowed.lowerBound) to \(allowed.upperBound)",
      remedy: "positions count from 0; repair the source")
  }

  static func indexTwice(_ index: Int64, in sources: [String]) -> ImportError {
    ImportError(
      .invalidLabel,
      "row index \(index) stands twice in \(list(sources.map { "'\($0)'" })), and splits may not"
        + " overlap",
      remedy: "repair the source")
  }

  static func notFinite(_ value: Float, modality: String, row: Int, column: Int, in source: String)
    -> ImportError
  {
    ImportError(
      .notFinite,
      "\(modality) feature in row \(row), column \(column) of '\(source)' is"
        + " \(value.isNaN ? "NaN" : "infinite as a Float32")",
      remedy: repair)
  }

  private static var repair: String { "rows and columns count from 0; repair the source" }

  private static var sameSet: String {
    "take all parts from one version of the set"
  }
}

extension ImportError {
  static func classNamesDisagree(
    _ names: LabelResolver.ClassNames, columns: Int, in source: String
  ) -> ImportError {
    ImportError(
      .shapesDisagree,
      "classes disagree: '\(names.source)' names \(names.count), '\(source)' has \(columns) columns",
      remedy: "take all parts from one version of the set")
  }
}
