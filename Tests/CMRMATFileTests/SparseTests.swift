import CMRMATFile
import Testing

@Suite struct SparseTests {
  // 3 x 4:  0 0 7 0 / 5 0 0 0 / 0 0 9 0
  private func sample(_ index: Int) -> [UInt8] {
    var writer = writers[index]
    writer.add("real", .sparse([3, 4], rows: [1, 0, 2], starts: [0, 1, 1, 3, 3], [5, 7, 9]))
    writer.add(
      "logical",
      .sparse([3, 4], rows: [1, 0, 2], starts: [0, 1, 1, 3, 3], [1, 1, 1], logical: true))
    writer.add(
      "complex",
      .sparse([2, 1], rows: [0, 1], starts: [0, 2], [1, 2], imaginary: [-1, -2]))
    // One place reserved and not used, as MATLAB writes it.
    writer.add("empty", .sparse([3, 2], rows: [0], starts: [0, 0, 0], [0]))
    return writer.bytes
  }

  private let full: [Double] = [0, 5, 0, 0, 0, 0, 7, 0, 9, 0, 0, 0]

  @Test(arguments: writers.indices)
  func kept(writer index: Int) throws {
    let values = try keepAll(sample(index))
    let real = try #require(values["real"]?.sparse)
    #expect(real.dims == [3, 4])
    #expect(real.columnStarts == [0, 1, 1, 3, 3])
    #expect(real.rowIndices == [1, 0, 2])
    #expect(real.dense == full)
    #expect(values["logical"]?.sparse?.isLogical == true)
    #expect(values["logical"]?.sparse?.real == [1, 1, 1])
    #expect(values["complex"]?.sparse?.imaginary == [-1, -2])
    #expect(values["empty"]?.sparse?.rowIndices == [])
    #expect(values["empty"]?.sparse?.dense == [0, 0, 0, 0, 0, 0])
  }

  /// What MATLAB itself writes for a sparse logical matrix: data tagged as doubles, one byte each.
  @Test func logicalValuesTaggedAsDoubles() throws {
    var writer = MATWriter()
    var array = TestArray.sparse([3, 2], rows: [1, 0], starts: [0, 1, 2], [1, 1], logical: true)
    array.parts[2] = .data(9, TestNumber.of([UInt8(1), 1]))
    writer.add("Y", array)
    #expect(try keepAll(writer.bytes)["Y"]?.sparse?.dense == [0, 1, 0, 1, 0, 0])
  }

  @Test(arguments: writers.indices, [1, 2, 3, 5, 6, 100])
  func streamedAsFullBlocks(writer index: Int, blockElements: Int) throws {
    var limits = MATLimits()
    limits.blockElements = blockElements
    let streamed = try streamAll(sample(index), limits: limits)
    #expect(streamed.real["real"] == full)
    #expect(streamed.real["logical"] == full.map { $0 == 0 ? 0 : 1 })
    #expect(streamed.imaginary["complex"] == [-1, -2])
  }

  @Test(arguments: [
    (
      TestArray.sparse([3, 2], rows: [3], starts: [0, 1, 1], [1]),
      "stored element 0 lies in row 3, the matrix has 3"
    ),
    (
      .sparse([3, 2], rows: [-1], starts: [0, 1, 1], [1]),
      "stored element 0 lies in row -1, the matrix has 3"
    ),
    (
      .sparse([3, 2], rows: [0, 1], starts: [0, 2, 1], [1, 1]),
      "column 2 starts at 1, the one before at 2"
    ),
    (
      .sparse([3, 2], rows: [0], starts: [1, 1, 1], [1]),
      "column 0 starts at 1, the one before at 0"
    ),
    (
      .sparse([3, 2], rows: [0], starts: [0, 1, 9], [1]),
      "the columns hold 9 elements, 1 have a row index"
    ),
    (
      .sparse([3, 2], rows: [0], starts: [0, 1], [1]),
      "the column starts has 8 bytes, 12 are expected"
    ),
    (
      .sparse([3, 2], rows: [0, 1], starts: [0, 1, 2], [1]),
      "the real part has 8 bytes, 16 or more for 2 elements are expected"
    ),
    (
      .sparse([1, 1, 1], rows: [0], starts: [0, 1], [1]),
      "a sparse matrix has 3 extents, 2 are expected"
    ),
  ])
  func contradictionsAreRefused(array: TestArray, expected: String) throws {
    var writer = MATWriter()
    writer.add("Y", array)
    let text = errorText { _ = try keepAll(writer.bytes) }
    #expect(text.hasPrefix("variable 'Y' at byte "))
    #expect(text.hasSuffix(": " + expected))
  }
}
