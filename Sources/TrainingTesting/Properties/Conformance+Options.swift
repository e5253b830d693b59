import CMRJSON
import CMRTraining

extension Conformance {
  func checkOptions() throws(Finding) {
    let defaults = try document(Method.Options(), "the defaults")
    try roundTrip(Method.Options(), through: .object([:]), "the defaults")
    try roundTrip(Method.Options(), through: defaults, "the defaults")
    try roundTrip(options, through: try document(options, "the given options"), "the given options")
    let unknown = "no-such-option"
    try refuse(.object([unknown: .integer(1)]), unknown, "the unknown option '\(unknown)'")
    let leaves = defaults.leaves()
    for leaf in leaves {
      try refuse(leaf.document(leaf.otherType), leaf.path, leaf.saying(leaf.otherType))
      guard let absurd = leaf.absurdNumber, !unboundedOptions.contains(leaf.path) else { continue }
      try refuse(leaf.document(absurd), leaf.lastKey, leaf.saying(absurd))
    }
    try checkHelp(leaves.map(\.path))
  }

  private func document(
    _ options: Method.Options, _ place: String
  ) throws(Finding) -> JSONValue {
    do {
      return try JSONValue(encoding: options)
    } catch {
      throw Finding(place, "they cannot be written as JSON: \(error)")
    }
  }

  private func roundTrip(
    _ options: Method.Options, through document: JSONValue, _ place: String
  ) throws(Finding) {
    let read = try rehearsing(place) { try Method.options(from: document) }
    guard read != options else { return }
    throw Finding(
      place, "\(options) comes back from \(document.text()) as \(read)",
      remedy: "let the compiler synthesise Codable, or make its two halves agree")
  }

  /// Whether `given` is refused as an option, with `name` in the text.
  private func refuse(
    _ given: JSONValue, _ name: String, _ what: String
  ) throws(Finding) {
    do {
      _ = try Method.options(from: given)
    } catch {
      guard error.code == .invalidOption, error.description.contains(name) else {
        throw Finding(
          what, "it is refused as \(error.code.rawValue) by the text '\(error)'",
          remedy: "throw .optionOutOfRange with the option's path")
      }
      return
    }
    throw Finding(
      what, "it is taken",
      remedy: "throw .optionOutOfRange in 'validate', or say that the option "
        + "is unbounded")
  }

  private func checkHelp(_ paths: [String]) throws(Finding) {
    let help = Method.optionHelp.map(\.name)
    guard Method.Options.self is any DocumentedOptions.Type, help.sorted() != paths.sorted() else {
      return
    }
    throw Finding(
      "the help", "it documents \(help.sorted()), the options are \(paths.sorted())",
      remedy: "one OptionHelp for each")
  }
}

/// An option: where it stands, and its default.
private struct OptionLeaf {
  let keys: [String]
  let value: JSONValue

  var path: String { keys.joined(separator: ".") }
  var lastKey: String { keys.last ?? "" }

  /// A value of a type that the option does not have.
  var otherType: JSONValue {
    if case .boolean = value { return .string("true") }
    return .boolean(true)
  }

  /// A number that no size, rate or weight can be.
  var absurdNumber: JSONValue? {
    switch value {
    case .integer: .integer(-1_000_000_000_000)
    case .number: .number(-1e12)
    case .array(let items):
      items.first.flatMap { OptionLeaf(keys: keys, value: $0).absurdNumber }.map { .array([$0]) }
    default: nil
    }
  }

  func document(_ value: JSONValue) -> JSONValue {
    keys.reversed().reduce(value) { .object([$1: $0]) }
  }

  func saying(_ value: JSONValue) -> String { "option '\(path)' = \(value.text())" }
}

extension JSONValue {
  /// Everything that is no object, by path.
  fileprivate func leaves(_ keys: [String] = []) -> [OptionLeaf] {
    guard case .object(let members) = self else { return [OptionLeaf(keys: keys, value: self)] }
    return members.keys.sorted().flatMap { key in
      members[key].map { $0.leaves(keys + [key]) } ?? []
    }
  }
}
