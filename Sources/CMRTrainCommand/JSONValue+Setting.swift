import ArgumentParser
import CMRJSON

extension JSONValue {
  /// Sets the member at `path`, making the objects on the way.
  mutating func set(_ path: [String], to value: JSONValue) {
    guard let key = path.first else {
      self = value
      return
    }
    var members: [String: JSONValue] = [:]
    if case .object(let own) = self { members = own }
    var member = members[key] ?? .object([:])
    member.set(Array(path.dropFirst()), to: value)
    members[key] = member
    self = .object(members)
  }

  /// Sets what `text` of the form `a.b=value` says; the value is JSON, or else the text itself.
  mutating func assign(_ text: String, below parents: [String]) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
    guard parts.count == 2, path.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("'\(text)' is not of the form name=value")
    }
    let value = String(parts[1])
    set(parents + path, to: (try? JSONValue(parsing: value)) ?? .string(value))
  }
}
