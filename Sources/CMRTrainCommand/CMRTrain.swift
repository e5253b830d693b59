import ArgumentParser
import CMRCommand

/// The outermost command.
struct CMRTrain: RootCommand {
  static var configuration: CommandConfiguration {
    let program = TrainCommand.program
    return CommandConfiguration(
      commandName: program.name,
      abstract: "Train cross-modal retrieval under wrong labels; rank; measure.",
      discussion: """
        Results go to standard output, decisions and progress to standard error.

        \(ExitStatus.table)
        """,
      version: program.versionText,
      subcommands: [
        Fit.self, Rank.self, Score.self, Grid.self, Table.self, Methods.self, ExportLabels.self,
      ])
  }
}
