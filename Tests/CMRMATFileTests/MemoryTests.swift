import CMRArchive
import CMRMATFile
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

@Suite(.serialized) struct MemoryTests {
  /// Adds everything up and holds nothing.
  private struct Adder: MATVisitor {
    var count = 0
    var sum: Float = 0
    mutating func request(for array: MATArrayHeader) -> MATRequest { .floats }
    mutating func receive(_ block: borrowing MATBlock<Float>) {
      let values = block.values
      count += values.count
      for index in values.indices { sum += values[index] }
    }
  }

  #if ExhaustiveTests
    static let rows = 40_000
    static let columns = 4096
  #else
    static let rows = 8000
    static let columns = 4096
  #endif

  /// The most memory this process ever held, in bytes.
  private func peak() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) })
      << 10
  }

  /// A matrix of 262 MB (1.3 GB in the exhaustive run) in a file that is all hole but for its head.
  @Test func aLargeMatrixPassesThroughInBoundedMemory() throws {
    try withTemporaryFolder { folder in
      let file = folder("large.mat")
      var writer = MATWriter()
      let bytes = Self.rows * Self.columns * 8
      var body = writer.numbers(6, [UInt32(6), 0])
      body += writer.numbers(5, [Int32(Self.rows), Int32(Self.columns)])
      body += writer.element(1, Array("x".utf8))
      body += writer.number(UInt32(9)) + writer.number(UInt32(bytes))
      writer.addRaw(writer.number(UInt32(14)) + writer.number(UInt32(body.count + bytes)) + body)
      let descriptor = try FileDescriptor.open(
        file, .readWrite, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
      try descriptor.closeAfter {
        try descriptor.writeAll(writer.bytes)
        try descriptor.resize(to: Int64(writer.bytes.count + bytes))
      }
      let before = try peak()
      var stream = try FileByteStream(opening: file)
      var adder = Adder()
      try MATFile.read(&stream, visitor: &adder)
      #expect(adder.count == Self.rows * Self.columns)
      #expect(adder.sum == 0)
      // The smaller matrix's own size: what the tests beside this one take is well below.
      #expect(try peak() - before < 262 << 20)
    }
  }
}
