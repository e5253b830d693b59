import CMRContainer
public import CMRDense

extension Modality {
  /// The features of some rows as a matrix [rows.count, dimension], in the order of the list, which
  /// may repeat rows.
  ///
  /// For a training loop read into a buffer of your own instead: `features.read(rows:into:)`
  /// allocates nothing.
  ///
  /// - Throws: ``StoreError`` of code `damaged` where a row does not match its checksum, `badIndex`
  ///   for a row that does not exist.
  public func matrix(rows list: some Collection<Int>) throws(StoreError) -> Matrix<Float> {
    do {
      return Matrix(
        rows: list.count, columns: dimension, elements: try features.elements(ofRows: list))
    } catch {
      throw error.code == .invalidInput
        ? StoreError(code: .badIndex, message: error.message) : StoreError(error)
    }
  }
}
