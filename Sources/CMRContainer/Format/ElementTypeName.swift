import CMRHDF5

/// Element types by the names that numpy gives them.
enum ElementTypeName {
  /// The name of a type in a file, nil for those that sealed files do not hold.
  static func name(of type: ElementType) -> String? {
    if case .fixedString(.nullPadded) = type.kind { return string(bytes: type.size) }
    guard let scalar = type.scalarType, scalar.byteCount == 1 || type.byteOrder == .little else {
      return nil
    }
    return name(of: scalar)
  }

  static func name(of scalar: ScalarType) -> String {
    switch scalar {
    case .int8: "|i1"
    case .int16: "<i2"
    case .int32: "<i4"
    case .int64: "<i8"
    case .uint8: "|u1"
    case .uint16: "<u2"
    case .uint32: "<u4"
    case .uint64: "<u8"
    case .float32: "<f4"
    case .float64: "<f8"
    }
  }

  static func string(bytes: Int) -> String { "|S\(bytes)" }

  /// The scalar of that name, nil for strings.
  static func scalar(named name: String) -> ScalarType? {
    ScalarType.allCases.first { self.name(of: $0) == name }
  }

  /// The bytes of one string of the type of that name, nil for numbers.
  static func stringBytes(named name: String) -> Int? {
    name.hasPrefix("|S") ? Int(name.dropFirst(2)) : nil
  }
}
