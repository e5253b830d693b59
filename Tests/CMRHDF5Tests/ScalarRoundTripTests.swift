import CMRHDF5
import CMRRandom
import CMRTestSupport
import Testing

@Suite struct ScalarRoundTripTests {
  /// Shapes of ranks 0 to 4, one of them without elements, with chunks that do not divide them.
  static let shapes: [([Int], chunk: [Int])] = [
    ([], chunk: []), ([7], chunk: [3]), ([5, 4], chunk: [2, 4]), ([3, 2, 5], chunk: [2, 2, 2]),
    ([2, 3, 2, 2], chunk: [1, 2, 2, 1]), ([0, 3], chunk: [2, 3]),
  ]

  @Test(arguments: shapes) func `every type returns as it went`(_ shape: [Int], _ chunk: [Int])
    throws
  {
    var random = RandomStream(seed: 1, domain: "hdf5/scalars")
    try check(integers(of: Int8.self, &random), shape, chunk)
    try check(integers(of: Int16.self, &random), shape, chunk)
    try check(integers(of: Int32.self, &random), shape, chunk)
    try check(integers(of: Int64.self, &random), shape, chunk)
    try check(integers(of: Int.self, &random), shape, chunk)
    try check(integers(of: UInt8.self, &random), shape, chunk)
    try check(integers(of: UInt16.self, &random), shape, chunk)
    try check(integers(of: UInt32.self, &random), shape, chunk)
    try check(integers(of: UInt64.self, &random), shape, chunk)
    try check((0..<60).map { _ in Float(random.normal()) }, shape, chunk)
    try check((0..<60).map { _ in random.normal() }, shape, chunk)
  }

  /// The extremes, then random bits.
  private func integers<Integer: FixedWidthInteger>(
    of _: Integer.Type, _ random: inout RandomStream
  ) -> [Integer] {
    [.min, .max] + (0..<58).map { _ in Integer(truncatingIfNeeded: random.next()) }
  }

  private func check<Scalar: HDF5Scalar & Equatable>(
    _ pool: [Scalar], _ shape: [Int], _ chunk: [Int]
  ) throws {
    let values = Array(pool.prefix(shape.reduce(1, *)))
    var storages: [Storage] = [.contiguous]
    if !shape.isEmpty {
      storages += [.chunked(shape: chunk), .chunked(shape: chunk, deflateLevel: 6)]
    }
    for storage in storages {
      try withTemporaryFolder { folder in
        let writer = try File.create(folder("x.h5"))
        try writer.root().write(values, as: "x", shape: shape, storage: storage)
        try writer.close()
        let dataset = try File.open(folder("x.h5")).root().dataset("x")
        #expect(try dataset.read(Scalar.self) == values)
        #expect(dataset.shape == shape)
        #expect(dataset.count == values.count)
        #expect(dataset.type.scalarType == Scalar.scalarType)
        #expect(dataset.type.byteOrder == .little)
        #expect(dataset.layout == layout(storage, shape))
        #expect(dataset.filters.map(\.name) == filters(storage))
      }
    }
  }

  private func layout(_ storage: Storage, _ shape: [Int]) -> Layout {
    guard case .chunked(let chunk, _) = storage else { return .contiguous }
    return .chunked(shape: zip(chunk, shape).map { min($0, max($1, 1)) })
  }

  private func filters(_ storage: Storage) -> [String] {
    switch storage {
    case .contiguous: []
    case .chunked(_, nil): ["fletcher32"]
    case .chunked(_, .some): ["deflate", "fletcher32"]
    }
  }

  @Test func `special floating-point values keep their bits`() throws {
    let values: [Float] = [0, -0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, .pi]
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      try writer.root().write(values, as: "x")
      try writer.close()
      let read = try File.open(folder("x.h5")).root().dataset("x").read(Float.self)
      #expect(read.map(\.bitPattern) == values.map(\.bitPattern))
    }
  }

  @Test func `written blockwise, read whole`() throws {
    let values = (0..<35).map { Float($0) }
    try withTemporaryFolder { folder in
      for (name, storage) in [("a", Storage.contiguous), ("b", .chunked(shape: [3, 5]))] {
        let writer = try File.create(folder(name))
        do {
          let dataset = try writer.root().createDataset(
            "x", of: Float.self, shape: [7, 5], storage: storage)
          for start in stride(from: 0, to: 7, by: 2) {
            let rows = start..<min(start + 2, 7)
            let part = values[rows.lowerBound * 5..<rows.upperBound * 5]
            try dataset.write(part.span, rows: rows)
          }
          try dataset.close()
        }
        try writer.close()
        #expect(try File.open(folder(name)).root().dataset("x").read() == values)
      }
    }
  }

  @Test func `what was never written reads as zeros`() throws {
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      do {
        let root = try writer.root()
        _ = try root.createDataset("whole", of: Int32.self, shape: [3])
        _ = try root.createDataset(
          "chunks", of: Int32.self, shape: [3], storage: .chunked(shape: [2]))
      }
      try writer.close()
      let root = try File.open(folder("x.h5")).root()
      #expect(try root.dataset("whole").read(Int.self) == [0, 0, 0])
      #expect(try root.dataset("chunks").read(Int.self) == [0, 0, 0])
      #expect(try root.dataset("whole").isFullyAllocated())
      #expect(try !root.dataset("chunks").isFullyAllocated())
    }
  }
}
