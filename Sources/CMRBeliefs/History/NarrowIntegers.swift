import CMRContainer

/// Whole numbers from 0 in as few bytes each as the largest that can occur needs: 1, 2 or 4.
extension ContainerWriter {
  /// Adds `values`, all of them below `limit`.
  mutating func addNarrow(
    _ values: [Int32], below limit: Int, at path: String
  ) throws(ContainerError) {
    if limit <= 1 << 8 {
      try addArray(values.map { UInt8(truncatingIfNeeded: $0) }, at: path)
    } else if limit <= 1 << 16 {
      try addArray(values.map { UInt16(truncatingIfNeeded: $0) }, at: path)
    } else {
      try addArray(values, at: path)
    }
  }
}

extension Container {
  /// The values of the array at `path`, each of which must be below `limit`.
  func narrow(_ path: String, below limit: Int) throws -> [Int32] {
    let values: [Int32] =
      if limit <= 1 << 8 {
        try array(path, of: UInt8.self).map { Int32($0) }
      } else if limit <= 1 << 16 {
        try array(path, of: UInt16.self).map { Int32($0) }
      } else {
        try array(path)
      }
    if let place = values.firstIndex(where: { $0 < 0 || $0 >= limit }) {
      throw BeliefError.beyond(path, of: self.path, place, Int(values[place]), below: limit)
    }
    return values
  }
}
