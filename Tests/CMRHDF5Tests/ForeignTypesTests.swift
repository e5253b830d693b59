import CMRHDF5
import Testing

/// What h5py wrote, in the oldest and the newest format, comes converted or is refused by name.
@Suite struct ForeignTypesTests {
  static let fixtures = [Fixture.foreign, Fixture.foreignLatest]

  @Test(arguments: fixtures) func `numbers convert`(_ fixture: Fixture) throws {
    let root = try fixture.open().root()
    #expect(try root.dataset("big-int32").read(Int32.self) == [-3, 0, 1, 7, 100, -128])
    #expect(try root.dataset("big-int32").read(Int8.self) == [-3, 0, 1, 7, 100, -128])
    #expect(try root.dataset("big-int32").read(Double.self) == [-3, 0, 1, 7, 100, -128])
    #expect(try root.dataset("big-float64").read(Double.self) == [0.5, -1.25, 1e300])
    #expect(try root.dataset("big-float64").read(Float.self) == [0.5, -1.25, .infinity])
    #expect(try root.dataset("big-uint16").read(Int.self) == [0, 1, 65535])
    #expect(try root.dataset("half").read(Float.self) == [0.5, -2, 65504])
    #expect(try root.dataset("boolean").read(UInt8.self) == [1, 0, 1])
    #expect(try root.dataset("enumeration").read(Int.self) == [3, 5, 5])
    #expect(try root.dataset("whole").read(Int16.self) == [1, 2, -3])
    #expect(try root.dataset("large").read(UInt64.self) == [1, 1 << 63])
    #expect(try root.dataset("scalar").read(Double.self) == [2.5])
    #expect(try root.dataset("packed").read(Int.self) == Array(0..<60))
    #expect(try root.dataset("packed").read(rows: [4, 0], as: Int.self).first == 48)
    #expect(try root.dataset("unwritten").read(Int.self) == [0, 0, 0])
    #expect(try root.dataset("empty").read(Float.self) == [])
    #expect(try root.dataset("deep/er/x").read(Int.self) == [1])
    #expect(try root.dataset("/deep/er/x").path == "/deep/er/x")
  }

  @Test(arguments: fixtures) func `types are described`(_ fixture: Fixture) throws {
    let root = try fixture.open().root()
    #expect(try root.dataset("big-int32").type.byteOrder == .big)
    #expect(try root.dataset("big-int32").type.scalarType == .int32)
    #expect(try root.dataset("half").type.scalarType == nil)
    #expect(try root.dataset("half").type.description == "16-bit floating-point number")
    #expect(try root.dataset("boolean").type.kind == .boolean)
    #expect(try root.dataset("enumeration").type.kind == .enumeration)
    #expect(try root.dataset("variable-utf8").type.kind == .variableString)
    #expect(try root.dataset("variable-utf8").type.isUTF8)
    #expect(try !root.dataset("variable-ascii").type.isUTF8)
    #expect(try root.dataset("fixed-ascii").type.kind == .fixedString(.nullPadded))
    #expect(try root.dataset("fixed-ascii").type.size == 4)
    #expect(try root.dataset("spaced").type.kind == .fixedString(.spacePadded))
    #expect(try root.dataset("compound").type.kind == .unreadable("compound value"))
    #expect(try root.dataset("packed").shape == [5, 4, 3])
    #expect(try root.dataset("packed").chunkShape == [2, 4, 2])
    #expect(try root.dataset("packed").filters.map(\.name) == ["shuffle", "deflate", "fletcher32"])
    #expect(try root.dataset("unwritten").contiguousOffset() == nil)
  }

