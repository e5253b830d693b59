import FoundationEssentials

extension Container {
  /// The value that the JSON text at `path` encodes.
  ///
  /// - Throws: ``ContainerError``; code `wrongElement` where the JSON is not one of a `Value`.
  public func document<Value: Decodable>(
    _ path: String, as type: Value.Type = Value.self, encoding: Encoding = .json
  ) throws(ContainerError) -> Value {
    let text = try documentText(path, encoding: encoding)
    do {
      return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    } catch {
      throw .badDocument(try ElementPath(path), of: file.name, "\(error)")
    }
  }
}

extension TreeDescription {
  /// The tree as JSON, keys sorted, so that equal trees give equal texts.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
