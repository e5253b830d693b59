/// How elements of a file's type become those of a Swift type.
///
/// The library is trusted only with what it does right: other byte orders, more bits of the same
/// kind, and rounding between floating-point types. Version 1.10 clamps what is out of range, cuts
/// off fractions, and takes the bits of a big-endian negative number for those of an unsigned one,
/// all without a word.
enum Conversion {
  /// The library reads straight into the target type.
  case direct
  /// The library reads into the widest type of the same kind, from which values are converted here.
  case widened(to: ScalarType)

  /// The conversion from `type`, whose elements are numbers, to `target`.
  init(from type: ElementType, to target: ScalarType) {
    let isSameKind =
      type.isFloatingPoint == target.isFloatingPoint && type.isSigned == target.isSigned
    if isSameKind && (target.isFloatingPoint || target.byteCount >= type.size) {
      self = .direct
    } else {
      self = .widened(to: type.widestScalar)
    }
  }
}

extension ElementType {
  /// Whether elements are floating-point numbers.
  var isFloatingPoint: Bool { kind == .floatingPoint }

  /// The widest scalar of the kind of these numbers.
  var widestScalar: ScalarType {
    if isFloatingPoint { return .float64 }
    return isSigned ? .int64 : .uint64
  }
}

extension HDF5Scalar where Self: FixedWidthInteger {
  /// Exactly, or false at the first value that does not fit.
  public static func convert(_ values: Span<Int64>, to elements: inout MutableSpan<Self>) -> Bool {
    for index in values.indices {
      guard let element = Self(exactly: values[index]) else { return false }
      elements[index] = element
    }
    return true
  }

  /// Exactly, or false at the first value that does not fit.
  public static func convert(_ values: Span<UInt64>, to elements: inout MutableSpan<Self>) -> Bool {
    for index in values.indices {
      guard let element = Self(exactly: values[index]) else { return false }
      elements[index] = element
    }
    return true
  }

  /// Exactly, or false at the first value that does not fit, as a fraction or an infinity does not.
  public static func convert(_ values: Span<Double>, to elements: inout MutableSpan<Self>) -> Bool {
    for index in values.indices {
      guard let element = Self(exactly: values[index]) else { return false }
      elements[index] = element
    }
    return true
  }
}

extension HDF5Scalar where Self: BinaryFloatingPoint {
  /// To the nearest value.
  public static func convert(_ values: Span<Int64>, to elements: inout MutableSpan<Self>) -> Bool {
    for index in values.indices { elements[index] = Self(values[index]) }
    return true
  }

  /// To the nearest value.
  public static func convert(_ values: Span<UInt64>, to elements: inout MutableSpan<Self>) -> Bool {
    for index in values.indices { elements[index] = Self(values[index]) }
    return true
  }

  /// To the nearest value.
  public static func convert(_ values: Span<Double>, to elements: inout MutableSpan<Self>) -> Bool {
    for index in values.indices { elements[index] = Self(values[index]) }
    return true
  }
}
