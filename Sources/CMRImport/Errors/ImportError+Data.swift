extension ImportError {
  static func rowsDisagree(
    _ segment: String, _ a: String, _ rowsA: Int, _ b: String, _ rowsB: Int
  ) -> ImportError {
    ImportError(
      .shapesDisagree, "\(segment) rows disagree: '\(a)' has \(rowsA), '\(b)' has \(rowsB)")
  }

  static func columnsDisagree(
    _ modality: String, _ a: String, _ columnsA: Int, _ b: String, _ columnsB: Int
  ) -> ImportError {
    ImportError(
      .shapesDisagree,
      "\(modality) columns disagree: '\(a)' has \(columnsA), '\(b)' has \(columnsB)")
  }

  static func emptyMatrix(_ source: String, shape: [Int]) -> ImportError {
    ImportError(
      .shapesDisagree, "'\(source)' is \(Variable.text(of: shape)): it has no samples or no columns"
    )
  }

  static func labelColumnsDisagree(_ a: String, _ columnsA: Int, _ b: String, _ columnsB: Int)
    -> ImportError
  {
    ImportError(
      .shapesDisagree, "label columns disagree: '\(a)' has \(columnsA), '\(b)' has \(columnsB)")
  }

  /// - Parameter named: the list of class names that the range comes from, if it does.
  static func labelOutOfRange(
    _ label: Int64, row: Int, in source: String, allowed: ClosedRange<Int64>, named: String?
  ) -> ImportError {
    let reason = named.map { ", which '\($0)' names" } ?? ""
    return ImportError(
      .invalidLabel,
      "label \(label) in row \(row) of '\(source)' is out of range: classes are"
        + " \(allowed.lowerBound) to \(allowed.upperBound)\(reason)")
  }

  static func tooManyLabels(_ source: String, _ shape: [Int], limit: Int) -> ImportError {
    ImportError(
      .invalidLabel,
      "'\(source)' is \(Variable.text(of: shape)), and labels may have \(limit) elements in all")
  }

  static func labelNotWhole(_ value: Double, row: Int, in source: String) -> ImportError {
    ImportError(
      .invalidLabel, "label \(value) in row \(row) of '\(source)' is not a whole number")
  }

  static func labelNotBinary(_ value: Int64, row: Int, column: Int, in source: String)
    -> ImportError
  {
    ImportError(
      .invalidLabel,
      "'\(source)' has one column per class, and \(value) in row \(row), column \(column) is"
        + " neither 0 nor 1"
    )
  }

  static func labelMissing(row: Int, in source: String) -> ImportError {
    ImportError(.invalidLabel, "row \(row) of '\(source)' belongs to no class")
  }

  static func labelBaseUnclear(_ range: ClosedRange<Int64>) -> ImportError {
    ImportError(
      .invalidLabel,
      "labels run from \(range.lowerBound) to \(range.upperBound), which start at neither 0 nor 1",
      remedy: "say the number of the first class")
  }

  static func indexOutOfRange(
    _ index: Int64, at position: Int, in source: String, allowed: ClosedRange<Int64>
  ) -> ImportError {
    ImportError(
      .invalidLabel,
      "row index \(index) at position \(position) of '\(source)' is out of range: rows are"
        + " \(allowed.lowerBound) to \(allowed.upperBound)")
  }

  static func indexTwice(_ index: Int64, in sources: [String]) -> ImportError {
    ImportError(
      .invalidLabel,
      "row index \(index) stands twice in \(list(sources.map { "'\($0)'" })), and splits may not"
        + " overlap"
    )
  }

  static func notFinite(_ value: Float, modality: String, row: Int, column: Int, in source: String)
    -> ImportError
  {
    ImportError(
      .notFinite,
      "\(modality) feature in row \(row), column \(column) of '\(source)' is"
        + " \(value.isNaN ? "NaN" : "infinite as a Float32")",
      remedy: "rows and columns count from 0; repair the source")
  }
}

extension ImportError {
  static func classNamesDisagree(
    _ names: LabelResolver.ClassNames, columns: Int, in source: String
  ) -> ImportError {
    ImportError(
      .shapesDisagree,
      "classes disagree: '\(names.source)' names \(names.count), '\(source)' has \(columns) columns"
    )
  }
}
