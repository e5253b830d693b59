/// An array of a MAT file in memory.
public indirect enum MATValue: Hashable, Sendable {
  /// Numbers or logicals.
  case numeric(MATNumeric)
  /// Text.
  case text(MATText)
  /// A sparse matrix.
  case sparse(MATSparse)
  /// A cell array.
  case cell(MATCell)
  /// A structure array.
  case structure(MATStructure)
  /// Something that cannot be read, by class.
  case unreadable(MATClass)

  /// The numbers, if it is a numeric or logical array.
  public var numeric: MATNumeric? { if case .numeric(let value) = self { value } else { nil } }
  /// The text, if it is a char array.
  public var text: MATText? { if case .text(let value) = self { value } else { nil } }
  /// The sparse matrix, if it is one.
  public var sparse: MATSparse? { if case .sparse(let value) = self { value } else { nil } }
  /// The cells, if it is a cell array.
  public var cell: MATCell? { if case .cell(let value) = self { value } else { nil } }
  /// The structure array, if it is one.
  public var structure: MATStructure? {
    if case .structure(let value) = self { value } else { nil }
  }

  /// The field `name` of a structure with one element; `nil` for everything else.
  public subscript(field name: String) -> MATValue? {
    guard let structure, structure.elements.count == 1 else { return nil }
    return structure[element: 0, field: name]
  }

  /// The texts of a char array (one per row) or of a cell array of one-row char arrays; `nil` for
  /// everything else.
  ///
  /// Trailing blanks, with which MATLAB fills the rows of a char matrix up, are kept.
  public var strings: [String]? {
    switch self {
    case .text(let text): return text.rows
    case .cell(let cell):
      var result: [String] = []
      for value in cell.values {
        guard let text = value.text, text.rows.count <= 1 else { return nil }
        result.append(text.rows.first ?? "")
      }
      return result
    default: return nil
    }
  }
}

/// Numbers or logicals in memory, in column-major order.
public struct MATNumeric: Hashable, Sendable {
  /// The extents.
  public let dims: [Int]
  /// Whether the numbers are truth values.
  public let isLogical: Bool
  /// The real parts in the array's own class.
  public let real: MATElements
  /// The imaginary parts; `nil` for real arrays.
  public let imaginary: MATElements?
}

/// A sparse matrix in compressed columns.
public struct MATSparse: Hashable, Sendable {
  /// The numbers of rows and columns.
  public let dims: [Int]
  /// Whether the numbers are truth values.
  public let isLogical: Bool
  /// Where each column starts in ``rowIndices``: one number per column and the total. Never
  /// decreasing.
  public let columnStarts: [Int]
  /// The row of each stored element, counted from 0, all below the number of rows.
  public let rowIndices: [Int]
  /// The stored elements.
  public let real: [Double]
  /// The imaginary parts of the stored elements; `nil` for real matrices.
  public let imaginary: [Double]?

  /// The real parts of the full matrix in column-major order; elements stored twice are added.
  ///
  /// The product of ``dims`` may be far larger than what is stored: check it before you ask.
  public var dense: [Double] {
    var result = [Double](repeating: 0, count: dims.reduce(1, *))
    for column in 0..<(columnStarts.count - 1) {
      for index in columnStarts[column]..<columnStarts[column + 1] {
        result[column * dims[0] + rowIndices[index]] += real[index]
      }
    }
    return result
  }
}

/// A cell array in memory.
public struct MATCell: Hashable, Sendable {
  /// The extents.
  public let dims: [Int]
  /// The cells in column-major order.
  public let values: [MATValue]
}

/// A structure array in memory.
public struct MATStructure: Hashable, Sendable {
  /// The extents.
  public let dims: [Int]
  /// The names of the fields, in order.
  public let fieldNames: [String]
  /// For each element, in column-major order, the values of all fields in the order of
  /// ``fieldNames``.
  public let elements: [[MATValue]]

  /// The field `name` of the element at `index`, counted from 0; `nil` where there is none.
  public subscript(element index: Int, field name: String) -> MATValue? {
    guard elements.indices.contains(index), let field = fieldNames.firstIndex(of: name) else {
      return nil
    }
    return elements[index][field]
  }
}
