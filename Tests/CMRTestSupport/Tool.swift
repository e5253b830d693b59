import FoundationEssentials
import Subprocess
public import SystemPackage

/// What a process printed and how it ended.
public struct ToolResult: Sendable {
  /// The exit code, or 128 plus the number of the signal that ended the process, as a shell counts.
  public let status: Int32
  /// Standard output as text.
  public let output: String
  /// Standard error as text.
  public let errors: String
}

/// A program that tests run as a process of its own.
public struct Tool: Sendable {
  private let executable: FilePath

  /// The executable at `path`.
  public init(at path: FilePath) { executable = path }

  /// One of this package's own commands, from the same build as the running tests.
  public static func built(_ name: String) throws -> Tool { Tool(at: try builtPath(name)) }

  /// Where one of this package's own commands lies.
  public static func builtPath(_ name: String) throws -> FilePath {
    let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return FilePath(bundle).removingLastComponent().appending(name)
  }

  /// The program called `name` in PATH; nil where there is none.
  public static func installed(_ name: String) -> Tool? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.lazy.map { FilePath(String($0)).appending(name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.string) }.map { Tool(at: $0) }
  }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: The arguments after the program's name.
  ///   - environment: Variables to add to or replace in the test's own environment.
  ///   - folder: The working folder.
  ///   - killAfter: A time after which the process is ended by SIGKILL, if it still runs (after `terminateAfter`).
  ///   - terminateAfter: A time after which it is sent SIGTERM, if it still runs.
  ///   - awaited: A file that must have bytes before any of these times begins: on a busy machine a process takes long to
  ///     come to the point that a test is about.
  public func run(
    _ arguments: [String], environment: [String: String] = [:], in folder: FilePath? = nil,
    killAfter: Duration? = nil, terminateAfter: Duration? = nil,
    onceWritten awaited: FilePath? = nil
  ) async throws -> ToolResult {
    var variables: [Environment.Key: String?] = [:]
    for (name, value) in environment { variables[.init(stringLiteral: name)] = value }
    let result = try await Subprocess.run(
      .path(executable), arguments: Arguments(arguments),
      environment: .inherit.updating(variables), workingDirectory: folder,
      input: .none, output: .string(limit: Tool.outputLimit),
      error: .string(limit: Tool.outputLimit)
    ) { execution in
      while let awaited, Tool.isEmpty(awaited) { try await Task.sleep(for: .milliseconds(5)) }
      for (delay, signal) in [(terminateAfter, Signal.terminate), (killAfter, Signal.kill)] {
        guard let delay else { continue }
        try await Task.sleep(for: delay)
        try? execution.send(signal: signal)
      }
    }
    return ToolResult(
      status: result.terminationStatus.shellCode,
      output: result.standardOutput, errors: result.standardError)
  }

  private static func isEmpty(_ path: FilePath) -> Bool { (try? path.stat().size) ?? 0 == 0 }

  /// More than any test prints: 64 MiB.
  private static let outputLimit = 1 << 26
}

extension TerminationStatus {
  fileprivate var shellCode: Int32 {
    switch self {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }
}
