import CMRCHDF5

extension ElementType {
  /// A new datatype for fixed-length UTF-8 strings of `byteCount` bytes, filled up with NULs.
  static func makeFixedString(byteCount: Int, action: String) throws(HDF5Error) -> Handle {
    let type = try Handle(.datatype, action) { H5Tcopy(cmr_h5t_c_s1()) }
    // The library has no strings of no bytes.
    try H5.call(action) { H5Tset_size(type.id, max(byteCount, 1)) }
    try H5.call(action) { H5Tset_strpad(type.id, H5T_STR_NULLPAD) }
    try H5.call(action) { H5Tset_cset(type.id, H5T_CSET_UTF8) }
    return type
  }

  /// A new datatype for the strings of this type in memory, so that reading converts nothing but
  /// where they lie.
  func makeMemoryString(action: String) throws(HDF5Error) -> Handle {
    let type = try Handle(.datatype, action) { H5Tcopy(cmr_h5t_c_s1()) }
    try H5.call(action) {
      H5Tset_size(type.id, kind == .variableString ? cmr_h5t_variable() : size)
    }
    let padding =
      switch kind {
      case .fixedString(.nullPadded): H5T_STR_NULLPAD
      case .fixedString(.spacePadded): H5T_STR_SPACEPAD
      default: H5T_STR_NULLTERM
      }
    try H5.call(action) { H5Tset_strpad(type.id, padding) }
    let isUTF8 = self.isUTF8
    try H5.call(action) { H5Tset_cset(type.id, isUTF8 ? H5T_CSET_UTF8 : H5T_CSET_ASCII) }
    return type
  }
}

/// Fixed-length strings in memory, one after another.
struct FixedStrings {
  /// The bytes of one string with its padding.
  let size: Int
  let padding: ElementType.Padding
  let place: String

  /// The strings in `bytes`; `first` is the index of the first one for error texts.
  func decode(_ bytes: Span<UInt8>, first: Int) throws(HDF5Error) -> [String] {
    var strings: [String] = []
    strings.reserveCapacity(bytes.count / size)
    for index in 0..<bytes.count / size {
      let field = bytes.extracting(index * size..<(index + 1) * size)
      let text = field.extracting(first: length(of: field))
      guard let utf8 = try? UTF8Span(validating: text) else {
        throw .notUTF8(element: first + index, at: place)
      }
      strings.append(String(copying: utf8))
    }
    return strings
  }

  /// The bytes of `field` before its padding.
  private func length(of field: Span<UInt8>) -> Int {
    var length = field.count
    switch padding {
    case .nullTerminated:
      length = field.indices.first { field[$0] == 0 } ?? length
    case .nullPadded:
      while length > 0, field[length - 1] == 0 { length -= 1 }
    case .spacePadded:
      while length > 0, field[length - 1] == UInt8(ascii: " ") { length -= 1 }
    }
    return length
  }

  /// `strings` one after another, each filled up with NULs; `first` is the index of the first one
  /// for error texts.
  func encode(_ strings: [String], first: Int) throws(HDF5Error) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: strings.count * size)
    for (index, string) in strings.enumerated() {
      guard string.utf8.count <= size else {
        throw .stringTooLong(string.utf8.count, element: first + index, room: size, at: place)
      }
      // Readers of every kind end a string at a NUL or drop it from the end.
      guard !string.utf8.contains(0) else {
        throw .stringHasNull(element: first + index, at: place)
      }
      var position = index * size
      for byte in string.utf8 {
        bytes[position] = byte
        position += 1
      }
    }
    return bytes
  }
}
