package import ArgumentParser
import CMRCommand
package import CMRSplit
import CMRStore
import SystemPackage

/// Adds splits made of the rows of others to a store.
struct SplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Add splits made of the rows of others; features are not copied.",
    discussion: """
      An AMOUNT is a number of rows, a share such as 0.2 or 1/5, or 'rest'. Shares are rounded by largest remainder; the \
      number of rows of each split is exact under every draw. Paired rows stay together; where modalities are not paired, \
      each is split for itself. The splits that there are stay as they are: a new one that is there already is left alone \
      if it is the same, and an error if it is not.

      A fit uses new splits by their names: cmrtrain fit --set splits.train=train2 --validation validation2
      """)

  @Argument(help: "The store.", completion: .file(extensions: ["h5"]))
  var store: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The splits whose rows are split, one after another.", valueName: "split"))
  var from = ["train"]

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The new splits.", valueName: "name=amount"))
  var into: [String]

  @Flag(
    exclusivity: .exclusive,
    help: "Which rows a split gets: any, any but each class in proportion, or the first ones first."
  )
  var draw = SplitDraw.random

  @Option(help: "The seed of the draw. (default: 1)", transform: Seed.parse)
  var seed: UInt64?

  @Option(help: "The label set whose classes --stratified goes by. (default: clean)")
  var labels: String?

  @Flag(help: "Print the result as JSON (see `cmrdata schema split`).")
  var json = false

  func validate() throws {
    if draw == .inOrder, seed != nil {
      throw ValidationError("--in-order draws nothing, so --seed has no meaning; leave one out")
    }
    if draw != .stratified, labels != nil {
      throw ValidationError("--labels is what --stratified goes by; give both or neither")
    }
    do throws(SplitError) { _ = try plan() } catch { throw ValidationError("\(error)") }
  }

  private func plan() throws(SplitError) -> SplitPlan {
    try SplitPlan(listed(into), draw: draw, seed: seed ?? 1)
  }

  func run() throws {
    let store = try Store.open(FilePath(store))
    let source = try SplitSource(
      store, from: listed(from), labels: draw == .stratified ? labels ?? LabelSet.cleanName : nil)
    let made = try source.split(by: plan())
    let outcomes = try StoreEditing.addSplits(made.splits, to: store)
    let report = try SplitOutcome(made, outcomes, in: store)
    for note in report.notes { Console.note(note) }
    if json { try JSONOutput.print(report) } else { Console.result(report.text) }
  }

  /// Neither names nor amounts hold a comma, so lists may be written with commas too.
  private func listed(_ words: [String]) -> [String] {
    words.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) } }
  }
}

extension SplitDraw: EnumerableFlag {
  package static func name(for value: Self) -> NameSpecification {
    .customLong(value.rawValue)
  }

  package static func help(for value: Self) -> ArgumentHelp? {
    switch value {
    case .random: "Any rows, each equally likely."
    case .stratified:
      "Any rows, but each class in proportion (several classes per row: iterative stratification)."
    case .inOrder: "The first rows for the first split, the next for the second."
    }
  }
}
