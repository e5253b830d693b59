import Glibc

/// How a process ended.
public enum ChildEnd: Hashable, Sendable, CustomStringConvertible {
  /// By itself, with this status.
  case exited(status: Int32)
  /// By this signal.
  case killed(signal: Int32)

  /// Reads what `waitpid` reports.
  init(waitStatus: Int32) {
    let signal = waitStatus & 0x7f
    self = signal == 0 ? .exited(status: waitStatus >> 8 & 0xff) : .killed(signal: signal)
  }

  /// Whether the limit of processor time ended it.
  public var exceededProcessorTime: Bool {
    self == .killed(signal: SIGXCPU)
  }

  /// "ended with status 3", "was ended by signal 11 (SIGSEGV)".
  public var description: String {
    switch self {
    case .exited(let status): "ended with status \(status)"
    case .killed(let signal):
      "was ended by signal \(signal)" + (Self.names[signal].map { " (\($0))" } ?? "")
    }
  }

  private static let names: [Int32: String] = [
    SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGILL: "SIGILL", SIGKILL: "SIGKILL",
    SIGPIPE: "SIGPIPE", SIGSEGV: "SIGSEGV", SIGSYS: "SIGSYS", SIGTERM: "SIGTERM",
    SIGTRAP: "SIGTRAP", SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ",
  ]
}
