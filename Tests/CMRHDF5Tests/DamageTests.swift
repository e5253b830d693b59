import CMRHDF5
import CMRRandom
import CMRTestSupport
import SystemPackage
import Testing

/// Damaged files give errors, never a crash, and never other values where a checksum covers them.
@Suite struct DamageTests {
  #if ExhaustiveTests
    static let trials = 20_000
  #else
    static let trials = 400
  #endif

  @Test func `a cut file is damaged or no file`() throws {
    let bytes = try Self.sample()
    for cut in stride(from: 1, to: bytes.count, by: max(1, bytes.count / 150)) {
      let code = errorCode {
        _ = try File.open(image: Array(bytes[..<cut]).span, named: "cut")
      }
      #expect(code == .damaged || code == .notHDF5, "cut at \(cut)")
    }
    let cut = Array(bytes.dropLast())
    let text = errorText { _ = try File.open(image: cut.span, named: "cut") }
    #expect(text.hasPrefix("cannot open 'cut': truncated file: eof = \(cut.count), "))
    #expect(text.hasSuffix("; replace the file by a good copy"))
  }

  @Test func `a flipped bit is an error or changes nothing that is checked`() throws {
    let bytes = try Self.sample()
    let clean = try Contents(of: bytes)
    var random = RandomStream(seed: 7, domain: "hdf5/flips")
    var failed = 0
    var changed = 0
    for _ in 0..<Self.trials {
      var damaged = bytes
      let bit = random.uniform(below: bytes.count * 8)
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      do {
        let read = try Contents(of: damaged)
        #expect(read.checked == clean.checked, "bit \(bit)")
        if read.unchecked != clean.unchecked { changed += 1 }
      } catch is HDF5Error {
        failed += 1
      }
    }
    #expect(failed > Self.trials / 2)
    #expect(changed > 0, "the trials reach the one dataset without checksums")
  }

  @Test func `a wrong checksum is told as damage`() throws {
    try withTemporaryFolder { folder in
      let path = folder("x.h5")
      let writer = try File.create(path)
      let values = [UInt8](repeating: 0xab, count: 600)
      try writer.root().write(values, as: "x", storage: .chunked(shape: [300]))
      try writer.close()
      var bytes = try contents(of: path)
      let start = try #require(
        bytes.indices.first { bytes[$0...].prefix(300).elementsEqual(values.prefix(300)) })
      bytes[start + 7] = 0xaa
      try CMRHDF5Tests.write(bytes, to: path)
      let dataset = try File.open(path).root().dataset("x")
      #expect(
        errorText { _ = try dataset.read(UInt8.self) }
          == "cannot read '/x' of '\(path)': data error detected by Fletcher32 checksum; "
          + "replace the file by a good copy")
      #expect(errorCode { _ = try dataset.read(rows: 0..<1, as: UInt8.self) } == .damaged)
      #expect(try dataset.read(rows: 300..<600, as: UInt8.self) == Array(values[300...]))
    }
  }

  /// A file with every kind of storage that this module writes.
  private static func sample() throws -> [UInt8] {
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      do {
        let root = try writer.root()
        let numbers = (0..<300).map { Float($0) / 7 }
        for name in ["one", "two"] {
          let group = try root.createGroup(name)
          try group.setAttribute("text", .string("some text"))
          try group.setAttribute("numbers", .integers([1, 2, 3]))
          try group.write(
            numbers, as: "chunks", shape: [30, 10], storage: .chunked(shape: [7, 10]))
          try group.write(
            numbers, as: "packed", shape: [30, 10],
            storage: .chunked(shape: [8, 4], deflateLevel: 6))
          try group.write(["a", "bc", "def"], as: "names", storage: .chunked(shape: [2]))
        }
        try root.write(numbers, as: "whole")
      }
      try writer.close()
      return try contents(of: folder("x.h5"))
    }
  }

  /// Everything in a file, apart by whether checksums cover it.
  private struct Contents {
    var checked: [String] = []
    var unchecked: [UInt32] = []

    init(of bytes: [UInt8]) throws {
      var checked: [String] = []
      var unchecked: [UInt32] = []
      try File.open(image: bytes.span, named: "sample").root().walk {
        (path, object) throws(HDF5Error) in
        switch object {
        case .group(let group):
          checked.append(path)
          for name in try group.attributeNames() {
            checked.append("\(name) = \(try group.attributeValue(name))")
          }
        case .dataset(let dataset) where dataset.type.isString:
          checked.append("\(path) = \(try dataset.strings())")
        case .dataset(let dataset) where dataset.layout == .contiguous:
          unchecked += try dataset.read(Float.self).map(\.bitPattern)
        case .dataset(let dataset):
          checked.append("\(path) = \(try dataset.read(Float.self))")
        case .datatype: checked.append(path)
        }
      }
      self.checked = checked
      self.unchecked = unchecked
    }
  }
}
