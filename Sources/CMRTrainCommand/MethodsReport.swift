import CMRCommand
import CMRJSON
import CMRTraining

/// What `methods --json` prints.
struct MethodsReport: Encodable {
  struct Option: Encodable {
    let name: String
    let standard: JSONValue
    let help: String
    let choices: [String]

    private enum CodingKeys: String, CodingKey {
      case name, help, choices
      case standard = "default"
    }
  }

  struct Needs: Encodable {
    let pairs: Bool
    let labels: [String]
    let fewestModalities: Int
    let mostModalities: Int
    let smallestBatch: Int
    /// The same in words.
    let text: String
  }

  /// The library that a method was loaded from.
  struct Plugin: Encodable {
    let version: String
    let sha256: String
  }

  struct Method: Encodable {
    let name: String
    let summary: String
    let options: [Option]
    let needs: Needs
    let sources: [String]
    /// Left out of a method of the program itself.
    let plugin: Plugin?
  }

  let methods: [Method]
}

extension MethodsReport.Method {
  init(_ method: any TrainingMethod.Type, in catalog: MethodCatalog) throws {
    let defaults = try catalog.defaultOptions(of: method.name)
    name = method.name
    summary = method.summary
    options = method.optionHelp.map {
      .init(
        name: $0.name, standard: defaults.value(at: $0.name) ?? .null, help: $0.text,
        choices: $0.choices)
    }
    let wanted = method.requirements
    needs = .init(
      pairs: wanted.pairs, labels: wanted.labelKinds.map(\.rawValue),
      fewestModalities: wanted.modalities.lowerBound, mostModalities: wanted.modalities.upperBound,
      smallestBatch: wanted.minimumBatch, text: wanted.description)
    sources = method.sources
    plugin = method.origin.map { .init(version: $0.version, sha256: $0.sha256) }
  }

  /// Options, needs and sources for a person.
  var text: String {
    var parts = ["\(name): \(summary)"]
    if !options.isEmpty { parts.append(optionTable) }
    var lines = ["needs   \(needs.text)"]
    lines += sources.map { "source  \($0)" }
    if let plugin { lines.append("plugin  version \(plugin.version), sha256 \(plugin.sha256)") }
    parts.append(lines.joined(separator: "\n"))
    return parts.joined(separator: "\n\n")
  }

  private var optionTable: String {
    var table = TextTable([("OPTION", .leading), ("DEFAULT", .leading), ("", .leading)])
    for option in options {
      let choices = option.choices.isEmpty ? "" : ": \(option.choices.joined(separator: ", "))"
      table.add([option.name, option.standard.text(), option.help + choices])
    }
    return table.text
  }
}

extension JSONValue {
  /// The value at a path of keys joined by dots.
  func value(at path: String) -> JSONValue? {
    path.split(separator: ".").reduce(self as JSONValue?) { $0?[String($1)] }
  }
}
