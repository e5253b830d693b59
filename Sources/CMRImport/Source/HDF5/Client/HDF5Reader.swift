internal import CMRSandbox
import Glibc
internal import SystemPackage

/// The program that reads HDF5 files in a process of its own: this one, under another subcommand.
struct HDF5Reader: Hashable, Sendable {
  let program: FilePath

  /// Starts it on the file at `path`, which it gets open.
  ///
  /// - Parameter name: what errors call the file.
  func start(_ path: FilePath, name: String) throws(SandboxError) -> ChildProcess {
    let file: FileDescriptor
    do {
      file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    } catch {
      throw .broken(error as? Errno ?? .ioError)
    }
    defer { try? file.close() }
    let program = ChildProgram(
      program, arguments: [ConfinedHDF5Server.subcommand, "--", name], environment: Self.environment
    )
    return try ChildProcess(program, passing: file)
  }

  /// Where libraries are, if the user says so, and no threads that would take addresses for nothing.
  private static var environment: [String: String] {
    var environment = ["OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"]
    if let path = unsafe getenv("LD_LIBRARY_PATH") {
      environment["LD_LIBRARY_PATH"] = unsafe String(cString: path)
    }
    return environment
  }
}
