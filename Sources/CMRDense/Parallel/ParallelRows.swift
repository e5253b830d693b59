internal import Dispatch
internal import Synchronization

/// Work on the rows of an array by several threads, each of which sees no rows but its own.
///
/// What becomes of a row must depend on nothing but the row: then the result is the same for every
/// number of threads.
public enum ParallelRows {
  /// Calls `body` for every row of `elements` ([rows, width], row after row).
  ///
  /// Rows are handed out one by one, so that a thread which gets less of the processor does less.
  ///
  /// - Parameters:
  ///   - threads: How many threads work; as many as products of matrices use by default.
  ///   - makeScratch: Makes what one thread needs for itself, once for each.
  public static func update<Element: BitwiseCopyable, Scratch>(
    _ elements: inout [Element], width: Int, threads: Int = BLASThreads.count,
    makeScratch: @Sendable () -> Scratch,
    _ body: @Sendable (_ row: Int, _ elements: inout MutableSpan<Element>, inout Scratch) -> Void
  ) {
    let rows = width == 0 ? 0 : elements.count / width
    precondition(rows * width == elements.count, "rows of \(width) do not fill \(elements.count)")
    let counter = RowCounter()
    unsafe elements.withUnsafeMutableBufferPointer { buffer in
      let shared = unsafe DisjointRows(buffer: buffer, width: width)
      // A single iteration runs on the caller's thread.
      DispatchQueue.concurrentPerform(iterations: min(threads, rows)) { _ in
        var scratch = makeScratch()
        while case let row = counter.next(), row < rows {
          shared.withRow(row) { body(row, &$0, &scratch) }
        }
      }
    }
  }
}

/// Hands out 0, 1, 2, …, each once.
private final class RowCounter: Sendable {
  private let taken = Atomic(0)

  func next() -> Int { taken.wrappingAdd(1, ordering: .relaxed).oldValue }
}

/// Rows that several threads may change at once, as long as no two have the same row.
@safe private struct DisjointRows<Element: BitwiseCopyable>: @unchecked Sendable {
  private let buffer: UnsafeMutableBufferPointer<Element>
  private let width: Int

  init(buffer: UnsafeMutableBufferPointer<Element>, width: Int) {
    unsafe self.buffer = buffer
    self.width = width
  }

  // SAFETY: the caller's counter gives each row to one thread, and rows do not overlap.
  func withRow(_ row: Int, _ body: (inout MutableSpan<Element>) -> Void) {
    let part = unsafe UnsafeMutableBufferPointer(
      rebasing: buffer[row * width..<(row + 1) * width])
    var span = unsafe MutableSpan(_unsafeElements: part)
    body(&span)
  }
}
