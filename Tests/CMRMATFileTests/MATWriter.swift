import CMRArchive
import CMRMATFile

/// Writes MAT files of version 5 for tests: an independent, small statement of the format.
struct MATWriter {
  var order: MATByteOrder = .little
  /// Whether every variable is compressed.
  var compresses = false
  private(set) var bytes: [UInt8]

  init(order: MATByteOrder = .little, compresses: Bool = false, version: UInt8 = 1) {
    self.order = order
    self.compresses = compresses
    bytes = Array("MATLAB 5.0 MAT-file, written by a test".utf8)
    bytes += [UInt8](repeating: 0x20, count: 116 - bytes.count)
    bytes += [UInt8](repeating: 0, count: 8)
    bytes += order == .little ? [0, version] : [version, 0]
    bytes += order == .little ? Array("IM".utf8) : Array("MI".utf8)
  }

  /// Appends a variable.
  mutating func add(_ name: String, _ array: TestArray) {
    let matrix = encode(array, name: name)
    guard compresses, let packed = ZlibCompression.compress(matrix) else {
      bytes += matrix
      return
    }
    bytes += number(UInt32(15)) + number(UInt32(packed.count)) + packed
  }

  /// Appends bytes as they are.
  mutating func addRaw(_ raw: [UInt8]) { bytes += raw }

  func number<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
    let ordered = order == .little ? value.littleEndian : value.bigEndian
    return (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: ordered >> ($0 * 8)) }
  }

  /// An element with its tag and padding, small where it fits.
  func element(_ type: UInt32, _ data: [UInt8], small: Bool = true) -> [UInt8] {
    if small && !data.isEmpty && data.count <= 4 {
      return number(UInt32(data.count) << 16 | type) + data
        + [UInt8](repeating: 0, count: 4 - data.count)
    }
    return number(type) + number(UInt32(data.count)) + data
      + [UInt8](repeating: 0, count: (8 - data.count % 8) % 8)
  }

  func numbers<Number: FixedWidthInteger>(_ type: UInt32, _ values: [Number]) -> [UInt8] {
    element(type, values.flatMap { number($0) })
  }

  func encode(_ array: TestArray, name: String) -> [UInt8] {
    var body = numbers(6, [array.flags, array.reserve])
    if let dims = array.dims { body += numbers(5, dims.map { Int32($0) }) }
    body += element(1, Array(name.utf8))
    for part in array.parts {
      switch part {
      case .data(let type, let values): body += element(type, values.flatMap { $0.bytes(order) })
      case .array(let child): body += encode(child, name: "")
      case .raw(let raw): body += raw
      }
    }
    return number(UInt32(14)) + number(UInt32(body.count)) + body
  }
}

/// A number to be written in either order.
struct TestNumber: Sendable {
  let pattern: UInt64
  let width: Int

  func bytes(_ order: MATByteOrder) -> [UInt8] {
    let little = (0..<width).map { UInt8(truncatingIfNeeded: pattern >> ($0 * 8)) }
    return order == .little ? little : little.reversed()
  }

  static func of<Number: FixedWidthInteger>(_ values: [Number]) -> [TestNumber] {
    values.map {
      TestNumber(pattern: UInt64(truncatingIfNeeded: $0), width: Number.bitWidth / 8)
    }
  }
  static func of(_ values: [Double]) -> [TestNumber] {
    values.map { TestNumber(pattern: $0.bitPattern, width: 8) }
  }
  static func of(_ values: [Float]) -> [TestNumber] {
    values.map { TestNumber(pattern: UInt64($0.bitPattern), width: 4) }
  }
}

/// An array to be written: flags, extents and the elements that follow the name.
struct TestArray: Sendable {
  enum Part: Sendable {
    case data(UInt32, [TestNumber])
    case array(TestArray)
    case raw([UInt8])
  }
  var flags: UInt32
  var reserve: UInt32 = 0
  var dims: [Int]?
  var parts: [Part]

  static func doubles(_ dims: [Int], _ values: [Double]) -> TestArray {
    TestArray(flags: 6, dims: dims, parts: [.data(9, TestNumber.of(values))])
  }

  static func numbers(
    _ arrayClass: MATClass, _ dims: [Int], stored type: UInt32, _ values: [TestNumber],
    logical: Bool = false
  ) -> TestArray {
    TestArray(
      flags: UInt32(arrayClass.rawValue) | (logical ? 0x200 : 0), dims: dims,
      parts: [.data(type, values)])
  }

  static func complex(_ dims: [Int], _ real: [Double], _ imaginary: [Double]) -> TestArray {
    TestArray(
      flags: 6 | 0x800, dims: dims,
      parts: [.data(9, TestNumber.of(real)), .data(9, TestNumber.of(imaginary))])
  }

  static func text(_ dims: [Int], stored type: UInt32, _ codes: [TestNumber]) -> TestArray {
    TestArray(flags: 4, dims: dims, parts: [.data(type, codes)])
  }

  static func string(_ text: String) -> TestArray {
    let units = Array(text.utf16)
    return .text([1, units.count], stored: 4, TestNumber.of(units))
  }

  static func cell(_ dims: [Int], _ cells: [TestArray]) -> TestArray {
    TestArray(flags: 1, dims: dims, parts: cells.map { .array($0) })
  }

  static func structure(_ dims: [Int], _ names: [String], _ values: [TestArray]) -> TestArray {
    let length = 32
    let bytes = names.flatMap { name in
      Array(name.utf8) + [UInt8](repeating: 0, count: length - name.utf8.count)
    }
    return TestArray(
      flags: 2, dims: dims,
      parts: [
        .data(5, TestNumber.of([Int32(length)])), .data(1, TestNumber.of(bytes)),
      ] + values.map { .array($0) })
  }

  static func sparse(
    _ dims: [Int], rows: [Int32], starts: [Int32], _ values: [Double], imaginary: [Double]? = nil,
    logical: Bool = false
  ) -> TestArray {
    let stored: Part =
      logical
      ? .data(2, TestNumber.of(values.map { UInt8($0) })) : .data(9, TestNumber.of(values))
    var parts: [Part] = [
      .data(5, TestNumber.of(rows)), .data(5, TestNumber.of(starts)), stored,
    ]
    if let imaginary { parts.append(.data(9, TestNumber.of(imaginary))) }
    return TestArray(
      flags: 5 | (logical ? 0x200 : 0) | (imaginary == nil ? 0 : 0x800),
      reserve: UInt32(rows.count), dims: dims, parts: parts)
  }
}
