import CMRFiles
import CMRJSON
import CMRProcess
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
  private var peakMemory = 0
  /// Where its epochs are read, and not too often.
  private(set) var epochs = 0

  /// Starts the fit of `cell` in its folder, or goes on with it.
  init(
    _ cell: ResolvedCell, in files: CellFolder, executable: FilePath, libraries: [FilePath]
  ) throws {
    try makeFolder(files.path)
    try publish(cell.plan.document().text(indented: true) + "\n", at: files.planPath)
    let pipe = try Self.lifeline()
    defer { try? pipe.theirs.close() }
    do {
      process = try Self.start(executable, libraries, in: files, input: pipe.theirs)
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

  /// How it ended, if it has. Asked often: a process that is gone no longer says what it held.
  mutating func ended() -> CellEnd? {
    peakMemory = ProcessMemory.peak(of: process) ?? peakMemory
    var status: Int32 = 0
    guard unsafe waitpid(process, &status, WNOHANG) == process else { return nil }
    stop()
    return CellEnd(waitStatus: status, peakMemory: peakMemory)
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

  /// Reads what `waitpid` reports.
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

  private static func start(
    _ executable: FilePath, _ libraries: [FilePath], in files: CellFolder, input: FileDescriptor
  ) throws -> pid_t {
    let report = try OwnedDescriptor.open(
      files.reportPath, .writeOnly, options: [.create, .truncate], as: .create)
    let log = try OwnedDescriptor.open(
      files.logPath, .writeOnly, options: [.create, .truncate], as: .create)
    do throws(Errno) {
      return try Spawning.start(
        executable,
        arguments: [
          "fit", "--plan", files.planPath.string, "--output", files.run.path.string, "--quiet",
          "--json", "--until-stdin-closes",
        ] + libraries.flatMap { ["--plugin", $0.string] },
        environment: ProcessInfo.processInfo.environment,
        descriptors: [input, report.descriptor, log.descriptor])
    } catch {
      throw GridError.cannotStart(executable, error)
    }
  }
}

extension GridError {
  static func cannotStart(_ executable: FilePath, _ errno: Errno) -> Self {
    Self(
      code: .cannotStart, message: "cannot start '\(executable)' for a cell: \(errno)",
      remedy: "lower --jobs where processes or memory are short")
  }
}