  @Test(arguments: fixtures) func `strings of every kind`(_ fixture: Fixture) throws {
    let root = try fixture.open().root()
    #expect(try root.dataset("variable-utf8").strings() == ["a", "", "Grüße", "猫"])
    #expect(try root.dataset("variable-utf8").strings(rows: 1..<3) == ["", "Grüße"])
    #expect(try root.dataset("variable-ascii").strings() == ["x", "yz"])
    #expect(try root.dataset("fixed-ascii").strings() == ["one", "four", ""])
    #expect(try root.dataset("spaced").strings() == ["ab", "c d"])
    #expect(try root.dataset("scalar-string").strings() == ["one text"])
    #expect(
      errorText { _ = try root.dataset("latin1").strings() }
        == "cannot read '/latin1' of 'made.h5': the string at 0 is not UTF-8")
  }

  @Test(arguments: fixtures) func `what does not fit is said`(_ fixture: Fixture) throws {
    let root = try fixture.open().root()
    func text<Scalar: HDF5Scalar>(_ name: String, _ type: Scalar.Type) -> String {
      errorText { _ = try root.dataset(name).read(type) }
    }
    let advice = "; read it as a wider type"
    #expect(
      text("fractions", Int.self)
        == "cannot read '/fractions' of 'made.h5' as int64: a 64-bit floating-point number in it "
        + "does not fit exactly" + advice)
    #expect(text("not-finite", Int32.self).contains("does not fit exactly"))
    #expect(text("half", Int.self).contains("a 16-bit floating-point number in it"))
    #expect(text("big-float64", Int.self).contains("does not fit exactly"))
    #expect(text("big-uint16", UInt8.self).contains("a 16-bit unsigned integer in it"))
    #expect(text("big-int32", UInt32.self).contains("does not fit exactly"))
    #expect(text("large", Int64.self).contains("does not fit exactly"))
    #expect(text("enumeration", Int8.self) == "nothing was thrown")
    #expect(
      text("compound", Float.self)
        == "cannot read '/compound' of 'made.h5' as float32: "
        + "its elements are of type compound value"
    )
    #expect(text("arrays", Float.self).hasSuffix("of type array value"))
    #expect(text("opaque", Float.self).hasSuffix("of type opaque value"))
    #expect(text("variable-utf8", Float.self).hasSuffix("of type string of variable length"))
    #expect(
      errorText { _ = try root.dataset("half").strings() }
        == "cannot read '/half' of 'made.h5' as strings: its elements are of type "
        + "16-bit floating-point number")
    #expect(
      text("lzf", Int.self)
        == "cannot read '/lzf' of 'made.h5': filter 32000 ('lzf') is not part of HDF5; "
        + "rewrite the file without it, for example with 'h5repack -f GZIP=4'")
  }

  @Test(arguments: fixtures) func `attributes of every kind`(_ fixture: Fixture) throws {
    let group = try fixture.open().root().group("deep/er")
    #expect(
      try group.attributeNames() == [
        "fixed", "half", "huge", "list", "matrix", "nothing", "number", "numbers", "pair", "real",
        "variable", "yes",
      ])
    #expect(try group.attributeValue("variable") == .string("Käse"))
    #expect(try group.attributeValue("list") == .strings(["a", "bc"]))
    #expect(try group.attributeValue("fixed") == .string("ab"))
    #expect(try group.attributeValue("number") == .integer(42))
    #expect(try group.attributeValue("real") == .real(0.25))
    #expect(try group.attributeValue("half") == .real(1.5))
    #expect(try group.attributeValue("yes") == .integer(1))
    #expect(try group.attributeValue("numbers") == .integers([1, 2, 3]))
    #expect(try group.attributeValue("matrix") == .integers([1, 2, 3, 4]))
    #expect(try group.attribute("matrix").shape == [2, 2])
    #expect(try group.attributeValue("nothing") == .reals([]))
    #expect(
      errorText { _ = try group.attributeValue("huge") }
        == "cannot read attribute 'huge' of '/deep/er' of 'made.h5' as int64: "
        + "a 64-bit unsigned integer in it does not fit exactly; read it as a wider type")
    #expect(
      errorText { _ = try group.attributeValue("pair") }
        == "cannot read attribute 'pair' of '/deep/er' of 'made.h5' as int64: "
        + "its elements are of type compound value")
    #expect(
      errorText { _ = try group.stringAttribute("number") }
        == "cannot read attribute 'number' of '/deep/er' of 'made.h5': it is not a single string")
    #expect(
      errorText { _ = try group.attributeValue("no") }
        == "cannot open attribute 'no' of '/deep/er' of 'made.h5': there is no such attribute")
  }
}
