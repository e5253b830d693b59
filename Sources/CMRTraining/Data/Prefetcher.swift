import Dispatch
import Synchronization

/// Produces elements ahead of their use on a thread of its own, in order, at most so many in stock.
///
/// What comes out depends only on `produce`: timing changes when an element is ready, never which
/// comes next. The first error ends the stream and is thrown where the element would have been.
/// Dropping the prefetcher ends the work after the element under way.
package final class Prefetcher<Element: Sendable>: Sendable {
  private let stock: Stock

  /// Elements `produce(i)` for the `indices` in order, up to `depth` of them ahead.
  package init(
    indices: Range<Int>, depth: Int, label: String,
    produce: @escaping @Sendable (Int) throws -> Element
  ) {
    precondition(depth > 0, "a stock of \(depth) elements cannot be filled")
    let stock = Stock(depth: depth)
    self.stock = stock
    DispatchQueue(label: label).async {
      for index in indices {
        guard stock.waitForRoom() else { return }
        let result = Result { try produce(index) }
        stock.put(result)
        if case .failure = result { return }
      }
      stock.end()
    }
  }

  deinit { stock.cancel() }

  /// The next element; nil after the last. Blocks until it is there.
  package func next() throws -> Element? { try stock.take() }

  /// The shelf between the two threads.
  ///
  /// Two semaphores count free places and things to take; the state itself is behind a mutex.
  private final class Stock: Sendable {
    private struct State {
      var ready: [Result<Element, any Error>] = []
      var isEnded = false
      var isCancelled = false
    }

    private let state = Mutex(State())
    private let room: DispatchSemaphore
    private let filled = DispatchSemaphore(value: 0)

    init(depth: Int) {
      // A semaphore that dies below its initial value traps, so it starts at 0 and is raised.
      room = DispatchSemaphore(value: 0)
      for _ in 0..<depth { room.signal() }
    }

    /// False if nobody waits for elements any more.
    func waitForRoom() -> Bool {
      room.wait()
      return state.withLock { !$0.isCancelled }
    }

    func put(_ result: Result<Element, any Error>) {
      state.withLock { $0.ready.append(result) }
      filled.signal()
    }

    func end() {
      state.withLock { $0.isEnded = true }
      filled.signal()
    }

    func cancel() {
      state.withLock { $0.isCancelled = true }
      room.signal()
    }

    func take() throws -> Element? {
      filled.wait()
      let next = state.withLock { state in
        state.ready.isEmpty ? nil : state.ready.removeFirst()
      }
      switch next {
      case nil:
        filled.signal()  // the end stays the end however often it is asked for
        return nil
      case .success(let element)?:
        room.signal()
        return element
      case .failure(let error)?:
        end()
        throw error
      }
    }
  }
}
