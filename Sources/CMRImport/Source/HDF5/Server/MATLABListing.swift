internal import CMRHDF5

/// The variables of a MAT file of version 7.3, which is an HDF5 file with conventions of its own.
///
/// Axes are reversed, since MATLAB keeps columns together; the class stands in the attribute
/// `MATLAB_class`; structures are groups; what is in cells lies in the group `#refs#`, to which
/// references lead. A reference is followed only where it leads to an object in `#refs#`.
struct MATLABListing {
  /// Deeper nesting is not looked into.
  private static let depthLimit = 8
  /// Cells and structure arrays of more elements are not looked into, as in older MAT files.
  private static let nestedLimit = 1000
  /// The most objects looked at: references can lead to the same object over and over.
  private static let visitLimit = 10_000

  /// The most rows or columns of a sparse matrix, which take no room in the file: 16 Mi.
  private static let sparseExtentLimit: Int64 = 1 << 24

  private var arrays: [HDF5Array] = []
  private var visits = 0
  /// The paths of the objects in `#refs#` by address.
  private var referenced: [UInt64: String] = [:]

  /// Every array, in MATLAB's notation: `data.X1`, `train{1}`.
  static func arrays(_ root: borrowing Group) throws(HDF5Error) -> [HDF5Array] {
    var listing = MATLABListing()
    try listing.listRoot(root)
    return listing.arrays
  }

  private mutating func listRoot(_ root: borrowing Group) throws(HDF5Error) {
    let links = try root.links().filter { $0.kind == .hard }
    for link in links where link.name == "#refs#" {
      guard case .group(let group) = try root.object(link.name) else { continue }
      for inner in try group.links() {
        if let address = try group.address(of: inner.name) {
          referenced[address] = "#refs#/\(inner.name)"
        }
      }
    }
    for link in links where !link.name.hasPrefix("#") {
      try visit(link.name, as: link.name, in: root, depth: 0)
    }
  }

  private mutating func visit(
    _ path: String, as name: String, in root: borrowing Group, depth: Int
  ) throws(HDF5Error) {
    visits += 1
    guard visits <= Self.visitLimit else { return }
    switch try root.object(path) {
    case .dataset(let dataset): try visit(dataset, path, as: name, in: root, depth)
    case .group(let group): try visit(group, path, as: name, in: root, depth)
    case .datatype: return
    }
  }

  // MARK: Datasets

  private mutating func visit(
    _ dataset: borrowing Dataset, _ path: String, as name: String, in root: borrowing Group,
    _ depth: Int
  ) throws(HDF5Error) {
    let kind = try Self.className(of: dataset)
    var isEmpty = try dataset.hasAttribute("MATLAB_empty")
    if isEmpty { isEmpty = try dataset.integerAttribute("MATLAB_empty") != 0 }
    var shape = Array(dataset.shape.reversed())
    if isEmpty {
      // The dataset of an empty array holds its extents.
      guard dataset.count <= 32, dataset.type.isNumeric else {
        throw .contradiction("the extents of an empty array", at: path)
      }
      shape = try dataset.read(Int64.self).map { Int($0) }
      guard shape.contains(0), shape.allSatisfy({ $0 >= 0 }) else {
        throw .contradiction("the extents of an empty array", at: path)
      }
    }
    let element = Self.element(kind, dataset.type)
    let variable = Variable(name: name, element: element, shape: shape, isColumnMajor: true)
    let isReadable = element.isNumeric && !isEmpty
    arrays.append(HDF5Array(variable: variable, place: isReadable ? .dataset(path) : .none))
    if dataset.isReferences, !isEmpty {
      for (index, address) in try addresses(in: dataset, depth) {
        guard let target = referenced[address] else { continue }
        try visit(target, as: "\(name){\(index + 1)}", in: root, depth: depth + 1)
      }
    }
  }

  /// What the elements of a cell or of a field of a structure array refer to, with their places.
  private func addresses(
    in dataset: borrowing Dataset, _ depth: Int
  ) throws(HDF5Error) -> [(Int, UInt64)] {
    guard depth < Self.depthLimit, dataset.count <= Self.nestedLimit else { return [] }
    return try dataset.objectReferences().enumerated().map { ($0.offset, $0.element) }
  }

  // MARK: Groups

  private mutating func visit(
    _ group: borrowing Group, _ path: String, as name: String, in root: borrowing Group,
    _ depth: Int
  ) throws(HDF5Error) {
    if try group.hasAttribute("MATLAB_sparse") {
      return try visitSparse(group, path, as: name)
    }
    arrays.append(
      HDF5Array(
        variable: Variable(
          name: name, element: .other("struct"), shape: [1, 1], isColumnMajor: true),
        place: .none))
    guard depth < Self.depthLimit else { return }
    for link in try group.links() where link.kind == .hard {
      try visitField(
        link.name, of: group, "\(path)/\(link.name)", as: name, in: root, depth)
    }
  }

  /// A field of one structure is what it holds; of an array of structures, a dataset of references
  /// without a class.
  private mutating func visitField(
    _ field: String, of group: borrowing Group, _ path: String, as name: String,
    in root: borrowing Group, _ depth: Int
  ) throws(HDF5Error) {
    if case .dataset(let dataset) = try group.object(field), dataset.isReferences,
      try !dataset.hasAttribute("MATLAB_class")
    {
      for (index, address) in try addresses(in: dataset, depth) {
        guard let target = referenced[address] else { continue }
        try visit(target, as: "\(name)(\(index + 1)).\(field)", in: root, depth: depth + 1)
      }
      return
    }
    try visit(path, as: "\(name).\(field)", in: root, depth: depth + 1)
  }

  private mutating func visitSparse(
    _ group: borrowing Group, _ path: String, as name: String
  ) throws(HDF5Error) {
    let rows = try group.integerAttribute("MATLAB_sparse")
    let columns = try group.dataset("jc").count - 1
    guard (0...Self.sparseExtentLimit).contains(rows),
      (0...Self.sparseExtentLimit).contains(Int64(columns))
    else {
      throw .contradiction("the extents of a sparse matrix", at: path)
    }
    let kind = try group.hasAttribute("MATLAB_class") ? group.stringAttribute("MATLAB_class") : ""
    let element = try sparseElement(of: group, kind)
    arrays.append(
      HDF5Array(
        variable: Variable(
          name: name, element: element, shape: [Int(rows), columns], isSparse: true,
          isColumnMajor: true),
        place: element.isNumeric ? .sparse(path) : .none))
  }

  /// What the numbers of a sparse matrix are, of which there need not be any.
  private func sparseElement(
    of group: borrowing Group, _ kind: String
  ) throws(HDF5Error) -> ElementClass {
    if kind == "logical" { return .logical }
    let hasNumbers = try group.links().contains { $0.name == "data" && $0.kind == .hard }
    return hasNumbers ? Self.element(kind, try group.dataset("data").type) : .float64
  }

  // MARK: Classes

  private static func className(of dataset: borrowing Dataset) throws(HDF5Error) -> String? {
    try dataset.hasAttribute("MATLAB_class") ? dataset.stringAttribute("MATLAB_class") : nil
  }

  /// The class that the attribute names, as far as the type in the file agrees.
  private static func element(_ kind: String?, _ type: ElementType) -> ElementClass {
    let stored = ElementClass(type)
    return switch kind {
    case "char": .text
    case "logical" where stored.isNumeric: .logical
    case "cell": .other("cell")
    case _ where stored.isNumeric: stored
    case let kind? where type.kind == .unreadable("compound value"): .complex(kind)
    case let kind?: .other(kind)
    case nil: stored
    }
  }
}
