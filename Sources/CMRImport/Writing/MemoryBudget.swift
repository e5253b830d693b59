/// The memory that matrices may take on their way to the store.
///
/// One budget serves a whole import; what is taken is given back when its owner is done.
final class MemoryBudget {
  /// 64 MiB for matrices that wait in memory, so that the common benchmarks never touch a scratch file.
  private var left = 64 << 20

  /// A panel of columns that is being transposed; see ``FeatureSpool``. 48 MiB: at 40,000 rows 314 columns.
  static let panelBytes = 48 << 20

  /// Takes `bytes` if they are left.
  func take(_ bytes: Int) -> Bool {
    guard bytes <= left else { return false }
    left -= bytes
    return true
  }

  func giveBack(_ bytes: Int) { left += bytes }
}
