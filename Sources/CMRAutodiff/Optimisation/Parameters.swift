public import CMRDense

/// Named matrices in a fixed order: what a model learns, and what a checkpoint stores.
///
/// ```swift
/// let parameters = Parameters([
///   ("weight", .fanInUniform(rows: 4096, columns: 1024, fanIn: 4096) { stream.uniform() }),
///   ("bias", Matrix<Float>(rows: 1, columns: 1024)),
/// ])
/// ```
public struct Parameters<Scalar: DenseScalar>: Sendable, Equatable {
  let index: NameIndex
  var matrices: [Matrix<Scalar>]

  /// Matrices under their names, in this order; no name twice.
  public init(_ parameters: [(name: String, matrix: Matrix<Scalar>)] = []) {
    index = NameIndex(parameters.map(\.name))
    matrices = parameters.map(\.matrix)
  }

  /// The names in order.
  public var names: [String] { index.names }

  /// How many matrices.
  public var count: Int { matrices.count }

  /// The number of elements of all matrices together.
  public var elementCount: Int { matrices.reduce(0) { $0 + $1.count } }

  /// Whether there is a matrix called `name`.
  public func contains(_ name: String) -> Bool { index.find(name) != nil }

  /// The matrix called `name`, which exists. A new one has the same shape.
  public subscript(name: String) -> Matrix<Scalar> {
    get { matrices[index.position(of: name)] }
    set {
      let position = index.position(of: name)
      precondition(
        matrices[position].hasShape(of: newValue),
        "parameter '\(name)' has the shape \(matrices[position].shape), not \(newValue.shape)")
      matrices[position] = newValue
    }
  }

  /// Runs `body` on the matrix called `name`, in place: its storage is not copied.
  public mutating func withMutable<Result, Failure: Error>(
    _ name: String, _ body: (inout Matrix<Scalar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(&matrices[index.position(of: name)])
  }
}

/// Names and where they stand; shared by everything that is aligned with a set of parameters.
final class NameIndex: Sendable, Equatable {
  let names: [String]
  private let positions: [String: Int]

  init(_ names: [String]) {
    self.names = names
    positions = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    precondition(positions.count == names.count, "a name stands twice in \(names)")
  }

  func find(_ name: String) -> Int? { positions[name] }

  func position(of name: String) -> Int {
    guard let position = positions[name] else {
      preconditionFailure("there is no parameter '\(name)' among \(names)")
    }
    return position
  }

  static func == (a: NameIndex, b: NameIndex) -> Bool { a === b || a.names == b.names }
}
