import CMRImport
import CMRTestSupport
import SystemPackage
import Testing

/// A matrix goes in as its file has it and comes out sample by sample, however little memory there
/// is.
@Suite struct FeatureSpoolTests {
  @Test(
    arguments: [(1, 1), (1, 7), (7, 1), (33, 65), (100, 40), (257, 31)],
    [FeatureSpool.Order.samples, .features])
  func givesBackSampleBySample(_ shape: (Int, Int), _ order: FeatureSpool.Order) throws {
    let (samples, width) = shape
    let value = { (sample: Int, column: Int) in Float(sample * 1000 + column) }
    let arriving: [Float] =
      switch order {
      case .samples: (0..<samples).flatMap { s in (0..<width).map { value(s, $0) } }
      case .features: (0..<width).flatMap { c in (0..<samples).map { value($0, c) } }
      }
    // All in memory; panels of some columns; panels of one column, which is more than is allowed.
    for (waiting, panel) in [(1 << 20, 0), (0, 4 * samples * 3), (0, 16)] {
      try withTemporaryFolder { folder in
        let spool = try FeatureSpool(
          samples: samples, width: width, order: order, destination: folder("x.h5"),
          budget: MemoryBudget(waiting: waiting, panelBytes: panel))
        for start in stride(from: 0, to: arriving.count, by: 101) {
          let end = min(arriving.count, start + 101)
          try spool.append(arriving[start..<end].span)
        }
        #expect(try spool.finish())
        for first in stride(from: 0, to: samples, by: 13) {
          let range = first..<min(samples, first + 13)
          var rows = [Float](repeating: .nan, count: range.count * width)
          var span = rows.mutableSpan
          try spool.read(range, into: &span)
          #expect(rows == range.flatMap { s in (0..<width).map { value(s, $0) } })
        }
        #expect(try folder.names() == [], "the scratch file has no name")
      }
    }
  }

  @Test func noticesWhatIsMissing() throws {
    try withTemporaryFolder { folder in
      let spool = try FeatureSpool(
        samples: 2, width: 3, order: .features, destination: folder("x.h5"),
        budget: MemoryBudget())
      try spool.append([1, 2, 3, 4, 5].span)
      #expect(try spool.finish() == false)
      try spool.append([6].span)
      #expect(try spool.finish())
    }
  }
}
