import ArgumentParser
import CMRCommand
import CMRSchema

/// Prints one of the embedded JSON Schemas.
struct PrintSchema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract:
      "Print a JSON Schema of what these commands read and write; without a name, list them.")

  @Argument(
    help: ArgumentHelp(
      "The schema: \(SchemaCatalog.names.joined(separator: ", ")).", valueName: "name"))
  var name: String?

  func run() throws {
    guard let name else {
      for name in SchemaCatalog.names { Console.result(name) }
      return
    }
    Console.result(try SchemaCatalog.text(of: name).trimmingTrailingNewline)
  }
}

extension String {
  fileprivate var trimmingTrailingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
