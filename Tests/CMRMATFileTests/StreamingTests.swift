import CMRArchive
import CMRMATFile
import Testing

@Suite struct StreamingTests {
  @Test(arguments: writers.indices, [(3, 5), (7, 4), (16, 3), (1, 40), (40, 1)])
  func blocksAreWholeColumnsOrPartsOfOne(writer index: Int, shape: (Int, Int)) throws {
    var writer = writers[index]
    let values = (0..<shape.0 * shape.1).map { Double($0) * 0.5 }
    writer.add("x", .doubles([shape.0, shape.1], values))
    for blockElements in [1, 2, 7, 10, 100] {
      var limits = MATLimits()
      limits.blockElements = blockElements
      let streamed = try streamAll(writer.bytes, limits: limits)
      #expect(streamed.real["x"] == values)
      let sizes = try #require(streamed.sizes["x"])
      #expect(sizes.allSatisfy { $0 <= blockElements })
      var first = 0
      for size in sizes {
        let withinColumn = first / shape.0 == (first + size - 1) / shape.0
        #expect(withinColumn || (first % shape.0 == 0 && size % shape.0 == 0))
        first += size
      }
    }
  }

  @Test func floatsAreTheRoundedDoubles() throws {
    var writer = MATWriter()
    writer.add("x", .doubles([1, 3], [0.1, 1e-50, 16_777_217]))
    writer.add("f", .numbers(.single, [1, 1], stored: 7, TestNumber.of([Float(0.1)])))
    var stream = MemoryByteStream(writer.bytes)
    var streamer = FloatStreamer()
    try MATFile.read(&stream, visitor: &streamer)
    #expect(streamer.real["x"] == [0.1, 0, 16_777_216])
    #expect(streamer.real["f"] == [0.1])
  }

  @Test func textAsNumbersIsNoted() throws {
    var writer = MATWriter()
    writer.add("t", .string("a"))
    writer.add("x", .doubles([1, 1], [2]))
    var stream = MemoryByteStream(writer.bytes)
    var streamer = Streamer()
    let found = try MATFile.read(&stream, visitor: &streamer)
    #expect(found.notes.map(\.description) == ["'t' skipped: text cannot be read as numbers"])
    #expect(streamer.real == ["x": [2]])
  }

  private struct Stop: Error, Equatable {}
  private struct Refuser: MATVisitor {
    func request(for array: MATArrayHeader) -> MATRequest { .doubles }
    func receive(_ block: borrowing MATBlock<Double>) throws { throw Stop() }
  }

  @Test(arguments: writers.indices)
  func theVisitorsErrorPassesThrough(writer index: Int) throws {
    var writer = writers[index]
    writer.add("x", .doubles([1, 1], [2]))
    var stream = MemoryByteStream(writer.bytes)
    var refuser = Refuser()
    #expect(throws: Stop()) { try MATFile.read(&stream, visitor: &refuser) }
  }

  /// Gives one byte at a time: every place where a read may come up short.
  private struct Drip: ByteStream, ~Copyable {
    var base: MemoryByteStream
    var position: UInt64 { base.position }
    mutating func read(into buffer: inout MutableRawSpan) throws(ArchiveError) -> Int {
      var one = buffer._mutatingExtracting(first: 1)
      return try base.read(into: &one)
    }
  }

  @Test(arguments: writers.indices)
  func shortReadsChangeNothing(writer index: Int) throws {
    var writer = writers[index]
    let values = (0..<1000).map { Double($0) }
    writer.add("x", .cell([1, 2], [.doubles([10, 100], values), .string("text")]))
    var stream = Drip(base: MemoryByteStream(writer.bytes))
    var streamer = Streamer()
    try MATFile.read(&stream, visitor: &streamer)
    #expect(streamer.real["x{1}"] == values)
    #expect(stream.position == UInt64(writer.bytes.count))
  }

  @Test(arguments: writers.indices)
  func skippedVariablesCostNoData(writer index: Int) throws {
    var writer = writers[index]
    for name in ["a", "b", "c"] {
      writer.add(name, .doubles([10, 10], Array(repeating: 1, count: 100)))
    }
    var stream = MemoryByteStream(writer.bytes)
    let values = try MATFile.values(at: ["b"], in: &stream)
    #expect(values.keys.sorted() == ["b"])
    #expect(values["b"]?.numeric?.real.count == 100)
  }
}
