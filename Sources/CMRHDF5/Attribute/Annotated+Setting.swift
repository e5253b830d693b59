import CMRCHDF5

extension Annotated where Self: ~Copyable {
  /// Creates the attribute `name`, or replaces the one of that name, whatever its type and shape.
  ///
  /// Strings are written at a fixed length, that of the longest of an array.
  ///
  /// - Throws: ``HDF5Error/Code/mismatch`` where a string has a NUL in it.
  public func setAttribute(_ name: String, _ value: AttributeValue) throws(HDF5Error) {
    switch value {
    case .integer(let value): try set(name, [value], shape: [])
    case .real(let value): try set(name, [value], shape: [])
    case .string(let value): try set(name, [value], shape: [])
    case .integers(let values): try set(name, values, shape: [values.count])
    case .reals(let values): try set(name, values, shape: [values.count])
    case .strings(let values): try set(name, values, shape: [values.count])
    }
  }

  /// Removes the attribute `name`.
  public func removeAttribute(_ name: String) throws(HDF5Error) {
    let anchor = self.anchor
    let place = anchor.attributePlace(name)
    guard try hasAttribute(name) else { throw .missingAttribute(place) }
    try anchor.location.file.recording { () throws(HDF5Error) -> Void in
      try H5.call("remove \(place)") { unsafe H5Adelete(anchor.id, name) }
    }
  }

  private func set<Element: HDF5Scalar>(_ name: String, _ elements: [Element], shape: [Int])
    throws(HDF5Error)
  {
    let type = try Handle(.datatype, "create \(anchor.attributePlace(name))") {
      H5Tcopy(Element.scalarType.fileType)
    }
    let memory = try Handle(.datatype, "create \(anchor.attributePlace(name))") {
      H5Tcopy(Element.scalarType.memoryType)
    }
    try unsafe elements.withUnsafeBufferPointer { elements throws(HDF5Error) in
      let start = unsafe UnsafeRawPointer(elements.baseAddress)
      try unsafe set(name, from: start, memory: memory.id, type: type.id, shape: shape)
    }
  }

  private func set(_ name: String, _ strings: [String], shape: [Int]) throws(HDF5Error) {
    let place = anchor.attributePlace(name)
    let size = max(strings.lazy.map(\.utf8.count).max() ?? 1, 1)
    let bytes = try FixedStrings(size: size, padding: .nullPadded, place: place)
      .encode(strings, first: 0)
    let type = try ElementType.makeFixedString(byteCount: size, action: "create \(place)")
    try unsafe bytes.withUnsafeBufferPointer { bytes throws(HDF5Error) in
      let start = unsafe UnsafeRawPointer(bytes.baseAddress)
      try unsafe set(name, from: start, memory: type.id, type: type.id, shape: shape)
    }
  }

  private func set(
    _ name: String, from origin: UnsafeRawPointer?, memory: hid_t, type: hid_t, shape: [Int]
  ) throws(HDF5Error) {
    let anchor = self.anchor
    let place = anchor.attributePlace(name)
    let space = try Extents(shape: shape, place: place).makeSpace(place: place)
    if try hasAttribute(name) { try removeAttribute(name) }
    try anchor.location.file.recording { () throws(HDF5Error) -> Void in
      let names = try Handle(.properties, "create \(place)") {
        H5Pcreate(cmr_h5p_attribute_create())
      }
      try H5.call("create \(place)") { H5Pset_char_encoding(names.id, H5T_CSET_UTF8) }
      let handle = try Handle(.attribute, of: anchor.location.file, "create \(place)") {
        unsafe H5Acreate2(anchor.id, name, type, space.id, names.id, H5.defaults)
      }
      if !shape.contains(0) {
        try H5.call("write \(place)") { unsafe H5Awrite(handle.id, memory, origin) }
      }
      try handle.close("close \(place)")
    }
  }
}
