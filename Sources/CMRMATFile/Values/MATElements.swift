/// The numbers of an array in its own class, so that nothing is lost on the way.
public enum MATElements: Hashable, Sendable {
  /// Class `double`.
  case double([Double])
  /// Class `single`.
  case single([Float])
  /// Class `int8`.
  case int8([Int8])
  /// Class `uint8`, and logicals.
  case uint8([UInt8])
  /// Class `int16`.
  case int16([Int16])
  /// Class `uint16`.
  case uint16([UInt16])
  /// Class `int32`.
  case int32([Int32])
  /// Class `uint32`.
  case uint32([UInt32])
  /// Class `int64`.
  case int64([Int64])
  /// Class `uint64`.
  case uint64([UInt64])

  /// How many numbers there are.
  public var count: Int {
    switch self {
    case .double(let values): values.count
    case .single(let values): values.count
    case .int8(let values): values.count
    case .uint8(let values): values.count
    case .int16(let values): values.count
    case .uint16(let values): values.count
    case .int32(let values): values.count
    case .uint32(let values): values.count
    case .int64(let values): values.count
    case .uint64(let values): values.count
    }
  }

  /// The numbers as `Double`, rounded to nearest where an integer has more than 53 bits.
  public var doubles: [Double] {
    switch self {
    case .double(let values): values
    case .single(let values): values.map { Double($0) }
    case .int8(let values): values.map { Double($0) }
    case .uint8(let values): values.map { Double($0) }
    case .int16(let values): values.map { Double($0) }
    case .uint16(let values): values.map { Double($0) }
    case .int32(let values): values.map { Double($0) }
    case .uint32(let values): values.map { Double($0) }
    case .int64(let values): values.map { Double($0) }
    case .uint64(let values): values.map { Double($0) }
    }
  }

  /// The numbers as `Float`, rounded to nearest; a double too large becomes infinite.
  public var floats: [Float] {
    if case .single(let values) = self { return values }
    return doubles.map { Float($0) }
  }

  /// The numbers as `Int`, or `nil` if one of them is no integer or too large: for labels and
  /// indices.
  public var integers: [Int]? {
    switch self {
    case .double(let values): exact(values) { Int(exactly: $0) }
    case .single(let values): exact(values) { Int(exactly: $0) }
    case .int8(let values): values.map { Int($0) }
    case .uint8(let values): values.map { Int($0) }
    case .int16(let values): values.map { Int($0) }
    case .uint16(let values): values.map { Int($0) }
    case .int32(let values): values.map { Int($0) }
    case .uint32(let values): values.map { Int($0) }
    case .int64(let values): values.map { Int($0) }
    case .uint64(let values): exact(values) { Int(exactly: $0) }
    }
  }

  private func exact<Number>(_ values: [Number], _ convert: (Number) -> Int?) -> [Int]? {
    var result: [Int] = []
    result.reserveCapacity(values.count)
    for value in values {
      guard let integer = convert(value) else { return nil }
      result.append(integer)
    }
    return result
  }
}
