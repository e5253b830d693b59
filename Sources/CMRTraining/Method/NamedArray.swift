public import CMRDense

/// An array of numbers with a shape, as checkpoints keep it: no bit is lost on the way to the file
/// and back.
public struct NamedArray: Sendable, Equatable {
  /// The numbers, in row-major order, in the type that the method uses.
  public enum Values: Sendable, Equatable {
    /// 32-bit floating point.
    case float([Float])
    /// 64-bit floating point.
    case double([Double])
    /// 32-bit integers.
    case int32([Int32])
    /// 64-bit integers.
    case int64([Int64])
    /// 64-bit words: positions of random streams, bit sets.
    case uint64([UInt64])

    /// How many numbers there are.
    public var count: Int {
      switch self {
      case .float(let values): values.count
      case .double(let values): values.count
      case .int32(let values): values.count
      case .int64(let values): values.count
      case .uint64(let values): values.count
      }
    }

    /// The type's name as NumPy has it.
    public var typeName: String {
      switch self {
      case .float: "float32"
      case .double: "float64"
      case .int32: "int32"
      case .int64: "int64"
      case .uint64: "uint64"
      }
    }
  }

  /// The extents; empty for a scalar.
  public let shape: [Int]
  /// The numbers.
  public let values: Values

  /// An array of `shape`, which must hold as many numbers as `values` has.
  public init(shape: [Int], values: Values) {
    precondition(
      shape.reduce(1, *) == values.count, "shape \(shape) does not hold \(values.count) numbers")
    self.shape = shape
    self.values = values
  }

  /// A matrix.
  public init(_ matrix: Matrix<Float>) {
    self.init(shape: [matrix.rows, matrix.columns], values: .float(matrix.elements))
  }

  /// A matrix.
  public init(_ matrix: Matrix<Double>) {
    self.init(shape: [matrix.rows, matrix.columns], values: .double(matrix.elements))
  }

  /// A vector.
  public init(_ vector: [Float]) { self.init(shape: [vector.count], values: .float(vector)) }

  /// A vector.
  public init(_ vector: [Double]) { self.init(shape: [vector.count], values: .double(vector)) }

  /// A vector.
  public init(_ vector: [Int32]) { self.init(shape: [vector.count], values: .int32(vector)) }

  /// A vector.
  public init(_ vector: [Int64]) { self.init(shape: [vector.count], values: .int64(vector)) }

  /// A vector.
  public init(_ vector: [UInt64]) { self.init(shape: [vector.count], values: .uint64(vector)) }

  /// A scalar.
  public init(_ value: Double) { self.init(shape: [], values: .double([value])) }

  /// A scalar.
  public init(_ value: Int64) { self.init(shape: [], values: .int64([value])) }

  /// A scalar.
  public init(_ value: UInt64) { self.init(shape: [], values: .uint64([value])) }
}
