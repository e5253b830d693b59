import Glibc
public import SystemPackage

/// One end of a connection between two processes.
///
/// A pair of sockets, which here carries 5 GB/s, where a pipe carries 2 to 3.
public final class Connection {
  /// Why bytes did not pass.
  public enum Failure: Error, Hashable, Sendable {
    /// The other end is closed.
    case closed
    /// Nothing came in the time allowed.
    case silent
    /// The system refuses.
    case failed(Errno)
  }

  /// The descriptor.
  public let descriptor: FileDescriptor
  private var isOpen = true

  /// Takes over an open socket.
  public init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

  deinit { close() }

  /// Two ends that do not pass to child programs by themselves.
  static func pair() throws(SandboxError) -> (Connection, Connection) {
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw .broken(Errno(rawValue: errno))
    }
    return (
      Connection(FileDescriptor(rawValue: ends[0])), Connection(FileDescriptor(rawValue: ends[1]))
    )
  }

  /// Closes this end.
  public func close() {
    if isOpen { try? descriptor.close() }
    isOpen = false
  }

  /// Sends all of `items` as they lie in memory.
  public func send<Item: BitwiseCopyable>(_ items: Span<Item>) throws(Failure) {
    let bytes = unsafe items.bytes
    var done = 0
    while done < bytes.byteCount {
      let rest = bytes.extracting(droppingFirst: done)
      let count = unsafe rest.withUnsafeBytes { rest in
        unsafe Glibc.send(
          descriptor.rawValue, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      // A closed end is an error and no signal.
      guard count >= 0 else { throw errno == EPIPE ? .closed : .failed(Errno(rawValue: errno)) }
      done += count
    }
  }

  /// Fills `items` with what the other end sends.
  ///
  /// - Parameter patience: the seconds without a byte after which ``Failure/silent`` is thrown; nil waits for ever.
  public func receive<Item: BitwiseCopyable>(
    into items: inout MutableSpan<Item>, patience: Int? = nil
  ) throws(Failure) {
    var buffer = unsafe items.mutableBytes
    var done = 0
    while done < buffer.byteCount {
      if let patience { try wait(seconds: patience) }
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
        return unsafe read(descriptor.rawValue, rest.baseAddress, rest.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw errno == ECONNRESET ? .closed : .failed(Errno(rawValue: errno))
      }
      guard count > 0 else { throw .closed }
      done += count
    }
  }

  /// Waits until there is something to read, or the end.
  private func wait(seconds: Int) throws(Failure) {
    var request = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
    while true {
      let count = unsafe poll(&request, 1, Int32(seconds * 1000))
      if count > 0 { return }
      if count == 0 { throw .silent }
      // A signal: the user's wish to stop, which is asked for between blocks.
      guard errno == EINTR else { throw .failed(Errno(rawValue: errno)) }
    }
  }
}
