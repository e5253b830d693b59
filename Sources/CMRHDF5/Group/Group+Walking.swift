import CMRCHDF5

extension Group {
  /// The nesting at which a walk gives up: hard links can lead around in circles.
  static let maximumDepth = 100

  /// Opens every object below the group and passes it on with its path from the group, parents
  /// before children, siblings in the order of their names' bytes.
  ///
  /// An object with two names is passed on under each.
  ///
  /// - Throws: what `visit` throws as ``HDF5Error``; ``HDF5Error/Code/refused`` at links that the
  ///   policy does not follow and for circles.
  public func walk(
    _ visit: (_ path: String, _ object: borrowing Object) throws(HDF5Error) -> Void
  ) throws(HDF5Error) {
    try walk(prefix: "", depth: 0, visit)
  }

  private func walk(
    prefix: String, depth: Int,
    _ visit: (_ path: String, _ object: borrowing Object) throws(HDF5Error) -> Void
  ) throws(HDF5Error) {
    guard depth < Self.maximumDepth else {
      throw .tooDeep(Self.maximumDepth, at: location.place)
    }
    for link in try links() {
      let object = try object(link.name)
      let path = prefix + link.name
      try visit(path, object)
      if case .group(let group) = consume object {
        try group.walk(prefix: path + "/", depth: depth + 1, visit)
      }
    }
  }
}
