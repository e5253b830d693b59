import CMRDense
import Foundation

/// The arrays of one benchmark, as raw little-endian numbers in files.
struct Inputs {
  let folder: String

  /// The numbers in the file `name`.
  func numbers<Number: BitwiseCopyable>(_ name: String, as type: Number.Type) throws -> [Number] {
    let data = try Data(contentsOf: URL(filePath: folder).appending(path: name))
    return data.withUnsafeBytes { Array($0.bindMemory(to: Number.self)) }
  }

  /// A matrix of `columns` columns.
  func matrix<Scalar: DenseScalar>(
    _ name: String, columns: Int, as type: Scalar.Type
  ) throws -> Matrix<Scalar> {
    let elements = try numbers(name, as: Scalar.self)
    return Matrix(rows: elements.count / columns, columns: columns, elements: elements)
  }
}
