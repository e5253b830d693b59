import Glibc
public import SystemPackage

/// Why a process of its own could not be started, confined or talked to.
public enum SandboxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The program at a path does not start.
  case cannotStart(FilePath, Errno)
  /// A limit cannot be set.
  case cannotLimit(String, Errno)
  /// The process ended before it had answered.
  case ended(ChildEnd)
  /// The process sent nothing for this many seconds and was ended.
  case silent(seconds: Int)
  /// The connection failed.
  case broken(Errno)

  static func cannotConfine(_ what: String, _ code: Int32) -> SandboxError {
    .cannotLimit(what, Errno(rawValue: code))
  }

  /// One line.
  public var description: String {
    switch self {
    case .cannotStart(let path, let errno): "cannot start '\(path)': \(errno)"
    case .cannotLimit(let what, let errno): "cannot limit its own \(what): \(errno)"
    case .ended(let end): "the process \(end)"
    case .silent(let seconds): "the process sent nothing for \(seconds) s"
    case .broken(let errno): "cannot talk to the process: \(errno)"
    }
  }
}
