/// What the elements of a variable are, in one vocabulary for every file format.
package enum ElementClass: Hashable, Codable, Sendable, CustomStringConvertible {
  case int8, int16, int32, int64, uint8, uint16, uint32, uint64
  case float16, float32, float64
  /// The upper half of a float32.
  case bfloat16
  case logical
  /// Text.
  case text
  /// Something that is no array of numbers, by the name its format has for it: `cell`, `struct`.
  case other(String)

  /// Objects of Python, which are never read: a pickle is a program.
  static let pickled = ElementClass.other("pickled objects")

  /// Complex numbers, which are no features.
  static func complex(_ kind: String) -> ElementClass { .other("complex \(kind)") }

  /// Whether these are complex numbers.
  var isComplex: Bool {
    if case .other(let name) = self { name.hasPrefix("complex") } else { false }
  }

  /// Whether the elements convert to numbers.
  package var isNumeric: Bool {
    switch self {
    case .text, .other: false
    default: true
    }
  }

  /// The name as numpy spells it, or the format's own.
  package var description: String {
    switch self {
    case .int8: "int8"
    case .int16: "int16"
    case .int32: "int32"
    case .int64: "int64"
    case .uint8: "uint8"
    case .uint16: "uint16"
    case .uint32: "uint32"
    case .uint64: "uint64"
    case .float16: "float16"
    case .float32: "float32"
    case .float64: "float64"
    case .bfloat16: "bfloat16"
    case .logical: "logical"
    case .text: "text"
    case .other(let name): name
    }
  }
}

/// A variable of a data file: what it claims to be, before any of its elements are read.
package struct Variable: Hashable, Codable, Sendable, CustomStringConvertible {
  /// The name in its file; for a field of a structure the whole path, `data.split.ind_train`.
  package let name: String
  /// What the elements are.
  package let element: ElementClass
  /// The extents as the format counts them: [rows, columns] in every format, whatever the order in
  /// the file.
  package let shape: [Int]
  /// Whether only the elements that are not zero are in the file.
  package var isSparse = false
  /// Whether columns come one after another when the file is read, and not rows.
  package var isColumnMajor = false

  /// Whether this is a matrix of numbers, N x 1 and 1 x N included.
  package var isMatrix: Bool { element.isNumeric && shape.count == 2 }
  /// Whether this is a list of numbers: one axis, or two of which one is 1.
  package var isVector: Bool {
    element.isNumeric && (shape.count == 1 || (shape.count == 2 && shape.contains(1)))
  }
  /// The number of elements; a file's claim, which can be anything, and the greatest number where
  /// it overflows.
  package var count: Int { Self.count(of: shape) }

  /// The number of elements of an array with these extents, as ``count``.
  static func count(of shape: [Int]) -> Int {
    shape.reduce(1) { product, extent in
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      return overflow ? .max : next
    }
  }

  /// "I_tr float64 2173x128".
  package var description: String {
    "\(name) \(isSparse ? "sparse " : "")\(element) \(Self.text(of: shape))"
  }

  /// "2173x128"; "scalar" for no axis.
  package static func text(of shape: [Int]) -> String {
    shape.isEmpty ? "scalar" : shape.map { "\($0)" }.joined(separator: "x")
  }
}
