import FoundationEssentials
public import Testing

/// Python as the independent implementation that tests compare with.
public enum Python {
  /// Whether `python3` is in PATH and imports `modules`.
  public static func has(_ modules: [String]) async -> Bool {
    guard let python = Tool.installed("python3") else { return false }
    let result = try? await python.run(["-c", "import \(modules.joined(separator: ", "))"])
    return result?.status == 0
  }

  /// Runs `script` with `arguments`; throws what Python printed where it fails.
  @discardableResult
  public static func run(_ script: String, _ arguments: [String] = []) async throws -> String {
    guard let python = Tool.installed("python3") else { throw Failure(text: "no python3 in PATH") }
    let result = try await python.run(["-c", script] + arguments)
    guard result.status == 0 else { throw Failure(text: result.errors) }
    return result.output
  }

  private struct Failure: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips the test where `python3` lacks one of `modules`; `tools/test` installs them.
  public static func needsPython(_ modules: String...) -> Self {
    .enabled("needs python3 with \(modules.joined(separator: ", "))") { await Python.has(modules) }
  }
}
