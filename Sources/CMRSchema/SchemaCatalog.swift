import CMRJSON

/// The JSON Schemas of the files and of the JSON output named in ``names``, embedded when built.
///
/// Each schema is JSON Schema 2020-12 and carries its version in `$id`. The text is what `schemas/`
/// holds, byte for byte apart from the last line end, so any validator of that draft can be used in
/// place of ``validate(json:against:)``.
public enum SchemaCatalog {
  /// The names of all schemas, sorted.
  public static let names: [String] = EmbeddedSchemas.all.map(\.name)

  /// The JSON text of the schema called `name`.
  ///
  /// - Throws: ``SchemaError`` with code `unknownSchema`, naming those that exist.
  public static func text(of name: String) throws(SchemaError) -> String {
    guard let schema = EmbeddedSchemas.all.first(where: { $0.name == name }) else {
      throw .unknownSchema(name, known: names)
    }
    return schema.text
  }

  /// Everything in the JSON text `json` that the schema called `name` does not allow, in the order
  /// of the document's sorted members; empty when the document is valid.
  ///
  /// - Throws: ``SchemaError`` where there is no such schema or `json` is not JSON.
  public static func validate(
    json: String, against name: String
  ) throws(SchemaError) -> [SchemaViolation] {
    let schema = try Schema(text: text(of: name), name: name)
    return schema.violations(in: try JSONValue(parsing: json, name: "the document"))
  }
}
