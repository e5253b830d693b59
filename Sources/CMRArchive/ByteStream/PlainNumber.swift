/// A number for which every pattern of bits is a value, so that bytes from a file may be read
/// straight into it.
///
/// Not `Bool`, for which most bytes are no value. Conform no type of your own.
public protocol PlainNumber: BitwiseCopyable, Sendable, Equatable {
  /// The value with its bytes in the opposite order.
  var byteSwapped: Self { get }
  /// The value whose bits are all zero.
  static var zero: Self { get }
}

extension UInt8: PlainNumber {}
extension UInt16: PlainNumber {}
extension UInt32: PlainNumber {}
extension UInt64: PlainNumber {}
extension Int8: PlainNumber {}
extension Int16: PlainNumber {}
extension Int32: PlainNumber {}
extension Int64: PlainNumber {}
extension Float: PlainNumber {
  /// The value with its bytes in the opposite order.
  public var byteSwapped: Float { Float(bitPattern: bitPattern.byteSwapped) }
}
extension Double: PlainNumber {
  /// The value with its bytes in the opposite order.
  public var byteSwapped: Double { Double(bitPattern: bitPattern.byteSwapped) }
}
