/// A dense matrix in row-major order: a value with copy-on-write storage.
///
/// Vectors are matrices with one row (a bias) or one column (a value per row). Either extent may be
/// 0. Shapes that do not fit are programmer errors: they stop the program with both shapes in the
/// text, so check what comes from files or users first.
///
/// ```swift
/// let a = Matrix<Float>([[1, 2], [3, 4]])
/// let b = Matrix.product(a, a, transposingB: true)  // [[5, 11], [11, 25]]
/// ```
public struct Matrix<Scalar: DenseScalar>: Sendable, Equatable {
  /// How many rows.
  public let rows: Int

  /// How many columns.
  public let columns: Int

  /// All elements, row after row.
  public private(set) var elements: [Scalar]

  /// A matrix whose every element is `value`.
  public init(rows: Int, columns: Int, repeating value: Scalar = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot have the shape [\(rows), \(columns)]")
    self.rows = rows
    self.columns = columns
    elements = [Scalar](repeating: value, count: rows * columns)
  }

  /// A matrix over `elements`, row after row; the storage is taken over and not copied.
  public init(rows: Int, columns: Int, elements: consuming [Scalar]) {
    precondition(
      rows >= 0 && columns >= 0 && elements.count == rows * columns,
      "a matrix of shape [\(rows), \(columns)] cannot have \(elements.count) elements")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix from its rows, all equally long.
  public init(_ rows: [[Scalar]]) {
    let columns = rows.first?.count ?? 0
    precondition(
      rows.allSatisfy { $0.count == columns },
      "rows of \(rows.map(\.count)) elements do not make a matrix")
    self.init(rows: rows.count, columns: columns, elements: Array(rows.joined()))
  }

  /// How many elements: rows times columns.
  public var count: Int { elements.count }

  /// The shape as error texts spell it: `[rows, columns]`.
  public var shape: String { "[\(rows), \(columns)]" }

  /// Whether both matrices have the same extents.
  public func hasShape(of other: Matrix) -> Bool {
    rows == other.rows && columns == other.columns
  }

  /// One element. For loops over many take ``span`` or ``mutableSpan``.
  public subscript(row: Int, column: Int) -> Scalar {
    get { elements[offset(row, column)] }
    set { elements[offset(row, column)] = newValue }
  }

  private func offset(_ row: Int, _ column: Int) -> Int {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "element [\(row), \(column)] is outside a matrix of shape \(shape)")
    return row * columns + column
  }

  /// All elements, row after row, to read.
  public var span: Span<Scalar> {
    @_lifetime(borrow self)
    get { elements.elementSpan }
  }

  /// All elements, row after row, to change; copies first if the storage is shared.
  public var mutableSpan: MutableSpan<Scalar> {
    @_lifetime(&self)
    mutating get { elements.mutableSpan }
  }

  /// The storage, given away; the inverse of ``init(rows:columns:elements:)``.
  public consuming func takeElements() -> [Scalar] { elements }

  /// The same elements, row after row, under other extents with the same product.
  public consuming func reshaped(rows: Int, columns: Int) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: elements)
  }
}

extension Matrix: CustomStringConvertible {
  /// The shape and, of small matrices, the elements.
  public var description: String {
    let few = 64
    guard count <= few else { return "Matrix \(shape)" }
    let lines = (0..<rows).map { "[" + row($0).map { "\($0)" }.joined(separator: ", ") + "]" }
    return "Matrix \(shape) [" + lines.joined(separator: ", ") + "]"
  }
}
