import CMRTraining
import Dispatch
import Synchronization
import Testing

/// What comes out depends on the producer, never on who is faster.
@Suite struct PrefetcherTests {
  /// How long either side takes for an element, in microseconds.
  struct Timing: CustomTestStringConvertible {
    let produce: Int
    let consume: Int
    let depth: Int
    var testDescription: String { "produce \(produce), consume \(consume), depth \(depth)" }
  }

  private static let timings = [0, 300, 900].flatMap { produce in
    [0, 300, 900].flatMap { consume in
      [1, 2, 7].map { Timing(produce: produce, consume: consume, depth: $0) }
    }
  }

  @Test(arguments: timings)
  func elementsComeInOrder(timing: Timing) throws {
    let prefetcher = Prefetcher(indices: 3..<23, depth: timing.depth, label: "test") { index in
      pause(index.isMultiple(of: 3) ? timing.produce : timing.produce / 3)
      return index * index
    }
    var found: [Int] = []
    while let element = try prefetcher.next() {
      found.append(element)
      pause(timing.consume)
    }
    #expect(found == (3..<23).map { $0 * $0 })
    #expect(try prefetcher.next() == nil)
  }

  @Test(arguments: [1, 2, 5])
  func noMoreThanTheDepthIsAhead(depth: Int) throws {
    let counter = Counter()
    let prefetcher = Prefetcher(indices: 0..<40, depth: depth, label: "test") { index in
      counter.increment()
      return index
    }
    var taken = 0
    while try prefetcher.next() != nil {
      taken += 1
      pause(200)
      // One more may be under way.
      #expect(counter.value <= taken + depth + 1)
    }
  }

  @Test func anErrorComesWhereItsElementWouldHaveBeen() throws {
    struct Failure: Error {}
    let prefetcher = Prefetcher(indices: 0..<10, depth: 3, label: "test") { index in
      if index == 4 { throw Failure() }
      return index
    }
    for expected in 0..<4 { #expect(try prefetcher.next() == expected) }
    #expect(throws: Failure.self) { try prefetcher.next() }
    #expect(try prefetcher.next() == nil)
  }

  @Test func droppingItEndsTheWork() throws {
    let counter = Counter()
    do {
      let prefetcher = Prefetcher(indices: 0..<1_000_000, depth: 2, label: "test") { index in
        counter.increment()
        return index
      }
      _ = try prefetcher.next()
    }
    pause(20_000)
    let after = counter.value
    pause(20_000)
    #expect(counter.value == after)
    #expect(after < 10)
  }

  @Test func nothingToProduceIsTheEnd() throws {
    let prefetcher = Prefetcher(indices: 5..<5, depth: 1, label: "test") { $0 }
    #expect(try prefetcher.next() == nil)
  }

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .relaxed) }
    func increment() { count.add(1, ordering: .relaxed) }
  }
}

/// Sleeps on the calling thread.
private func pause(_ microseconds: Int) {
  guard microseconds > 0 else { return }
  _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .microseconds(microseconds))
}
