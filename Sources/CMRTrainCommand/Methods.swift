import ArgumentParser
import CMRCommand
import CMRJSON
import CMRTraining

/// Lists the methods, or says what one of them is.
struct Methods: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "methods", abstract: "List the methods, or the options of one.")

  @Argument(help: "A method.", completion: .list(TrainCommand.program.catalog.names))
  var name: String?

  func run() throws {
    guard let name else { return list() }
    let method = try TrainCommand.program.catalog.method(named: name)
    Console.result("\(name): \(method.summary)")
    Console.result("needs: \(method.requirements)\n")
    Console.result(try table(of: method).text)
  }

  private func list() {
    var table = TextTable([("METHOD", .leading), ("", .leading)])
    for method in TrainCommand.program.catalog.methods { table.add([method.name, method.summary]) }
    Console.result(table.text)
  }

  private func table(of method: any TrainingMethod.Type) throws -> TextTable {
    let defaults = try TrainCommand.program.catalog.defaultOptions(of: method.name)
    var table = TextTable([("OPTION", .leading), ("DEFAULT", .leading), ("", .leading)])
    for help in method.optionHelp {
      let choices = help.choices.isEmpty ? "" : ": \(help.choices.joined(separator: ", "))"
      table.add([help.name, defaults.value(at: help.name)?.text() ?? "", help.text + choices])
    }
    return table
  }
}

extension JSONValue {
  /// The value at a path of keys joined by dots.
  fileprivate func value(at path: String) -> JSONValue? {
    path.split(separator: ".").reduce(self as JSONValue?) { $0?[String($1)] }
  }
}
