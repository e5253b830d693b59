import CMRArchive
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct StreamTests {
  @Test(arguments: 0..<20)
  func fileStreamAgreesWithMemory(seed: Int) throws {
    try withTemporaryFolder { folder in
      var trials = Trials(state: UInt64(seed))
      let bytes = trials.bytes(trials.next(below: 400_000))
      var file = try FileByteStream(opening: folder.write(bytes, to: "f"))
      #expect(file.size == UInt64(bytes.count))
      var memory = MemoryByteStream(bytes)
      while memory.position < UInt64(bytes.count) {
        #expect(file.position == memory.position)
        let count = 1 + trials.next(below: trials.next(below: 2) == 0 ? 40 : 150_000)
        if trials.next(below: 3) == 0 {
          #expect(try file.skip(UInt64(count)) == memory.skip(UInt64(count)))
        } else {
          #expect(try file.bytes(upTo: count) == memory.bytes(upTo: count))
        }
      }
      #expect(try file.bytes(upTo: 1) == [])
      #expect(try file.skip(5) == 0)
    }
  }

  @Test func numbersAreFilledAsTheyLie() throws {
    var stream = MemoryByteStream([1, 0, 0, 0, 2, 0, 0, 0, 3])
    var numbers: [UInt32] = [9, 9, 9]
    var span = numbers.mutableSpan
    #expect(try stream.fill(&span) == 9)
    #expect(numbers[0].littleEndian == 1)
    #expect(numbers[1].littleEndian == 2)
  }

  @Test func observerSeesSkippedAndDrainedBytes() throws {
    let bytes = [UInt8](0..<200)
    var seen: [UInt8] = []
    var stream = ObservedByteStream(MemoryByteStream(bytes)) { block in
      for index in 0..<block.byteCount {
        seen.append(unsafe block.unsafeLoad(fromByteOffset: index, as: UInt8.self))
      }
    }
    #expect(try stream.bytes(upTo: 10).count == 10)
    #expect(try stream.skip(50) == 50)
    #expect(try stream.drain() == 140)
    #expect(seen == bytes)
    #expect(stream.position == 200)
    let base = stream.release()
    #expect(base.position == 200)
  }

  @Test func peekingReadsNothing() throws {
    let bytes = [UInt8](0..<100)
    var stream = PeekableByteStream(MemoryByteStream(bytes))
    #expect(try stream.peek(4) == [0, 1, 2, 3])
    #expect(try stream.peek(10) == Array(bytes[..<10]))
    #expect(stream.position == 0)
    #expect(try stream.bytes(upTo: 3) == [0, 1, 2])
    #expect(try stream.peek(12) == Array(bytes[3..<15]))
    #expect(try stream.skip(20) == 20)
    #expect(try stream.peek(500) == Array(bytes[23...]))
    #expect(try stream.remainingBytes(limit: 200) == Array(bytes[23...]))
    #expect(stream.position == 100)
    #expect(try stream.peek(1) == [])
  }

  @Test func memoryLimit() throws {
    var stream = MemoryByteStream([UInt8](repeating: 1, count: 100))
    #expect(
      errorText { _ = try stream.remainingBytes(limit: 99) }
        == "more than the 99 bytes that may be held in memory")
    stream = MemoryByteStream([1, 2])
    #expect(try stream.remainingBytes(limit: 2) == [1, 2])
  }

  @Test func copyGoesToADescriptor() throws {
    try withTemporaryFolder { folder in
      var trials = Trials(state: 3)
      let bytes = trials.bytes(700_000)
      let target = try FileDescriptor.open(
        folder("copy"), .writeOnly, options: [.create, .exclusiveCreate],
        permissions: .ownerReadWrite)
      var stream = MemoryByteStream(bytes)
      #expect(try stream.copy(to: target) == 700_000)
      try target.close()
      var copy = try FileByteStream(opening: folder("copy"))
      #expect(try copy.remainingBytes(limit: 1 << 20) == bytes)
    }
  }

  @Test func fileErrors() throws {
    try withTemporaryFolder { folder in
      #expect(
        errorText(in: folder) { _ = try FileByteStream(opening: folder("absent")) }
          == "cannot open 'DIR/absent': there is no such file")
      #expect(errorCode { _ = try FileByteStream(opening: folder("absent")) } == .missing)
      #expect(
        errorText(in: folder) { _ = try FileByteStream(opening: folder.path) }
          == "cannot open 'DIR': it is a folder, not a file")
    }
  }

  @Test func terminalSafeText() {
    #expect(
      terminalSafe("a\u{1b}[31m\n\u{202e}b\u{9b}é橋") == "a\\u{1b}[31m\\u{a}\\u{202e}b\\u{9b}é橋")
  }
}
