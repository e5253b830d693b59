public import CMRDense

/// Arrays by name in a fixed order: the state of a method or an optimiser beside the parameters.
///
/// The typed accessors throw a ``TrainingError`` that names the array and both shapes or types, so
/// a method's ``TrainingMethod/restore(_:)`` is one line per array.
public struct NamedArrays: Sendable, Equatable {
  /// The names in the order of their addition.
  public private(set) var names: [String] = []
  private var arrays: [String: NamedArray] = [:]

  /// No arrays.
  public init() {}

  /// The array called `name`; setting nil removes it.
  public subscript(name: String) -> NamedArray? {
    get { arrays[name] }
    set {
      if arrays[name] == nil, newValue != nil { names.append(name) }
      if newValue == nil { names.removeAll { $0 == name } }
      arrays[name] = newValue
    }
  }

  /// The number of arrays.
  public var count: Int { names.count }

  /// Whether both hold the same arrays, in whatever order.
  public static func == (a: NamedArrays, b: NamedArrays) -> Bool { a.arrays == b.arrays }

  /// The array called `name`.
  public func array(_ name: String) throws(TrainingError) -> NamedArray {
    guard let array = arrays[name] else { throw .missingArray(name, present: names) }
    return array
  }

  /// The matrix of 32-bit numbers called `name`, checked against the wanted shape where one is
  /// given.
  public func matrix(
    _ name: String, rows: Int? = nil, columns: Int? = nil
  ) throws(TrainingError) -> Matrix<Float> {
    let array = try array(name)
    guard case .float(let values) = array.values else {
      throw .arrayType(name, wanted: "float32", array)
    }
    try Self.check(array, name, rows: rows, columns: columns)
    return Matrix(rows: array.shape[0], columns: array.shape[1], elements: values)
  }

  /// The 32-bit numbers of `name`, as many as `count` where it is given.
  public func floats(_ name: String, count: Int? = nil) throws(TrainingError) -> [Float] {
    let array = try array(name)
    guard case .float(let values) = array.values else {
      throw .arrayType(name, wanted: "float32", array)
    }
    try Self.check(array, name, count: count)
    return values
  }

  /// The 64-bit numbers of `name`, as many as `count` where it is given.
  public func doubles(_ name: String, count: Int? = nil) throws(TrainingError) -> [Double] {
    let array = try array(name)
    guard case .double(let values) = array.values else {
      throw .arrayType(name, wanted: "float64", array)
    }
    try Self.check(array, name, count: count)
    return values
  }

  /// The 32-bit integers of `name`, as many as `count` where it is given.
  public func int32s(_ name: String, count: Int? = nil) throws(TrainingError) -> [Int32] {
    let array = try array(name)
    guard case .int32(let values) = array.values else {
      throw .arrayType(name, wanted: "int32", array)
    }
    try Self.check(array, name, count: count)
    return values
  }

  /// The 64-bit integers of `name`, as many as `count` where it is given.
  public func int64s(_ name: String, count: Int? = nil) throws(TrainingError) -> [Int64] {
    let array = try array(name)
    guard case .int64(let values) = array.values else {
      throw .arrayType(name, wanted: "int64", array)
    }
    try Self.check(array, name, count: count)
    return values
  }

  /// The 64-bit words of `name`, as many as `count` where it is given.
  public func uint64s(_ name: String, count: Int? = nil) throws(TrainingError) -> [UInt64] {
    let array = try array(name)
    guard case .uint64(let values) = array.values else {
      throw .arrayType(name, wanted: "uint64", array)
    }
    try Self.check(array, name, count: count)
    return values
  }

  private static func check(
    _ array: NamedArray, _ name: String, rows: Int?, columns: Int?
  ) throws(TrainingError) {
    guard array.shape.count == 2, rows ?? array.shape[0] == array.shape[0],
      columns ?? array.shape[1] == array.shape[1]
    else {
      throw .arrayShape(
        name, wanted: "[\(rows.map(String.init) ?? "any"), \(columns.map(String.init) ?? "any")]",
        array)
    }
  }

  private static func check(
    _ array: NamedArray, _ name: String, count: Int?
  ) throws(TrainingError) {
    guard count ?? array.values.count == array.values.count else {
      throw .arrayShape(name, wanted: "\(count ?? 0) numbers", array)
    }
  }
}

extension TrainingError {
  static func missingArray(_ name: String, present: [String]) -> Self {
    Self(
      code: .invalidCheckpoint,
      message: "the array '\(name)' is missing; present: \(present.joined(separator: ", "))")
  }

  static func arrayType(_ name: String, wanted: String, _ array: NamedArray) -> Self {
    Self(
      code: .invalidCheckpoint,
      message: "the array '\(name)' holds \(array.values.typeName), not \(wanted)")
  }

  static func arrayShape(_ name: String, wanted: String, _ array: NamedArray) -> Self {
    Self(
      code: .invalidCheckpoint,
      message: "the array '\(name)' has shape \(array.shape), not \(wanted)")
  }
}
