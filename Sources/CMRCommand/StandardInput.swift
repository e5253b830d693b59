#if canImport(Glibc)
  import Glibc
#endif

/// Standard input as a lifeline: a process that waits for this one holds the other end of a pipe.
public enum StandardInput {
  /// Whether nobody holds the other end any more.
  public static var isClosed: Bool {
    var question = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
    return unsafe poll(&question, 1, 0) == 1
  }
}
