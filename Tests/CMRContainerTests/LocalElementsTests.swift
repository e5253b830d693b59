import CMRContainer
import CMRTestSupport
import Testing

/// Elements that exist nowhere but in the argument of one call, of values that the compiler cannot
/// know: where a callee's use of a span goes unnoticed, an optimised caller never stores them (see
/// `Array.elementSpan` in CMRHDF5).
///
/// They can only fail in a release build.
@Suite struct LocalElementsTests {
  @Test(arguments: [2, 3]) func `an array of one call reaches the container`(x: Int64) throws {
    try withTemporaryFolder { folder in
      var writer = try ContainerWriter.create(at: folder("a.h5"), kind: Sample.kind)
      try writer.addArray([7, x], at: "integers")
      try writer.addArray([0.5, Double(x)], at: "reals", shape: [2, 1])
      var rows = try writer.beginArray(of: Int64.self, at: "rows", shape: [2, 2])
      try rows.append([x, 7])
      try rows.append([8, x])
      try writer.finish(rows)
      try writer.seal()
      let container = try Container.open(folder("a.h5"))
      #expect(try container.array("integers") == [7, x])
      #expect(try container.array("reals") == [0.5, Double(x)])
      #expect(try container.array("rows") == [x, 7, 8, x])
      #expect(container.verify() == [])
    }
  }
}
