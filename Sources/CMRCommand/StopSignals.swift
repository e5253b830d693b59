import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// SIGINT and SIGTERM as a flag that long work polls, so that it can finish its step and save.
///
/// A second signal ends the process at once: who insists is obeyed.
public enum StopSignals {
  /// The first signal caught; 0 while there was none.
  private static let caught = Atomic<Int32>(0)

  /// Starts catching. Before this call, and in commands that never make it, the signals end the process as usual.
  public static func install() {
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { signal in
      StopSignals.caught.store(signal, ordering: .relaxed)
      // Back to the default: only the handler's first call is ours. `signal` is async-signal-safe.
      Glibc.signal(signal, SIG_DFL)
    }
    for signal in [SIGINT, SIGTERM] { unsafe sigaction(signal, &action, nil) }
  }

  /// Whether a signal was caught.
  public static var isStopRequested: Bool { caught.load(ordering: .relaxed) != 0 }

  /// The name of the signal that was caught.
  public static var name: String? {
    switch caught.load(ordering: .relaxed) {
    case SIGINT: "SIGINT"
    case SIGTERM: "SIGTERM"
    default: nil
    }
  }
}
