import CMRMATFile
import Testing

@Suite struct TextTests {
  @Test(arguments: writers.indices)
  func everyEncodingGivesTheSameText(writer index: Int) throws {
    let text = "Brücke ≠ 橋"
    let scalars = text.unicodeScalars.map(\.value)
    let units = Array(text.utf16)
    var writer = writers[index]
    writer.add("u16", .text([1, units.count], stored: 4, TestNumber.of(units)))
    writer.add("utf8", .text([1, units.count], stored: 16, TestNumber.of(Array(text.utf8))))
    writer.add("utf16", .text([1, units.count], stored: 17, TestNumber.of(units)))
    writer.add("utf32", .text([1, units.count], stored: 18, TestNumber.of(scalars)))
    let values = try keepAll(writer.bytes)
    for name in ["u16", "utf8", "utf16", "utf32"] {
      #expect(values[name]?.text?.string == text, "\(name)")
    }
  }

  @Test func bytesAreLatinOne() throws {
    var writer = MATWriter()
    writer.add("t", .text([1, 2], stored: 2, TestNumber.of([UInt8(0x41), 0xe9])))
    #expect(try keepAll(writer.bytes)["t"]?.text?.string == "Aé")
  }

  @Test func rowsRunAcrossColumns() throws {
    var writer = MATWriter()
    // The two rows "ab " and "xyz", column by column.
    writer.add("rows", .text([2, 3], stored: 4, TestNumber.of(Array("axby z".utf16))))
    writer.add("empty", .text([0, 0], stored: 16, []))
    let values = try keepAll(writer.bytes)
    #expect(values["rows"]?.strings == ["ab ", "xyz"])
    #expect(values["rows"]?.text?.string == nil)
    #expect(values["empty"]?.text?.string == "")
    #expect(values["empty"]?.strings == [])
  }

  @Test func charactersOutsideTheBasicPlane() throws {
    let text = "a😀"
    var writer = MATWriter()
    // MATLAB counts three code units, other writers two characters.
    writer.add("units", .text([1, 3], stored: 16, TestNumber.of(Array(text.utf8))))
    writer.add("scalars", .text([1, 2], stored: 16, TestNumber.of(Array(text.utf8))))
    writer.add("halved", .text([1, 1], stored: 4, TestNumber.of([UInt16(0xd83d)])))
    let values = try keepAll(writer.bytes)
    #expect(values["units"]?.text?.string == text)
    #expect(values["scalars"]?.text?.string == text)
    #expect(values["halved"]?.text?.string == "\u{fffd}")
  }

  @Test func namesAreSafeToPrint() throws {
    var writer = MATWriter()
    writer.add("x\u{1b}[2J", .doubles([1, 1], [1]))
    let found = try contents(writer.bytes)
    #expect(found.variables.first?.path.text == "x\u{1b}[2J")
    #expect(found.variables.first?.path.description == "x\\u{1b}[2J")
  }
}
