import CMRHDF5
import CMRTestSupport
import Testing

/// Elements that exist nowhere but in the argument of one call, of values that the compiler cannot
/// know: where a callee's use of a span goes unnoticed, an optimised caller never stores them (see
/// `Array.elementSpan` in CMRHDF5).
///
/// They can only fail in a release build.
@Suite struct LocalElementsTests {
  @Test(arguments: [2, 3]) func `an array of one call reaches the file`(x: Int64) throws {
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      do {
        let root = try writer.root()
        try root.write([7, x, x + 1], as: "integers")
        try root.write([0.5, Double(x)], as: "reals", shape: [2, 1])
        try root.setAttribute("integers", .integers([x, 7]))
      }
      try writer.close()
      let root = try File.open(folder("x.h5")).root()
      #expect(try root.dataset("integers").read(Int64.self) == [7, x, x + 1])
      #expect(try root.dataset("reals").read(Double.self) == [0.5, Double(x)])
      #expect(try root.attribute("integers").value() == .integers([x, 7]))
      #expect(
        try root.dataset("integers").read(rows: [Int(x) - 1, 0], as: Int64.self)
          == [x == 2 ? x : x + 1, 7])
    }
  }
}
