import CMRProcess
import Glibc
public import SystemPackage

/// A running program that is asked and answers over one connection, which it has as its descriptor 0.
///
/// Ended and reaped with its owner, whatever it is doing.
public final class ChildProcess {
  private let process: pid_t
  private let connection: Connection
  private let patience: Int
  private var end: ChildEnd?

  /// Starts `program` with the connection as its descriptor 0, nothing as 1 and 2, and `file` as 3.
  ///
  /// - Parameter patience: for how many seconds it may be silent while its answer is awaited. Its processor time is
  ///   limited as well, but it might wait for a disk that never answers.
  public init(
    _ program: ChildProgram, passing file: FileDescriptor, patience: Int = 120
  ) throws(SandboxError) {
    self.patience = patience
    let (ours, theirs) = try Connection.pair()
    defer { theirs.close() }
    let nothing: FileDescriptor
    do {
      nothing = try FileDescriptor.open(
        FilePath("/dev/null"), .readWrite, options: .closeOnExec)
    } catch {
      throw .cannotStart(program.path, error as? Errno ?? .ioError)
    }
    defer { try? nothing.close() }
    do throws(Errno) {
      process = try Spawning.start(
        program.path, arguments: program.arguments, environment: program.environment,
        descriptors: [theirs.descriptor, nothing, nothing, file])
    } catch {
      throw .cannotStart(program.path, error)
    }
    connection = ours
  }

  deinit { _ = stop() }

  /// Ends the process at once if it has not ended, and says how it did.
  @discardableResult
  public func stop() -> ChildEnd {
    if let end { return end }
    kill(process, SIGKILL)
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    return ended(status)
  }

  private func ended(_ waitStatus: Int32) -> ChildEnd {
    connection.close()
    let result = ChildEnd(waitStatus: waitStatus)
    end = result
    return result
  }

  /// Sends all of `items` as they lie in memory.
  public func send<Item: BitwiseCopyable>(_ items: Span<Item>) throws(SandboxError) {
    do throws(Connection.Failure) { try connection.send(items) } catch { throw explain(error) }
  }

  /// Fills `items` with what the process sends.
  ///
  /// - Throws: ``SandboxError/ended(_:)`` if it ends before, ``SandboxError/silent(seconds:)`` if it sends nothing for
  ///   too long; the process is gone then.
  public func receive<Item: BitwiseCopyable>(
    into items: inout MutableSpan<Item>
  ) throws(SandboxError) {
    do throws(Connection.Failure) {
      try connection.receive(into: &items, patience: patience)
    } catch {
      throw explain(error)
    }
  }

  private func explain(_ failure: Connection.Failure) -> SandboxError {
    switch failure {
    // Whoever closes the connection is ending; the status says how. If it is not, it is ended.
    case .closed: .ended(endSoon())
    case .silent: stopped(.silent(seconds: patience))
    case .failed(let errno): stopped(.broken(errno))
    }
  }

  private func stopped(_ error: SandboxError) -> SandboxError {
    stop()
    return error
  }

  /// How a process ended that has closed its connection: the kernel closes it before it tells the parent.
  private func endSoon() -> ChildEnd {
    if let end { return end }
    for _ in 0..<200 {
      var status: Int32 = 0
      if unsafe waitpid(process, &status, WNOHANG) == process { return ended(status) }
      usleep(5_000)
    }
    return stop()
  }
}
