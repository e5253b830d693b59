internal import CMRArchive
internal import CMRHDF5  // elementSpan

/// How the numbers of an array lie in its file.
struct ElementEncoding: Hashable, Sendable {
  let element: ElementClass
  var isBigEndian = false

  /// The bytes of one number; nil where the elements are no numbers.
  var byteCount: Int? {
    switch element {
    case .int8, .uint8, .logical: 1
    case .int16, .uint16, .float16, .bfloat16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    case .text, .other: nil
    }
  }

  /// Puts the numbers in the first `count` of `bytes` into `numbers`, each to the nearest value.
  func decode<Number: BinaryFloatingPoint>(
    _ bytes: [UInt8], count: Int, to numbers: inout [Number]
  ) {
    switch element {
    case .logical: map(bytes, count, &numbers) { (bits: UInt8) in bits == 0 ? 0 : 1 }
    case .uint8: map(bytes, count, &numbers) { (bits: UInt8) in Number(bits) }
    case .int8: map(bytes, count, &numbers) { (bits: Int8) in Number(bits) }
    case .uint16: map(bytes, count, &numbers) { (bits: UInt16) in Number(bits) }
    case .int16: map(bytes, count, &numbers) { (bits: Int16) in Number(bits) }
    case .uint32: map(bytes, count, &numbers) { (bits: UInt32) in Number(bits) }
    case .int32: map(bytes, count, &numbers) { (bits: Int32) in Number(bits) }
    case .uint64: map(bytes, count, &numbers) { (bits: UInt64) in Number(bits) }
    case .int64: map(bytes, count, &numbers) { (bits: Int64) in Number(bits) }
    case .float16:
      map(bytes, count, &numbers) { (bits: UInt16) in Number(Float16(bitPattern: bits)) }
    // The upper half of a Float32.
    case .bfloat16:
      map(bytes, count, &numbers) { (bits: UInt16) in Number(Float(bitPattern: UInt32(bits) << 16))
      }
    case .float32: map(bytes, count, &numbers) { (bits: UInt32) in Number(Float(bitPattern: bits)) }
    case .float64:
      map(bytes, count, &numbers) { (bits: UInt64) in Number(Double(bitPattern: bits)) }
    case .text, .other: numbers.removeAll()
    }
  }

  @inline(__always)
  private func map<Bits: FixedWidthInteger & BitwiseCopyable, Number>(
    _ bytes: [UInt8], _ count: Int, _ numbers: inout [Number], _ convert: (Bits) -> Number
  ) {
    let width = MemoryLayout<Bits>.size
    numbers.removeAll(keepingCapacity: true)
    unsafe bytes.withUnsafeBytes { bytes in
      for offset in stride(from: 0, to: count / width * width, by: width) {
        let bits = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: Bits.self)
        numbers.append(convert(isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits)))
      }
    }
  }
}

/// The numbers of one array as they come in a stream.
struct ArrayBody {
  let member: String
  let variable: Variable
  let encoding: ElementEncoding

  /// The numbers decoded at once: with 8 bytes each they stay in the second-level cache.
  private static let blockElements = 1 << 16

  /// The bytes that the array claims.
  ///
  /// - Throws: ``ImportError`` with code `damagedMember` where no file has as many.
  func byteCount() throws(ImportError) -> Int {
    let (bytes, overflow) = variable.count.multipliedReportingOverflow(
      by: encoding.byteCount ?? 1)
    guard !overflow, variable.count < .max else {
      throw .damagedMember(
        member,
        "'\(variable.name)' claims to be \(Variable.text(of: variable.shape)), more than any file")
    }
    return bytes
  }

  /// Asks `visitor` what to do with the numbers, which come next in `stream`, and does it.
  func read(
    _ stream: inout some ByteStream & ~Copyable, _ visitor: inout some ArrayVisitor
  ) throws(ImportError) {
    let claimed = try byteCount()
    switch try visitor.request(for: variable) {
    case .skip:
      let passed: UInt64
      do { passed = try stream.skip(UInt64(claimed)) } catch {
        throw .cannotRead(error, in: member)
      }
      guard passed == claimed else { throw endsEarly(claimed, Int(clamping: passed)) }
    case .keep:
      var values: [Double] = []
      try forEachBlock(&stream) { (block: [Double]) in values += block }
      visitor.receive(
        NumberArray(
          shape: variable.shape, values: values, isColumnMajor: variable.isColumnMajor),
        for: variable)
    case .floats:
      try forEachBlock(&stream) { (block: [Float]) throws(ImportError) in
        try visitor.receive(block.elementSpan, for: variable)
      }
    }
  }

  private func forEachBlock<Number: BinaryFloatingPoint>(
    _ stream: inout some ByteStream & ~Copyable, _ body: ([Number]) throws(ImportError) -> Void
  ) throws(ImportError) {
    let width = encoding.byteCount ?? 1
    let count = variable.count
    var bytes = [UInt8](repeating: 0, count: min(count, Self.blockElements) * width)
    var numbers: [Number] = []
    var done = 0
    while done < count {
      let wanted = min(count - done, Self.blockElements) * width
      let got: Int
      do {
        var whole = bytes.mutableSpan
        var part = whole._mutatingExtracting(first: wanted)
        got = try stream.fill(&part)
      } catch {
        throw .cannotRead(error, in: member)
      }
      guard got == wanted else { throw endsEarly(count * width, done * width + got) }
      encoding.decode(bytes, count: wanted, to: &numbers)
      try body(numbers)
      done += wanted / width
    }
  }

  private func endsEarly(_ claimed: Int, _ got: Int) -> ImportError {
    .damagedMember(
      member, "the file ends inside '\(variable.name)': \(claimed) bytes claimed, \(got) there")
  }
}
