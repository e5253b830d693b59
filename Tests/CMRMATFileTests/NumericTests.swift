import CMRMATFile
import Testing

@Suite struct NumericTests {
  @Test(arguments: writers.indices)
  func everyClassInItsOwnStorage(writer index: Int) throws {
    var writer = writers[index]
    writer.add("double", .doubles([2, 3], [1.5, -2, 3, .infinity, 1e300, -0.0]))
    writer.add("single", .numbers(.single, [1, 2], stored: 7, TestNumber.of([Float(0.1), -7])))
    writer.add("int8", .numbers(.int8, [1, 3], stored: 1, TestNumber.of([Int8.min, 0, .max])))
    writer.add("uint8", .numbers(.uint8, [3, 1], stored: 2, TestNumber.of([UInt8(0), 1, 255])))
    writer.add("int16", .numbers(.int16, [1, 2], stored: 3, TestNumber.of([Int16.min, .max])))
    writer.add("uint16", .numbers(.uint16, [1, 2], stored: 4, TestNumber.of([UInt16(1), .max])))
    writer.add("int32", .numbers(.int32, [1, 2], stored: 5, TestNumber.of([Int32.min, .max])))
    writer.add("uint32", .numbers(.uint32, [1, 2], stored: 6, TestNumber.of([UInt32(1), .max])))
    writer.add("int64", .numbers(.int64, [1, 2], stored: 12, TestNumber.of([Int64.min, .max])))
    writer.add("uint64", .numbers(.uint64, [1, 2], stored: 13, TestNumber.of([UInt64(1), .max])))
    let values = try keepAll(writer.bytes)
    #expect(values["double"]?.numeric?.real == .double([1.5, -2, 3, .infinity, 1e300, -0.0]))
    #expect(values["double"]?.numeric?.dims == [2, 3])
    #expect(values["single"]?.numeric?.real == .single([0.1, -7]))
    #expect(values["int8"]?.numeric?.real == .int8([.min, 0, .max]))
    #expect(values["uint8"]?.numeric?.real == .uint8([0, 1, 255]))
    #expect(values["int16"]?.numeric?.real == .int16([.min, .max]))
    #expect(values["uint16"]?.numeric?.real == .uint16([1, .max]))
    #expect(values["int32"]?.numeric?.real == .int32([.min, .max]))
    #expect(values["uint32"]?.numeric?.real == .uint32([1, .max]))
    #expect(values["int64"]?.numeric?.real == .int64([.min, .max]))
    #expect(values["uint64"]?.numeric?.real == .uint64([1, .max]))
    #expect(values.count == 10)
  }

  @Test(arguments: writers.indices)
  func doublesStoredAsSmallerIntegers(writer index: Int) throws {
    var writer = writers[index]
    writer.add("i8", .numbers(.double, [1, 3], stored: 1, TestNumber.of([Int8(-3), 0, 7])))
    writer.add(
      "u8", .numbers(.double, [5, 1], stored: 2, TestNumber.of([UInt8(1), 2, 3, 4, 255])))
    writer.add("i16", .numbers(.double, [1, 2], stored: 3, TestNumber.of([Int16(-300), 300])))
    writer.add("u16", .numbers(.double, [1, 2], stored: 4, TestNumber.of([UInt16(2173), 65535])))
    writer.add("i32", .numbers(.double, [1, 2], stored: 5, TestNumber.of([Int32.min, 70000])))
    writer.add("f32", .numbers(.double, [1, 2], stored: 7, TestNumber.of([Float(0.5), 3])))
    writer.add("narrow", .numbers(.int64, [1, 2], stored: 3, TestNumber.of([Int16(-1), 9])))
    let values = try keepAll(writer.bytes)
    #expect(values["i8"]?.numeric?.real == .double([-3, 0, 7]))
    #expect(values["u8"]?.numeric?.real == .double([1, 2, 3, 4, 255]))
    #expect(values["i16"]?.numeric?.real == .double([-300, 300]))
    #expect(values["u16"]?.numeric?.real == .double([2173, 65535]))
    #expect(values["i32"]?.numeric?.real == .double([-2_147_483_648, 70000]))
    #expect(values["f32"]?.numeric?.real == .double([0.5, 3]))
    #expect(values["narrow"]?.numeric?.real == .int64([-1, 9]))
    let streamed = try streamAll(writer.bytes)
    for (name, value) in values { #expect(streamed.real[name] == value.numeric?.real.doubles) }
  }

  @Test(arguments: writers.indices)
  func logicalComplexGlobalAndEmpty(writer index: Int) throws {
    var writer = writers[index]
    writer.add(
      "logical", .numbers(.uint8, [1, 2], stored: 2, TestNumber.of([UInt8(1), 0]), logical: true))
    writer.add("complex", .complex([1, 2], [1, 2], [-1, 0.5]))
    writer.add("empty", .doubles([0, 5], []))
    var global = TestArray.doubles([1, 1], [3])
    global.flags |= 0x400
    writer.add("global", global)
    writer.add("cube", .doubles([2, 1, 2], [1, 2, 3, 4]))
    let headers = try contents(writer.bytes)
    #expect(headers.array(at: "logical")?.isLogical == true)
    #expect(headers.array(at: "complex")?.isComplex == true)
    #expect(headers.array(at: "global")?.isGlobal == true)
    #expect(headers.array(at: "empty")?.shape == "0x5")
    #expect(headers.array(at: "cube")?.columns == 2)
    #expect(
      headers.variables.map(\.path.text) == ["logical", "complex", "empty", "global", "cube"])
    let values = try keepAll(writer.bytes)
    #expect(values["logical"]?.numeric?.isLogical == true)
    #expect(values["complex"]?.numeric?.imaginary == .double([-1, 0.5]))
    #expect(values["empty"]?.numeric?.real == .double([]))
    let streamed = try streamAll(writer.bytes)
    #expect(streamed.imaginary["complex"] == [-1, 0.5])
    #expect(streamed.real["empty"] == nil)
  }

  @Test func integersAreExactOrAbsent() {
    #expect(MATElements.double([1, 2]).integers == [1, 2])
    #expect(MATElements.double([1.5]).integers == nil)
    #expect(MATElements.double([.nan]).integers == nil)
    #expect(MATElements.uint64([.max]).integers == nil)
    #expect(MATElements.int8([-1]).integers == [-1])
    #expect(MATElements.single([1, 2.5]).doubles == [1, 2.5])
    #expect(MATElements.double([1e300]).floats == [.infinity])
  }
}
