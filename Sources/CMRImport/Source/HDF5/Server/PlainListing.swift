internal import CMRHDF5

/// The datasets of an HDF5 file that follows no convention.
enum PlainListing {
  /// Groups deeper than this are not looked into.
  static let depthLimit = 8
  /// More datasets than this are not listed; no published set has a hundred.
  static let datasetLimit = 10_000

  /// Every dataset that hard links lead to, by its path from `root`.
  static func arrays(_ root: borrowing Group) throws(HDF5Error) -> [HDF5Array] {
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
