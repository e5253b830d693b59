import CMRArchive
import CMRMATFile
import Testing

@Suite struct ErrorTests {
  private func error(_ bytes: [UInt8], limits: MATLimits = MATLimits()) -> String {
    errorText { _ = try keepAll(bytes, limits: limits) }
  }

  private func code(_ bytes: [UInt8]) -> MATError.Code? {
    do {
      _ = try keepAll(bytes)
      return nil
    } catch { return (error as? MATError)?.code }
  }

  @Test func otherFiles() {
    #expect(error([]) == "not a MAT file: 0 bytes, a header has 128")
    let text = [UInt8](repeating: 0x41, count: 300)
    #expect(error(text) == "not a MAT file: the header is not that of MATLAB")
    #expect(code(text) == .notMATFile)
    let hdf5: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a] + text
    #expect(error(hdf5) == "an HDF5 file, not a MAT file; read it as HDF5")
    #expect(code(hdf5) == .hdf5)
    for order in [MATByteOrder.little, .big] {
      let version73 = MATWriter(order: order, version: 2).bytes
      #expect(
        error(version73) == "a MAT file of version 7.3, which is HDF5 inside; read it as HDF5")
      #expect(code(version73) == .hdf5)
    }
  }

  @Test func version4() {
    // type 0 (little-endian doubles), 1 x 1, real, name of 2 bytes
    var bytes: [UInt8] = [0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0]
    bytes += [0x78, 0] + [UInt8](repeating: 0, count: 8)
    #expect(
      error(bytes)
        == "a MAT file of version 4, which is not read; load it in MATLAB or Octave and save it with '-v7'"
    )
    #expect(code(bytes) == .version4)
  }

  @Test func truncation() {
    var writer = MATWriter()
    writer.add("x", .doubles([10, 10], Array(repeating: 1, count: 100)))
    #expect(
      error(Array(writer.bytes[..<500]))
        == "variable 'x' at byte 500: the file ends inside the real part: 800 bytes claimed, 316 there"
    )
    #expect(
      error(Array(writer.bytes[..<132]))
        == "MAT file at byte 132: the file ends inside a variable's tag: 8 bytes claimed, 4 there")
    #expect(code(Array(writer.bytes[..<500])) == .truncated)
    var packed = MATWriter(compresses: true)
    packed.add("x", .doubles([10, 10], (0..<100).map { Double($0).squareRoot() }))
    let text = error(Array(packed.bytes[..<300]))
    #expect(text.hasPrefix("variable 'x' at byte 300, inflated byte "))
    #expect(text.contains(": zlib data end too early: 164 compressed bytes gave "))
    #expect(code(Array(packed.bytes[..<300])) == .source)
  }

  @Test func sizesThatDisagree() {
    var writer = MATWriter()
    writer.add("x", .doubles([2, 3], [1, 2]))
    #expect(
      error(writer.bytes)
        == "variable 'x' at byte 184: the real part has 16 bytes, 48 for 2x3 elements of type double are expected"
    )
    writer = MATWriter()
    writer.add("x", .doubles([65536, 65536, 65536, 65536], []))
    #expect(
      error(writer.bytes).hasSuffix(
        ": an array of 65536x65536x65536x65536 elements has more than 9223372036854775807 bytes"))
    writer = MATWriter()
    writer.add("x", .doubles([-1, 2], []))
    #expect(error(writer.bytes).hasSuffix(": extent 1 of the array is -1"))
    writer = MATWriter()
    writer.add("c", .cell([1, 1000], [.doubles([1, 1], [1])]))
    #expect(
      error(writer.bytes)
        == "variable 'c' at byte 176: 1000 elements of 1 arrays need 8 bytes each, 64 bytes are left"
    )
    writer = MATWriter()
    writer.add("x", .numbers(.uint8, [1, 2], stored: 4, TestNumber.of([UInt16(1), 300])))
    #expect(
      error(writer.bytes).hasSuffix(": element 1 is 300, which class uint8 cannot hold"))
    writer = MATWriter()
    writer.add("x", TestArray(flags: 99, dims: [1, 1], parts: []))
    #expect(error(writer.bytes).hasSuffix(": the array has the unknown class 99"))
  }

  @Test func limits() {
    var writer = MATWriter()
    writer.add("x", .doubles([10, 10], Array(repeating: 1, count: 100)))
    var limits = MATLimits()
    limits.keptBytes = 500
    #expect(
      error(writer.bytes, limits: limits).hasSuffix(
        ": 1056 bytes to hold in memory, 500 are allowed; stream the array or raise the limit 'keptBytes'"
      ))
    limits = MATLimits()
    limits.arrays = 1
    writer.add("y", .doubles([1, 1], [1]))
    #expect(
      error(writer.bytes, limits: limits).hasSuffix(
        ": 2 arrays, 1 are allowed; if the file is trusted, raise the limit 'arrays'"))
  }

  /// Structures without fields and elements of no bytes take memory that no byte of the file stands
  /// for.
  @Test func whatTakesNoBytesIsCounted() {
    var writer = MATWriter()
    writer.add("s", .structure([0x0f00_0000, 1], [], []))
    #expect(
      error(writer.bytes).hasSuffix(
        ": 16106127616 bytes to hold in memory, 1073741824 are allowed; stream the array or raise"
          + " the limit 'keptBytes'"))
    writer = MATWriter()
    writer.add("s", .structure([0x4000_0000, 0x1000_0000], [], []))
    #expect(error(writer.bytes).contains(": 9223372036854775807 bytes to hold in memory, "))
    let nothing: [UInt8] = writer.number(UInt32(14)) + writer.number(UInt32(0))
    writer = MATWriter(compresses: true)
    writer.add(
      "c",
      TestArray(
        flags: 1, dims: [1, 1000], parts: [.raw((0..<1000).flatMap { _ in nothing })]))
    var limits = MATLimits()
    limits.arrays = 1000
    #expect(
      error(writer.bytes, limits: limits).hasSuffix(
        ": 1001 arrays, 1000 are allowed; if the file is trusted, raise the limit 'arrays'"))
  }

  @Test func theListOfArraysIsBounded() throws {
    var writer = MATWriter()
    let names = (0..<100).map { "field\($0)" }
    writer.add("s", .structure([0, 0], names, []))
    writer.add("t", .structure([0, 0], names, []))
    var limits = MATLimits()
    limits.listedBytes = 4000
    let text = error(writer.bytes, limits: limits)
    #expect(
      text.hasSuffix(
        ": 5126 bytes to list its arrays by name, 4000 are allowed; if the file is trusted, raise"
          + " the limit 'listedBytes'"), "\(text)")
  }

  /// A claim of 16 TiB in a file of 200 bytes is refused without memory being asked for.
  @Test func claimsAreComparedBeforeMemoryIsTaken() {
    var writer = MATWriter()
    var body = writer.numbers(6, [UInt32(6), 0]) + writer.numbers(5, [Int32(1 << 20), 1 << 21])
    body +=
      writer.element(1, Array("x".utf8)) + writer.number(UInt32(9)) + writer.number(UInt32.max)
    writer.addRaw(writer.number(UInt32(14)) + writer.number(UInt32.max) + body)
    #expect(
      error(writer.bytes)
        == "variable 'x' at byte 184: the real part claims 4294967295 bytes, 4294967247 are left in its array"
    )
  }
}
