import CMRDense
import Testing

/// Rows that several threads work on.
@Suite struct ParallelRowsTests {
  @Test(arguments: [1, 2, 7])
  func everyRowIsVisitedOnceAndSeesItselfOnly(threads: Int) {
    var elements = (0..<1000 * 3).map { Int32($0) }
    ParallelRows.update(&elements, width: 3, threads: threads, makeScratch: { 0 }) { row, own, _ in
      for index in own.indices { own[index] += Int32(row) }
    }
    let expected = (0..<1000 * 3).map { index in Int32(index) + Int32(index / 3) }
    #expect(elements == expected)
  }

  /// Every thread makes its own scratch, and a thread's rows follow one another in it.
  @Test func scratchIsNotShared() {
    var counts = [Int](repeating: 0, count: 500)
    ParallelRows.update(&counts, width: 1, threads: 4, makeScratch: { 0 }) { _, own, done in
      done += 1
      own[0] = done
    }
    // k threads have each counted from 1 to as many rows as they got.
    let threads = counts.count { $0 == 1 }
    #expect((1...4).contains(threads))
    let most = counts.max() ?? 0
    for count in 1...most { #expect((1...threads).contains(counts.count { $0 == count })) }
  }

  @Test func nothingIsNoWork() {
    var none: [Float] = []
    ParallelRows.update(&none, width: 4, makeScratch: {}) { _, _, _ in Issue.record("a row") }
    ParallelRows.update(&none, width: 0, makeScratch: {}) { _, _, _ in Issue.record("a row") }
  }
}
