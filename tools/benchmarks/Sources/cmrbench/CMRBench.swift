import ArgumentParser

/// Times pieces of the toolkit on inputs that `peers/inputs.py` made, one JSON line for each run.
@main
struct CMRBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cmrbench", abstract: "Time pieces of the toolkit.",
    subcommands: [Rank.self, Neighbours.self, Transport.self, Batches.self])
}

/// What all benchmarks are told.
struct Common: ParsableArguments {
  @Argument(help: "The folder of the inputs.") var inputs: String
  @Option(help: "How many threads work.") var threads = 1
}
