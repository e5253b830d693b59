package import CMRJSON

/// Reads a `Codable` value from a document that names only what differs from the defaults.
///
/// The defaults are written to JSON, the given members are laid over them, and the whole is decoded
/// with the type's own (usually synthesised) `Codable`. So a missing member keeps its default, a
/// member the defaults do not have is refused by name, and no author of options writes decoding
/// code.
package struct JSONOverlay {
  /// What the members are called in errors: `option`, `plan key`.
  let noun: String
  /// Whose members they are: `method 'mrl'`, `the fit plan`.
  let owner: String
  /// Key paths below which anything is accepted, because somebody else checks it.
  let open: Set<String>

  /// A reader of members that are called `noun` and belong to `owner`.
  package init(noun: String, owner: String, open: Set<String> = []) {
    self.noun = noun
    self.owner = owner
    self.open = open
  }

  /// `defaults` with the members of `given` laid over it.
  package func decode<Value: Codable>(
    _ given: JSONValue, over defaults: Value
  ) throws(TrainingError) -> Value {
    let base = try JSONValue(encoded: defaults)
    let merged = try merge(given, over: base, path: "")
    do {
      return try merged.decoded()
    } catch let error as DecodingError {
      throw describe(error, in: merged)
    } catch {
      throw .unfitDocument(owner: owner, reason: "\(error)")
    }
  }

  private func merge(
    _ given: JSONValue, over base: JSONValue, path: String
  ) throws(TrainingError) -> JSONValue {
    if open.contains(path) { return given.laid(over: base) }
    guard case .object(var members) = base else {
      guard base.accepts(given) else {
        throw .wrongType(
          noun: noun, path: path, owner: owner, wanted: base.kind, found: given)
      }
      return given
    }
    guard case .object(let changes) = given else {
      throw .wrongType(noun: noun, path: path, owner: owner, wanted: base.kind, found: given)
    }
    for key in changes.keys.sorted() {
      guard let change = changes[key] else { continue }
      let inner = path.isEmpty ? key : "\(path).\(key)"
      guard let old = members[key] else {
        throw .unknownKey(noun: noun, path: inner, owner: owner, known: members.keys.sorted())
      }
      members[key] = try merge(change, over: old, path: inner)
    }
    return .object(members)
  }

  private func describe(_ error: DecodingError, in document: JSONValue) -> TrainingError {
    let (context, wanted): (DecodingError.Context, String?) =
      switch error {
      case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
        (context, Self.kind(of: type))
      case .keyNotFound(let key, let context): (context, "an object with '\(key.stringValue)'")
      case .dataCorrupted(let context): (context, nil)
      @unknown default: (DecodingError.Context(codingPath: [], debugDescription: "\(error)"), nil)
      }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    let found = context.codingPath.reduce(document) { value, key in value[key] ?? value }
    if let wanted {
      return .wrongType(noun: noun, path: path, owner: owner, wanted: wanted, found: found)
    }
    return .refusedValue(
      noun: noun, path: path, owner: owner, found: found, reason: context.debugDescription)
  }

  private static func kind(of type: any Any.Type) -> String {
    switch type {
    case is any BinaryInteger.Type: "a whole number"
    case is any BinaryFloatingPoint.Type: "a number"
    case is String.Type: "a string"
    case is Bool.Type: "true or false"
    default: "a \(type)"
    }
  }
}

extension JSONValue {
  /// The member or item that `key` leads to.
  fileprivate subscript(key: any CodingKey) -> JSONValue? {
    guard case .array(let items) = self else { return self[key.stringValue] }
    return key.intValue.flatMap { items.indices.contains($0) ? items[$0] : nil }
  }

  /// The kind of value in words, for errors.
  fileprivate var kind: String {
    switch self {
    case .null: "null"
    case .boolean: "true or false"
    case .integer, .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// Whether a default of this kind can be replaced by `given`; null stands for an optional, which
  /// decoding judges.
  fileprivate func accepts(_ given: JSONValue) -> Bool {
    if case .null = self { return true }
    if case .null = given { return true }
    return kind == given.kind
  }
}

extension JSONValue {
  /// The members of `base` with those of this object in their place, at every depth; anything but
  /// two objects is replaced as a whole.
  fileprivate func laid(over base: JSONValue) -> JSONValue {
    guard case .object(let changes) = self, case .object(let members) = base else { return self }
    return .object(members.merging(changes) { old, new in new.laid(over: old) })
  }
}
