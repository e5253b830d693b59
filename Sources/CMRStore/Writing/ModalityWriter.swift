import CMRContainer

/// Takes the features of a modality row by row, so that they never have to fit in memory.
///
/// Comes from ``StoreBuilder/beginModality(_:rows:dimension:)`` and goes to
/// ``StoreBuilder/finish(_:ids:)``.
public struct ModalityWriter: ~Copyable {
  /// The name of the modality.
  public let name: String
  var features: RowWriter<Float>

  /// The number of rows that the modality is to have.
  public var rows: Int { features.rows }
  /// The number of features of a row.
  public var dimension: Int { features.rowLength }
  /// The number of rows so far.
  public var appended: Int { features.appended }

  /// The XXH3-64 checksums of the rows so far, by which equal rows are found too.
  package var rowChecksums: [UInt64] { features.checksums ?? [] }

  /// Appends whole rows, row-major; any number at a time, some MiB at best.
  ///
  /// - Throws: ``StoreError`` of code `notFinite`, which names the row and column, `rowsDisagree`
  ///   or `diskFull`.
  public mutating func append(_ elements: Span<Float>) throws(StoreError) {
    try checkFinite(elements)
    do {
      try features.append(elements)
    } catch {
      throw error.code == .invalidInput
        ? StoreError(code: .rowsDisagree, message: error.message) : StoreError(error)
    }
  }

  /// The same for an array.
  public mutating func append(_ elements: [Float]) throws(StoreError) {
    try append(elements.span)
  }

  private func checkFinite(_ elements: Span<Float>) throws(StoreError) {
    // Exponents of all ones are NaN and infinity; the greatest of all tells whether there is one,
    // without a branch.
    var greatest: UInt32 = 0
    for index in elements.indices {
      greatest = max(greatest, elements[index].bitPattern & 0x7fff_ffff)
    }
    guard greatest >= Float.infinity.bitPattern else { return }
    for index in elements.indices where !elements[index].isFinite {
      throw .notFinite(
        elements[index], modality: name, row: features.appended + index / max(1, dimension),
        column: index % max(1, dimension))
    }
  }
}

extension StoreError {
  static func emptyModality(_ name: String, rows: Int, _ dimension: Int) -> StoreError {
    StoreError(
      code: .rowsDisagree,
      message: "modality '\(name)' cannot have \(rows) rows of \(dimension) features")
  }

  static func rowsMissing(_ appended: Int, of rows: Int, modality: String) -> StoreError {
    StoreError(
      code: .rowsDisagree,
      message: "modality '\(modality)' got \(appended) of its \(rows) rows")
  }
}
