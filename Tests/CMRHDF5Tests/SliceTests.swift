import CMRHDF5
import CMRRandom
import CMRTestSupport
import Testing

/// Random slices of random datasets against the same slices of arrays in memory.
@Suite struct SliceTests {
  @Test(arguments: 0..<12) func `rows agree with memory`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, domain: "hdf5/slices")
    let shape = (0...random.uniform(below: 3)).map { _ in 1 + random.uniform(below: 9) }
    let values = (0..<shape.reduce(1, *)).map { _ in Float(random.normal()) }
    let chunk = shape.map { 1 + random.uniform(below: $0) }
    let storage =
      [Storage.contiguous, .chunked(shape: chunk), .chunked(shape: chunk, deflateLevel: 1)][
        random.uniform(below: 3)]
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      try writer.root().write(values, as: "x", shape: shape, storage: storage)
      try writer.close()
      let dataset = try File.open(folder("x.h5")).root().dataset("x")
      for _ in 0..<20 { try check(dataset, values, &random) }
    }
  }

  private func check(_ dataset: borrowing Dataset, _ values: [Float], _ random: inout RandomStream)
    throws
  {
    let length = dataset.rowLength
    let start = random.uniform(below: dataset.rowCount + 1)
    let rows = start..<start + random.uniform(below: dataset.rowCount - start + 1)
    let slice = values[rows.lowerBound * length..<rows.upperBound * length]
    #expect(try dataset.read(rows: rows) == Array(slice))
    var buffer = [Double](repeating: 9, count: slice.count)
    var span = buffer.mutableSpan
    try dataset.read(rows: rows, into: &span)
    #expect(buffer == slice.map { Double($0) })

    let list = (0..<random.uniform(below: 12)).map { _ in random.uniform(below: dataset.rowCount) }
    let gathered = list.flatMap { values[$0 * length..<($0 + 1) * length] }
    #expect(try dataset.read(rows: list) == gathered)
    var other = [Float](repeating: 9, count: gathered.count)
    var otherSpan = other.mutableSpan
    try dataset.read(rows: list.span, into: &otherSpan)
    #expect(other == gathered)
  }

  @Test(arguments: 0..<8) func `tiles agree with memory`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, domain: "hdf5/tiles")
    let shape = [1 + random.uniform(below: 9), 1 + random.uniform(below: 9)]
    let values = (0..<shape[0] * shape[1]).map { _ in Int32(random.uniform(below: 1000)) }
    let chunk = shape.map { 1 + random.uniform(below: $0) }
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      try writer.root().write(
        values, as: "x", shape: shape,
        storage: seed % 2 == 0 ? .contiguous : .chunked(shape: chunk))
      try writer.close()
      let dataset = try File.open(folder("x.h5")).root().dataset("x")
      for _ in 0..<20 {
        let top = random.uniform(below: shape[0] + 1)
        let left = random.uniform(below: shape[1] + 1)
        let rows = top..<top + random.uniform(below: shape[0] - top + 1)
        let columns = left..<left + random.uniform(below: shape[1] - left + 1)
        let tile = rows.flatMap { row in columns.map { values[row * shape[1] + $0] } }
        // By way of a wider type, and straight.
        #expect(
          try dataset.read(rows: rows, columns: columns, as: Float.self) == tile.map { Float($0) })
        #expect(
          try dataset.read(rows: rows, columns: columns, as: Int64.self).map { Int32($0) } == tile)
      }
      #expect(
        errorText { _ = try dataset.read(rows: 0..<1, columns: 0..<99, as: Float.self) }
          == "cannot reach columns 0..<99 of '/x' of '\(folder("x.h5"))': its shape is \(shape)")
      #expect(
        errorText { _ = try dataset.objectReferences() }
          == "cannot read '/x' of '\(folder("x.h5"))' as references to objects: each element is a"
          + " 32-bit signed integer")
    }
  }

  @Test func `rows outside and counts that differ`() throws {
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      try writer.root().write([1, 2, 3, 4, 5, 6] as [Int32], as: "x", shape: [3, 2])
      try writer.root().write([1] as [Int32], as: "one", shape: [])
      try writer.close()
      let path = folder("x.h5")
      let dataset = try File.open(path).root().dataset("x")
      let scalar = try File.open(path).root().dataset("one")
      #expect(
        errorText { _ = try dataset.read(rows: 1..<4, as: Int.self) }
          == "cannot reach rows 1..<4 of '/x' of '\(path)': it has 3 rows")
      #expect(
        errorText { _ = try dataset.read(rows: [0, 7], as: Int.self) }
          == "cannot reach rows 7..<8 of '/x' of '\(path)': it has 3 rows")
      #expect(
        errorText { _ = try dataset.read(rows: [-1], as: Int.self) }
          == "cannot reach rows -1..<0 of '/x' of '\(path)': it has 3 rows")
      #expect(
        errorText { _ = try dataset.read(rows: [.max], as: Int.self) }
          == "cannot reach rows \(Int.max)..<\(Int.max) of '/x' of '\(path)': it has 3 rows")
      #expect(
        errorText { _ = try scalar.read(rows: 0..<1, as: Int.self) }
          == "cannot reach rows of '/one' of '\(path)': it is a scalar and has none")
      #expect(
        errorText { _ = try scalar.read(rows: [0], as: Int.self) }
          == "cannot reach rows of '/one' of '\(path)': it is a scalar and has none")
      var buffer = [Int](repeating: 0, count: 3)
      #expect(
        errorText {
          var span = buffer.mutableSpan
          try dataset.read(rows: 0..<1, into: &span)
        } == "cannot read '/x' of '\(path)': 2 elements are needed, 3 were given")
      #expect(try dataset.read(rows: [], as: Int.self) == [])
    }
  }

  @Test func `many threads read one dataset`() async throws {
    try await withTemporaryFolder { folder in
      let values = (0..<4000).map { Int32($0) }
      let writer = try File.create(folder("x.h5"))
      try writer.root().write(
        values, as: "x", shape: [400, 10], storage: .chunked(shape: [7, 10]))
      try writer.close()
      let path = folder("x.h5")
      let sums = try await withThrowingTaskGroup(of: Int.self) { group in
        for task in 0..<16 {
          group.addTask {
            let dataset = try File.open(path).root().dataset("x")
            var random = RandomStream(seed: UInt64(task), domain: "hdf5/threads")
            var wrong = 0
            for _ in 0..<50 {
              let row = random.uniform(below: 400)
              let read = try dataset.read(rows: [row], as: Int32.self)
              if read != Array(values[row * 10..<row * 10 + 10]) { wrong += 1 }
              if (try? dataset.read(rows: [400], as: Int32.self)) != nil { wrong += 1 }
            }
            return wrong
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(sums == 0)
    }
  }
}
