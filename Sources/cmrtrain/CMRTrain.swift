import ArgumentParser
import CMRCommand

/// `cmrtrain`: trains retrieval methods on stores and ranks with them.
@main
struct CMRTrain: RootCommand {
  static let configuration = CommandConfiguration(
    commandName: "cmrtrain",
    abstract: "Train cross-modal retrieval under wrong labels; rank; measure.",
    discussion: """
      Results go to standard output, decisions and progress to standard error.

      \(ExitStatus.table)
      """,
    version: Version.text,
    subcommands: [Fit.self, Rank.self, Methods.self])

  static func main() { runAsRoot() }
}
