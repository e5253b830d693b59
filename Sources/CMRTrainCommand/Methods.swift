import ArgumentParser
import CMRCommand
import CMRJSON
import CMRTraining

/// Lists the methods, or says what one of them is.
struct Methods: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "methods",
    abstract: "List the methods, or say what one of them is: its options, its needs, its sources.",
    discussion: """
      With --check the method is put through the conformance suite on made-up data: gradients, embeddings, state, resuming, \
      beliefs, determinism, refusals, options, memory. Encoders are then small unless --option says otherwise. What a loss holds \
      fixed (a plan, a target that follows the prediction) has no gradient to compare with: switch it off by --option.
      """)

  @Argument(help: "A method.", completion: .list(TrainCommand.program.catalog.names))
  var name: String?

  @OptionGroup var plugins: PluginFlags

  @Flag(help: "Check that the method keeps what the core promises; exits with 1 where it does not.")
  var check = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("An option of the method for --check.", valueName: "name=value"))
  var option: [String] = []

  @Flag(help: "Print JSON (see `cmrdata schema methods`).")
  var json = false

  func validate() throws {
    if check, name == nil { throw ValidationError("--check goes with the name of a method") }
    if check, json { throw ValidationError("--check prints text: leave out --json") }
    if !check, !option.isEmpty { throw ValidationError("--option goes with --check") }
  }

  func run() throws {
    try plugins.load()
    let catalog = TrainCommand.program.catalog
    guard let name else { return try list(catalog) }
    let method = try catalog.method(named: name)
    if check { return try MethodCheck(given: option).run(method) }
    let report = try MethodsReport.Method(method, in: catalog)
    try json ? JSONOutput.print(MethodsReport(methods: [report])) : Console.result(report.text)
  }

  private func list(_ catalog: MethodCatalog) throws {
    if json {
      let methods = try catalog.methods.map { try MethodsReport.Method($0, in: catalog) }
      return try JSONOutput.print(MethodsReport(methods: methods))
    }
    var table = TextTable([("METHOD", .leading), ("", .leading)])
    for method in catalog.methods { table.add([method.name, method.summary]) }
    Console.result(table.text)
  }
}
