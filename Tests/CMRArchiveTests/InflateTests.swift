import CMRArchive
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

@Suite struct InflateTests {
  private func inflate(_ bytes: [UInt8], _ format: InflateFormat = .zlib) throws -> [UInt8] {
    var stream = try InflateStream(MemoryByteStream(bytes), format: format)
    return try stream.remainingBytes(limit: 1 << 26)
  }

  @Test(arguments: [0, 1, 1000, 65_536, 65_537, 3_000_000], [0, 1, 6, 9])
  func roundTrip(count: Int, level: Int) throws {
    var trials = Trials(state: UInt64(count))
    let bytes = trials.bytes(count)
    let packed = try #require(ZlibCompression.compress(bytes, level: level))
    #expect(try inflate(packed) == bytes)
    var stream = try InflateStream(MemoryByteStream(packed + [1, 2, 3]))
    #expect(try stream.skip(UInt64(count) + 10) == UInt64(count))
    #expect(stream.isFinished == true)
    #expect(stream.consumed == UInt64(packed.count))
    #expect(stream.position == UInt64(count))
  }

  @Test func truncationAtEveryByte() throws {
    var trials = Trials(state: 1)
    let packed = try #require(ZlibCompression.compress(trials.bytes(300)))
    for length in 0..<packed.count {
      #expect(errorCode { _ = try inflate(Array(packed[..<length])) } == .truncated)
    }
    #expect(
      errorText { _ = try inflate(Array(packed[..<50])) }.hasPrefix(
        "zlib data end too early: 50 compressed bytes gave "))
    #expect(
      errorText { _ = try inflate([]) }
        == "zlib data end too early: 0 compressed bytes gave 0 bytes and no end mark")
  }

  @Test func everyFlippedBitIsNoticed() throws {
    var trials = Trials(state: 2)
    let bytes = trials.bytes(200)
    let packed = try #require(ZlibCompression.compress(bytes))
    for bit in 0..<packed.count * 8 {
      var damaged = packed
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      if let read = try? inflate(damaged) { #expect(read == bytes, "bit \(bit)") }
    }
    var damaged = packed
    damaged[packed.count - 1] ^= 1
    #expect(
      errorText { _ = try inflate(damaged) }
        == "zlib data are damaged near compressed byte \(packed.count), after 200 bytes: incorrect data check"
    )
    #expect(errorCode { _ = try inflate([1, 2, 3, 4, 5]) } == .damaged)
  }

  @Test func gzipWithSeveralMembersAndPadding() async throws {
    guard let gzip = Tool.installed("gzip") else { return }
    try await withTemporaryFolder { folder in
      var trials = Trials(state: 4)
      var packed: [UInt8] = []
      var expected: [UInt8] = []
      for (index, count) in [100_000, 0, 1, 70_000].enumerated() {
        let bytes = trials.bytes(count)
        let path = try folder.write(bytes, to: "m\(index)")
        _ = try await gzip.run(["-k", path.string])
        packed += [UInt8](try Data(contentsOf: URL(filePath: path.string + ".gz")))
        expected += bytes
      }
      #expect(try inflate(packed, .gzip) == expected)
      #expect(try inflate(packed + [UInt8](repeating: 0, count: 512), .gzip) == expected)
      packed[packed.count - 6] ^= 1
      #expect(errorText { _ = try inflate(packed, .gzip) }.hasSuffix(": incorrect data check"))
    }
  }
}
