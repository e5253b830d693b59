import CMRArchive

/// A number as it lies in a file.
///
/// Written out for each type: the generic conversions of the standard library cost a hundred times
/// as much where the optimiser does not see through them.
protocol MATNumber: PlainNumber {
  var asFloat: Float { get }
  var asDouble: Double { get }
  /// The value as an integer, if it is one.
  var asInteger: Int128? { get }
  /// The value nearest to `number` for floating point, `number` itself or `nil` for integers.
  static func converted<Other: MATNumber>(_ number: Other) -> Self?
  static func wrap(_ values: [Self]) -> MATElements
}

extension MATNumber where Self: FixedWidthInteger {
  @inline(__always) var asFloat: Float { Float(self) }
  @inline(__always) var asDouble: Double { Double(self) }
  var asInteger: Int128? { Int128(self) }
  static func converted<Other: MATNumber>(_ number: Other) -> Self? {
    number.asInteger.flatMap { Self(exactly: $0) }
  }
}

extension Int8: MATNumber { static func wrap(_ values: [Int8]) -> MATElements { .int8(values) } }
extension UInt8: MATNumber { static func wrap(_ values: [UInt8]) -> MATElements { .uint8(values) } }
extension Int16: MATNumber { static func wrap(_ values: [Int16]) -> MATElements { .int16(values) } }
extension UInt16: MATNumber {
  static func wrap(_ values: [UInt16]) -> MATElements { .uint16(values) }
}
extension Int32: MATNumber { static func wrap(_ values: [Int32]) -> MATElements { .int32(values) } }
extension UInt32: MATNumber {
  static func wrap(_ values: [UInt32]) -> MATElements { .uint32(values) }
}
extension Int64: MATNumber { static func wrap(_ values: [Int64]) -> MATElements { .int64(values) } }
extension UInt64: MATNumber {
  static func wrap(_ values: [UInt64]) -> MATElements { .uint64(values) }
}

extension Float: MATNumber {
  @inline(__always) var asFloat: Float { self }
  @inline(__always) var asDouble: Double { Double(self) }
  var asInteger: Int128? { Int128(exactly: self) }
  static func converted<Other: MATNumber>(_ number: Other) -> Float? { number.asFloat }
  static func wrap(_ values: [Float]) -> MATElements { .single(values) }
}

extension Double: MATNumber {
  @inline(__always) var asFloat: Float { Float(self) }
  @inline(__always) var asDouble: Double { self }
  var asInteger: Int128? { Int128(exactly: self) }
  static func converted<Other: MATNumber>(_ number: Other) -> Double? { number.asDouble }
  static func wrap(_ values: [Double]) -> MATElements { .double(values) }
}
