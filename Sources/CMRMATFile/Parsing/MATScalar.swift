/// The two types in which numbers are streamed.
protocol MATScalar: MATNumber, BinaryFloatingPoint {
  static func value<Stored: MATNumber>(of number: Stored) -> Self
}

extension Float: MATScalar {
  @inline(__always) static func value<Stored: MATNumber>(of number: Stored) -> Float {
    number.asFloat
  }
}

extension Double: MATScalar {
  @inline(__always) static func value<Stored: MATNumber>(of number: Stored) -> Double {
    number.asDouble
  }
}
