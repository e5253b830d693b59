import CMRCHDF5

extension ElementType {
  /// Describes the type behind `id`; `place` is the object that has it.
  init(of id: hid_t, place: String) throws(HDF5Error) {
    let action = "read the type of \(place)"
    let classCode = try H5.call(action) { H5Tget_class(id).rawValue }
    size = Int(
      clamping: try H5.call(action, failsIf: { $0 == 0 }) { H5Tget_size(id) })
    switch H5T_class_t(rawValue: classCode) {
    case H5T_INTEGER: kind = .integer
    case H5T_FLOAT: kind = .floatingPoint
    case H5T_ENUM: kind = try Self.isBoolean(id, action) ? .boolean : .enumeration
    case H5T_STRING: kind = try Self.stringKind(of: id, action)
    default: kind = .unreadable(Self.name(ofClass: classCode))
    }
    switch kind {
    case .integer, .floatingPoint, .boolean, .enumeration:
      let order = try H5.call(action) { H5Tget_order(id).rawValue }
      byteOrder = Self.byteOrder(order)
    case .fixedString, .variableString, .unreadable: byteOrder = nil
    }
    switch kind {
    case .integer, .boolean, .enumeration:
      isSigned = try H5.call(action) { H5Tget_sign(id).rawValue } == H5T_SGN_2.rawValue
    case .floatingPoint: isSigned = true
    case .fixedString, .variableString, .unreadable: isSigned = false
    }
    switch kind {
    case .fixedString, .variableString:
      isUTF8 = try H5.call(action) { H5Tget_cset(id).rawValue } == H5T_CSET_UTF8.rawValue
    case .integer, .floatingPoint, .boolean, .enumeration, .unreadable: isUTF8 = false
    }
  }

  private static func byteOrder(_ order: Int32) -> ByteOrder {
    switch H5T_order_t(rawValue: order) {
    case H5T_ORDER_LE: .little
    case H5T_ORDER_BE: .big
    default: .other
    }
  }

  private static func stringKind(of id: hid_t, _ action: String) throws(HDF5Error) -> Kind {
    if try H5.call(action, { H5Tis_variable_str(id) }) > 0 { return .variableString }
    let padding = try H5.call(action) { H5Tget_strpad(id).rawValue }
    return switch H5T_str_t(rawValue: padding) {
    case H5T_STR_NULLPAD: .fixedString(.nullPadded)
    case H5T_STR_SPACEPAD: .fixedString(.spacePadded)
    default: .fixedString(.nullTerminated)
    }
  }

  /// Whether an enumeration is one of FALSE = 0 and TRUE = 1 over one byte.
  private static func isBoolean(_ id: hid_t, _ action: String) throws(HDF5Error) -> Bool {
    let size = try H5.call(action, failsIf: { $0 == 0 }) { H5Tget_size(id) }
    guard size == 1, try H5.call(action, { H5Tget_nmembers(id) }) == 2 else { return false }
    for (name, expected) in [("FALSE", UInt8(0)), ("TRUE", UInt8(1))] {
      var value: UInt8 = 0xff
      // A member that is not there is an answer, not a failure.
      let found = try? H5.call(action) { unsafe H5Tenum_valueof(id, name, &value) }
      guard found != nil, value == expected else { return false }
    }
    return true
  }

  private static func name(ofClass code: Int32) -> String {
    switch H5T_class_t(rawValue: code) {
    case H5T_TIME: "time"
    case H5T_BITFIELD: "bit field"
    case H5T_OPAQUE: "opaque value"
    case H5T_COMPOUND: "compound value"
    case H5T_REFERENCE: "reference"
    case H5T_VLEN: "sequence of variable length"
    case H5T_ARRAY: "array value"
    default: "value of an unknown class"
    }
  }
}
