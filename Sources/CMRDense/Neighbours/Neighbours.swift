/// For each query row its nearest rows by cosine, nearest first; among equal similarities the
/// smaller index comes first.
public struct Neighbours<Scalar: DenseScalar>: Sendable, Equatable {
  /// How many neighbours each row has: what was asked for, or all there are.
  public let count: Int

  /// The neighbours' row indices, `count` for each query in turn.
  public let indices: [Int]

  /// The cosines, [queries, count], in the order of ``indices``.
  public let similarities: Matrix<Scalar>

  /// The neighbours of query `row`.
  public func indices(of row: Int) -> ArraySlice<Int> {
    indices[row * count..<(row + 1) * count]
  }
}

extension Matrix {
  /// The `count` nearest other rows of every row by cosine: row i is not its own neighbour, a
  /// duplicate of it may be.
  ///
  /// Similarities come from blocked products, so memory is N x L for the unit rows (not even that
  /// with `rowsAreUnit`), N x `count` for the result and a few MiB, never N x N. NaN similarities
  /// count as minus infinity.
  ///
  /// - Parameters:
  ///   - count: How many neighbours; at most all other rows are returned.
  ///   - rowsAreUnit: Whether rows have length 1 already, so that scalar products are cosines.
  public func nearestNeighbours(_ count: Int, rowsAreUnit: Bool = false) -> Neighbours<Scalar> {
    let unit = rowsAreUnit ? self : normalisedRows()
    var search = NeighbourSearch<Scalar>(
      queries: rows, count: Swift.min(count, Swift.max(rows - 1, 0)), excludingSelf: true)
    search.run(queries: unit, gallery: unit)
    return search.result()
  }

  /// The `count` nearest rows of `gallery` by cosine for every row of this matrix; memory and ties
  /// as in ``nearestNeighbours(_:rowsAreUnit:)``.
  public func nearestNeighbours(
    _ count: Int, in gallery: Matrix, rowsAreUnit: Bool = false
  ) -> Neighbours<Scalar> {
    precondition(
      columns == gallery.columns,
      "rows of shapes \(shape) and \(gallery.shape) cannot be compared")
    var search = NeighbourSearch<Scalar>(
      queries: rows, count: Swift.min(count, gallery.rows), excludingSelf: false)
    search.run(
      queries: rowsAreUnit ? self : normalisedRows(),
      gallery: rowsAreUnit ? gallery : gallery.normalisedRows())
    return search.result()
  }
}
