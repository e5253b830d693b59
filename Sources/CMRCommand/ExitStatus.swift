public import ArgumentParser

/// What the two commands' exit codes mean; the table in `--help`, the README and the tests are made from it.
public enum ExitStatus: Int32, CaseIterable, Sendable {
  /// Everything that was asked for is done.
  case done = 0
  /// The command worked and its answer is "no": `verify` found damage, `doctor` what it
  /// must not, or a check of a method a promise that it breaks.
  case negative = 1
  /// Something failed; standard error says what, where and what to do.
  case failed = 2
  /// The command line is wrong (`EX_USAGE`).
  case usage = 64
  /// Stopped by SIGINT or SIGTERM (`EX_TEMPFAIL`): the same command goes on from what was saved.
  case interrupted = 75

  /// One line for tables.
  public var meaning: String {
    switch self {
    case .done: "done"
    case .negative:
      "the answer is no: verify found damage, doctor a fault, or methods --check a broken promise"
    case .failed: "failed; standard error says what, where and what to do"
    case .usage: "the command line is wrong"
    case .interrupted: "stopped by a signal; the same command goes on from what was saved"
    }
  }

  /// The table of all codes, as `--help` prints it.
  public static var table: String {
    let lines = allCases.map { status in
      let code = String(status.rawValue)
      return "  " + code + String(repeating: " ", count: 4 - code.count) + status.meaning
    }
    return (["EXIT CODES:"] + lines).joined(separator: "\n")
  }

  /// The code as ArgumentParser's error, for `throw` inside `run()`.
  public var exitCode: ExitCode { ExitCode(rawValue) }
}
