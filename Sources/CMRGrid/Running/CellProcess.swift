import CMRFiles
import CMRJSON
import CMRTraining
import FoundationEssentials
import Glibc
import SystemPackage

/// The process that fits one cell: our own program as `fit`, with its output in the cell's folder.
///
/// It stops and saves when its standard input closes. So it never outlives the process that started
/// it, however that one ends.
struct CellProcess: ~Copyable {
  let cell: ResolvedCell
  let files: CellFolder
  private let process: pid_t
  private var lifeline: FileDescriptor?
  /// Where its epochs are read, and not too often.
  private(set) var epochs = 0

  /// Starts the fit of `cell` in its folder, or goes on with it.
  init(_ cell: ResolvedCell, in files: CellFolder, executable: FilePath) throws {
    try makeFolder(files.path)
    try publish(cell.plan.document().text(indented: true) + "\n", at: files.planPath)
    let pipe = try Self.lifeline()
    defer { try? pipe.theirs.close() }
    do {
      process = try Self.spawn(
        executable,
        [
          "fit", "--plan", files.planPath.string, "--output", files.run.path.string, "--quiet",
          "--json", "--until-stdin-closes",
        ], input: pipe.theirs, output: files.reportPath, errors: files.logPath)
    } catch {
      try? pipe.ours.close()
      throw error
    }
    lifeline = pipe.ours
    self.cell = cell
    self.files = files
  }

  /// Asks it to save and end.
  mutating func stop() {
    try? lifeline?.close()
    lifeline = nil
  }

  /// How it ended, if it has.
  mutating func ended() -> CellEnd? {
    var status: Int32 = 0
    var usage = rusage()
    guard unsafe wait4(process, &status, WNOHANG, &usage) == process else { return nil }
    stop()
    return CellEnd(waitStatus: status, peakMemory: Int(usage.ru_maxrss) * 1024)
  }

  /// Looks how many epochs are done.
  mutating func readEpochs() { epochs = RunMetrics(files.run.metricsPath).epochs }

  deinit { try? lifeline?.close() }
}

/// How a cell's process ended.
struct CellEnd: Sendable, Equatable {
  /// What it returned, or the signal that ended it.
  enum Reason: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  let reason: Reason
  /// In bytes.
  let peakMemory: Int

  /// Reads what `wait4` reports.
  init(waitStatus: Int32, peakMemory: Int) {
    let signal = waitStatus & 0x7f
    reason = signal == 0 ? .exited((waitStatus >> 8) & 0xff) : .signalled(signal)
    self.peakMemory = peakMemory
  }
}

extension CellProcess {
  private static func lifeline() throws -> (theirs: FileDescriptor, ours: FileDescriptor) {
    let (theirs, ours) = try FileDescriptor.pipe()
    // Only this process may hold our end, or the pipe would stay open after its death.
    for end in [theirs, ours] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
    return (theirs, ours)
  }

  /// A process group of its own: what the user types at the terminal reaches this process, which
  /// then stops its children.
  private static func spawn(
    _ executable: FilePath, _ arguments: [String], input: FileDescriptor, output: FilePath,
    errors: FilePath
  ) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input.rawValue, 0)
    for (number, path) in [(Int32(1), output), (2, errors)] {
      unsafe posix_spawn_file_actions_addopen(
        &actions, number, path.string, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    var process: pid_t = 0
    let environment = ProcessInfo.processInfo.environment.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }
    let status = unsafe withCStrings([executable.string] + arguments) { arguments in
      unsafe withCStrings(environment) { environment in
        unsafe posix_spawn(
          &process, executable.string, &actions, &attributes, arguments, environment)
      }
    }
    guard status == 0 else { throw GridError.cannotStart(executable, Errno(rawValue: status)) }
    return process
  }

  /// Calls `body` with an array of C strings that a null pointer ends.
  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe body(copies + [nil])
  }
}

extension GridError {
  static func cannotStart(_ executable: FilePath, _ errno: Errno) -> Self {
    Self(
      code: .cannotStart, message: "cannot start '\(executable)' for a cell: \(errno)",
      remedy: "lower --jobs where processes or memory are short")
  }
}
