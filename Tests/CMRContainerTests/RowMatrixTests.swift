import CMRContainer
import CMRRandom
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct RowMatrixTests {
  @Test(arguments: 0..<10 as Range<UInt64>)
  func `any list of rows is what the array holds there`(seed: UInt64) throws {
    let sample = Sample(seed: seed, rows: 61, columns: 5)
    try withTemporaryFolder { folder in
      try sample.write(to: folder("a.h5"))
      let matrix = try Container.open(folder("a.h5")).rowMatrix("image/features")
      var random = RandomStream(seed: seed, domain: "rows")
      for _ in 0..<20 {
        let list = (0..<random.uniform(below: 90)).map { _ in random.uniform(below: 61) }
        let wanted = list.flatMap { sample.features[$0 * 5..<($0 + 1) * 5] }
        let read = try matrix.elements(ofRows: list)
        #expect(read == wanted)
      }
      let start = random.uniform(below: 30)
      let read = try matrix.elements(ofRows: start..<start + 31)
      #expect(read == Array(sample.features[start * 5..<(start + 31) * 5]))
    }
  }

  @Test func `rows and buffers that do not fit are refused`() throws {
    try withTemporaryFolder { folder in
      let path = folder("a.h5")
      try Sample(seed: 0).write(to: path)
      let matrix = try Container.open(path).rowMatrix("image/features")
      for (list, row) in [([0, 37], 37), ([-1], -1), ([36, 37], 37), ([.max], Int.max)] {
        #expect(
          failure { _ = try matrix.elements(ofRows: list) }
            == "row \(row) was asked of '/image/features' of '\(path)', which has 37 rows")
      }
      #expect(
        failure {
          var buffer = [Float](repeating: 0, count: 20)
          var span = buffer.mutableSpan
          try matrix.read(rows: [1], into: &span)
        } == "19 elements were asked of '/image/features' of '\(path)' for a buffer of 20")
    }
  }

  @Test func `rows of a container stay the same when its file is replaced`() throws {
    try withTemporaryFolder { folder in
      let old = Sample(seed: 1)
      try old.write(to: folder("a.h5"))
      let container = try Container.open(folder("a.h5"))
      let matrix = try container.rowMatrix("image/features")
      try Sample(seed: 2).write(to: folder("a.h5"))
      let rows = try matrix.elements(ofRows: 0..<37)
      #expect(rows == old.features)
      let difference = try old.difference(in: container)
      #expect(difference == nil)
    }
  }

  @Test func `a matrix without rows can be written and read`() throws {
    try withTemporaryFolder { folder in
      var writer = try ContainerWriter.create(at: folder("a.h5"), kind: Sample.kind)
      let empty = try writer.beginRowMatrix(at: "none", rows: 0, columns: 4)
      try writer.finish(empty)
      try writer.seal()
      let container = try Container.open(folder("a.h5"))
      let matrix = try container.rowMatrix("none")
      #expect(matrix.rows == 0 && matrix.columns == 4)
      #expect(container.verify() == [])
    }
  }
}
