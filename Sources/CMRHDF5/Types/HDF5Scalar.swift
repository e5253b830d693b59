import CMRCHDF5

/// A number that arrays in files and in memory are made of.
///
/// In files they are little-endian and of the same width. Reading converts from any number a file
/// holds: see ``Dataset/read(_:)``.
public protocol HDF5Scalar: AdditiveArithmetic, BitwiseCopyable, Sendable {
  /// How the library knows this type.
  static var scalarType: ScalarType { get }

  /// Puts `values` into as many `elements`; false where one does not fit.
  static func convert(_ values: Span<Int64>, to elements: inout MutableSpan<Self>) -> Bool

  /// Puts `values` into as many `elements`; false where one does not fit.
  static func convert(_ values: Span<UInt64>, to elements: inout MutableSpan<Self>) -> Bool

  /// Puts `values` into as many `elements`; false where one does not fit.
  static func convert(_ values: Span<Double>, to elements: inout MutableSpan<Self>) -> Bool
}

/// The numbers that can be written, and that anything read is converted to.
public enum ScalarType: String, Hashable, Sendable, CaseIterable {
  /// Signed integers.
  case int8, int16, int32, int64
  /// Unsigned integers.
  case uint8, uint16, uint32, uint64
  /// IEEE 754 floating-point numbers.
  case float32, float64

  /// The width of one number in bytes.
  public var byteCount: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }

  /// Whether the numbers are floating-point.
  public var isFloatingPoint: Bool { self == .float32 || self == .float64 }

  /// Whether the numbers can be negative.
  public var isSigned: Bool {
    switch self {
    case .int8, .int16, .int32, .int64, .float32, .float64: true
    case .uint8, .uint16, .uint32, .uint64: false
    }
  }

  /// The type in memory; only inside a body of ``H5/call(_:_:)``.
  var memoryType: hid_t {
    switch self {
    case .int8: cmr_h5t_native_int8()
    case .int16: cmr_h5t_native_int16()
    case .int32: cmr_h5t_native_int32()
    case .int64: cmr_h5t_native_int64()
    case .uint8: cmr_h5t_native_uint8()
    case .uint16: cmr_h5t_native_uint16()
    case .uint32: cmr_h5t_native_uint32()
    case .uint64: cmr_h5t_native_uint64()
    case .float32: cmr_h5t_native_float()
    case .float64: cmr_h5t_native_double()
    }
  }

  /// The type in files; only inside a body of ``H5/call(_:_:)``.
  var fileType: hid_t {
    switch self {
    case .int8: cmr_h5t_std_i8le()
    case .int16: cmr_h5t_std_i16le()
    case .int32: cmr_h5t_std_i32le()
    case .int64: cmr_h5t_std_i64le()
    case .uint8: cmr_h5t_std_u8le()
    case .uint16: cmr_h5t_std_u16le()
    case .uint32: cmr_h5t_std_u32le()
    case .uint64: cmr_h5t_std_u64le()
    case .float32: cmr_h5t_ieee_f32le()
    case .float64: cmr_h5t_ieee_f64le()
    }
  }
}

extension Int8: HDF5Scalar {
  /// Signed, 1 byte.
  public static var scalarType: ScalarType { .int8 }
}

extension Int16: HDF5Scalar {
  /// Signed, 2 bytes.
  public static var scalarType: ScalarType { .int16 }
}

extension Int32: HDF5Scalar {
  /// Signed, 4 bytes.
  public static var scalarType: ScalarType { .int32 }
}

extension Int64: HDF5Scalar {
  /// Signed, 8 bytes.
  public static var scalarType: ScalarType { .int64 }
}

extension Int: HDF5Scalar {
  /// Signed, 8 bytes in every file.
  public static var scalarType: ScalarType { .int64 }
}

extension UInt8: HDF5Scalar {
  /// Unsigned, 1 byte.
  public static var scalarType: ScalarType { .uint8 }
}

extension UInt16: HDF5Scalar {
  /// Unsigned, 2 bytes.
  public static var scalarType: ScalarType { .uint16 }
}

extension UInt32: HDF5Scalar {
  /// Unsigned, 4 bytes.
  public static var scalarType: ScalarType { .uint32 }
}

extension UInt64: HDF5Scalar {
  /// Unsigned, 8 bytes.
  public static var scalarType: ScalarType { .uint64 }
}

extension Float: HDF5Scalar {
  /// IEEE 754, 4 bytes.
  public static var scalarType: ScalarType { .float32 }
}

extension Double: HDF5Scalar {
  /// IEEE 754, 8 bytes.
  public static var scalarType: ScalarType { .float64 }
}
