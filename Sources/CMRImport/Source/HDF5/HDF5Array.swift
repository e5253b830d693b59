internal import CMRHDF5

/// A variable of an HDF5 file and where in the file it is.
struct HDF5Array {
  enum Place {
    /// The dataset at this path.
    case dataset(String)
    /// The group at this path, in which MATLAB keeps the columns of a sparse matrix.
    case sparse(String)
    /// Nowhere: an array without elements, or one that holds no numbers.
    case none
  }

  let variable: Variable
  let place: Place

  /// All numbers in the order of the file.
  func numbers(in root: borrowing Group) throws(HDF5Error) -> [Double] {
    switch place {
    case .none: return []
    case .dataset(let path):
      let dataset = try root.dataset(path)
      try dataset.requireStored()
      return try dataset.read(Double.self)
    case .sparse(let path):
      return try SparseColumns(try root.group(path), shape: variable.shape)
        .dense(variable, at: path)
    }
  }
}

/// The datasets of an HDF5 file that follows no convention.
enum HDF5Listing {
  /// Groups deeper than this are not looked into.
  static let depthLimit = 8
  /// More datasets than this are not listed; no published set has a hundred.
  static let datasetLimit = 10_000

  /// Every dataset that hard links lead to, by its path from `root`.
  static func plain(_ root: borrowing Group) throws(HDF5Error) -> [HDF5Array] {
    var arrays: [HDF5Array] = []
    try list(root, prefix: "", depth: 0, into: &arrays)
    return arrays
  }

  private static func list(
    _ group: borrowing Group, prefix: String, depth: Int, into arrays: inout [HDF5Array]
  ) throws(HDF5Error) {
    for link in try group.links() where arrays.count < datasetLimit {
      guard link.kind == .hard else { continue }
      switch try group.object(link.name) {
      case .dataset(let dataset):
        let path = prefix + link.name
        arrays.append(
          HDF5Array(
            variable: Variable(
              name: path, element: ElementClass(dataset.type), shape: dataset.shape),
            place: .dataset(path)))
      case .group(let inner):
        guard depth < depthLimit else { continue }
        try list(inner, prefix: "\(prefix)\(link.name)/", depth: depth + 1, into: &arrays)
      case .datatype: continue
      }
    }
  }
}

extension ElementClass {
  init(_ type: ElementType) {
    switch (type.kind, type.size) {
    case (.integer, 1): self = type.isSigned ? .int8 : .uint8
    case (.integer, 2): self = type.isSigned ? .int16 : .uint16
    case (.integer, 4): self = type.isSigned ? .int32 : .uint32
    case (.integer, 8): self = type.isSigned ? .int64 : .uint64
    case (.floatingPoint, 2): self = .float16
    case (.floatingPoint, 4): self = .float32
    case (.floatingPoint, 8): self = .float64
    case (.boolean, _): self = .logical
    case (.fixedString, _), (.variableString, _): self = .text
    default: self = .other(type.description)
    }
  }
}
