import CMRCHDF5

extension Group {
  /// Creates the dataset `name` of `shape`, empty for a scalar, to be written afterwards.
  ///
  /// Elements that are never written read as zeros. Chunks larger than the dataset are cut to its
  /// shape.
  ///
  /// - Throws: ``HDF5Error/Code/exists``; ``HDF5Error/Code/mismatch`` where chunks do not have the
  ///   rank of `shape`.
  public func createDataset<Element: HDF5Scalar>(
    _ name: String, of type: Element.Type, shape: [Int], storage: Storage = .contiguous
  ) throws(HDF5Error) -> Dataset {
    let fileType = try Handle(.datatype, "create \(location.appending(name).place)") {
      H5Tcopy(Element.scalarType.fileType)
    }
    return try createDataset(name, type: fileType, shape: shape, storage: storage)
  }

  /// Creates the dataset `name` of UTF-8 strings of at most `byteCount` bytes, to be written
  /// afterwards.
  public func createStringDataset(
    _ name: String, byteCount: Int, shape: [Int], storage: Storage = .contiguous
  ) throws(HDF5Error) -> Dataset {
    let fileType = try ElementType.makeFixedString(
      byteCount: byteCount, action: "create \(location.appending(name).place)")
    return try createDataset(name, type: fileType, shape: shape, storage: storage)
  }

  /// Creates the dataset `name`, writes `elements` to it and returns it; the shape defaults to one
  /// axis.
  @discardableResult
  public func write<Element: HDF5Scalar>(
    _ elements: [Element], as name: String, shape: [Int]? = nil, storage: Storage = .contiguous
  ) throws(HDF5Error) -> Dataset {
    let dataset = try createDataset(
      name, of: Element.self, shape: shape ?? [elements.count], storage: storage)
    try dataset.write(elements.elementSpan)
    return dataset
  }

  /// Creates the dataset `name` of strings as long as the longest, writes them and returns it; the
  /// shape defaults to one axis.
  @discardableResult
  public func write(
    _ strings: [String], as name: String, shape: [Int]? = nil, storage: Storage = .contiguous
  ) throws(HDF5Error) -> Dataset {
    let dataset = try createStringDataset(
      name, byteCount: strings.lazy.map(\.utf8.count).max() ?? 1, shape: shape ?? [strings.count],
      storage: storage)
    try dataset.write(strings)
    return dataset
  }

  private func createDataset(
    _ name: String, type: consuming Handle, shape: [Int], storage: Storage
  ) throws(HDF5Error) -> Dataset {
    let location = location.appending(name)
    let action = "create \(location.place)"
    let space = try Extents(shape: shape, place: location.place).makeSpace(place: location.place)
    let creation = try CreationProperties.make(storage, shape: shape, place: location.place)
    let names = try Self.linkProperties(action)
    let typeID = type.id
    let handle = try location.file.recording { () throws(HDF5Error) -> Handle in
      try Handle(.dataset, of: location.file, action) {
        unsafe H5Dcreate2(
          self.handle.id, name, typeID, space.id, names.id, creation.id, H5.defaults)
      }
    }
    return try Dataset(handle: handle, location: location)
  }
}
