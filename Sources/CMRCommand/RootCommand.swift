public import ArgumentParser

#if canImport(Glibc)
  import Glibc
#endif

/// A command's outermost type: adds exit codes and error texts that scripts can rely on.
///
/// ArgumentParser ends a command whose `run()` throws with status 1, which here means "the answer is no"
/// (``ExitStatus/negative``). ``runAsRoot()`` keeps the two apart.
public protocol RootCommand: ParsableCommand {}

extension RootCommand {
  /// Writes an error line that begins with the command's name.
  public static func report(_ message: String) {
    Console.error("\(_commandName): error: \(message)")
  }

  /// Parses the process's arguments, of which there must be some, runs the chosen subcommand and ends the process.
  public static func runAsRoot() -> Never {
    // A file-size limit then fails the write with an error that can be told, in place of ending the process.
    signal(SIGXFSZ, SIG_IGN)
    // So does a pipe that somebody closed: a fit must not die of a reader that has seen enough.
    signal(SIGPIPE, SIG_IGN)
    QuickExit.install()
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.isEmpty {
      Console.error(helpMessage())
      exit(withError: ExitStatus.usage.exitCode)
    }
    do {
      var command = try parseAsRoot(NegativeNumbers.joined(arguments))
      do {
        try command.run()
      } catch  where exitCode(for: error) == .failure && !(error is ExitCode) {
        // Not ArgumentParser's own (help, usage) and not a code that the command chose: something failed.
        report("\(error)")
        exit(withError: ExitStatus.failed.exitCode)
      }
      if let errno = Console.lostResults {
        report("cannot write standard output: \(errno)")
        exit(withError: ExitStatus.failed.exitCode)
      }
      exit()
    } catch {
      exit(withError: error)
    }
  }
}
