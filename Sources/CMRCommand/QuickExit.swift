#if canImport(Glibc)
  import Glibc
#endif

/// How a command's process ends.
enum QuickExit {
  /// From now on the process ends without what libraries do at its end.
  ///
  /// OpenBLAS waits there for its threads, and one that finds too little memory (`ulimit -v 200000`) tries for ever.
  /// Standard output is written out first; everything else of ours is on the disk before a command returns.
  static func install() {
    unsafe on_exit(
      { status, _ in
        fflush(nil)
        _exit(status)
      }, nil)
  }
}
