/// The memory that matrices may take on their way to the store.
///
/// One budget serves a whole import; what is taken is given back when its owner is done.
package final class MemoryBudget {
  /// What is left for matrices that wait in memory.
  private var left: Int
  /// The bytes of a panel of columns that is being transposed; see ``FeatureSpool``.
  let panelBytes: Int

  /// A budget.
  ///
  /// - Parameters:
  ///   - waiting: bytes for matrices that wait in memory. 64 MiB, so that the common benchmarks
  ///     never touch a scratch file.
  ///   - panelBytes: 48 MiB, which at 40,000 rows is 314 columns: large enough that reading a row
  ///     takes few reads.
  package init(waiting: Int = 64 << 20, panelBytes: Int = 48 << 20) {
    left = waiting
    self.panelBytes = panelBytes
  }

  /// Takes `bytes` if they are left.
  func take(_ bytes: Int) -> Bool {
    guard bytes <= left else { return false }
    left -= bytes
    return true
  }

  func giveBack(_ bytes: Int) { left += bytes }
}
