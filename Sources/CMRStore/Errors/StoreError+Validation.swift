extension StoreError {
  static func badName(_ name: String, of what: String, _ why: String? = nil) -> StoreError {
    StoreError(
      code: .badName, message: "'\(name)' cannot name a \(what)\(why.map { ": \($0)" } ?? "")",
      remedy: "use 1 to 200 ASCII letters, digits and . _ + - with a letter or digit first")
  }

  static func exists(_ what: String, _ name: String, in file: String) -> StoreError {
    StoreError(
      code: .exists, message: "the store '\(file)' has another \(what) '\(name)' already",
      remedy: "choose another name")
  }

  static func idsDisagree(_ count: Int, modality: String, rows: Int) -> StoreError {
    StoreError(
      code: .rowsDisagree,
      message: "modality '\(modality)' has \(rows) rows and \(count) identifiers")
  }

  static func pairsDisagree(_ a: String, _ rowsOfA: Int, _ b: String, _ rowsOfB: Int)
    -> StoreError
  {
    StoreError(
      code: .rowsDisagree,
      message:
        "paired modalities must have equally many rows: '\(a)' has \(rowsOfA), '\(b)' has \(rowsOfB)"
    )
  }

  static func sharedButUnpaired(_ what: String) -> StoreError {
    StoreError(
      code: .rowsDisagree,
      message: "\(what) is shared by all modalities, which are not all paired row by row")
  }

  static func labelsDisagree(
    _ set: String, modality: String, labels: Int, rows: Int
  ) -> StoreError {
    StoreError(
      code: .rowsDisagree,
      message:
        "label set '\(set)' has \(labels) labels for the \(rows) rows of modality '\(modality)'")
  }

  static func modalitiesDisagree(_ what: String, has: [String], store: [String]) -> StoreError {
    StoreError(
      code: .rowsDisagree,
      message: "\(what) is for the modalities \(list(has)), the store has \(list(store))")
  }

  static func mixedKinds(_ set: String) -> StoreError {
    StoreError(
      code: .wrongLabelKind,
      message:
        "label set '\(set)' holds class indices for one modality and multi-hot labels for another"
    )
  }

  static func labelOutOfRange(
    _ label: Int32, row: Int, of modality: String, in set: String, classes: Int
  ) -> StoreError {
    StoreError(
      code: .labelOutOfRange,
      message:
        "label \(label) of row \(row) of '\(modality)' in label set '\(set)' is none of the \(classes) classes 0 to \(classes - 1)"
    )
  }

  static func notMultiHot(
    _ value: UInt8, row: Int, column: Int, of modality: String, in set: String
  ) -> StoreError {
    StoreError(
      code: .labelOutOfRange,
      message:
        "class \(column) of row \(row) of '\(modality)' in multi-hot label set '\(set)' is \(value), neither 0 nor 1"
    )
  }

  static func classesDisagree(_ columns: Int, in set: String, classes: Int) -> StoreError {
    StoreError(
      code: .labelOutOfRange,
      message: "label set '\(set)' has \(columns) columns for \(classes) classes")
  }

  static func notFinite(_ value: Float, modality: String, row: Int, column: Int) -> StoreError {
    StoreError(
      code: .notFinite,
      message:
        "the features of modality '\(modality)' hold \(value.isNaN ? "NaN" : "\(value)") in row \(row), column \(column)",
      remedy: "repair the source")
  }

  static func badIndex(_ row: Int, modality: String, split: String, rows: Int) -> StoreError {
    StoreError(
      code: .badIndex,
      message: "split '\(split)' has row \(row) of modality '\(modality)', which has \(rows) rows")
  }

  static func twice(_ row: Int, modality: String, split: String) -> StoreError {
    StoreError(
      code: .badIndex, message: "split '\(split)' has row \(row) of modality '\(modality)' twice")
  }

  static func unknownBase(_ base: String, of set: String, known: [String]) -> StoreError {
    StoreError(
      code: .unknownLabelSet,
      message: "label set '\(set)' is based on '\(base)', the store has \(list(known))")
  }
}
