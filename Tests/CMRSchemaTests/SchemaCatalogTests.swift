import CMRJSON
import CMRSchema
import CMRTestSupport
import FoundationEssentials
import Testing

@Suite struct SchemaCatalogTests {
  @Test func embedsEveryFileOfTheSchemasFolder() throws {
    let folder = "\(SharedData.packageRoot)/schemas"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".schema.json") }
    #expect(SchemaCatalog.names == files.map { String($0.dropLast(".schema.json".count)) }.sorted())
    for name in SchemaCatalog.names {
      let path = "\(folder)/\(name).schema.json"
      let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      #expect(try SchemaCatalog.text(of: name) + "\n" == text)
    }
  }

  @Test(arguments: SchemaCatalog.names)
  func usesOnlyKeywordsThatAreChecked(_ name: String) throws {
    #expect(throws: Never.self) { try Schema(text: SchemaCatalog.text(of: name), name: name) }
  }

  @Test(arguments: SchemaCatalog.names)
  func carriesDraftNameAndVersion(_ name: String) throws {
    struct Head: Decodable {
      let schema: String
      let id: String
      enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case id = "$id"
      }
    }
    let head = try JSONDecoder().decode(Head.self, from: Data(SchemaCatalog.text(of: name).utf8))
    #expect(head.schema == "https://json-schema.org/draft/2020-12/schema")
    #expect(head.id.hasPrefix("urn:cross-modal-retrieval:\(name):"))
    #expect(Int(head.id.split(separator: ":").last ?? "").map { $0 >= 1 } == true)
  }

  /// A reference cannot leave its schema, so the manifest stands in two of them.
  @Test func bothSchemasDescribeTheSameManifest() throws {
    let output = try JSONValue(parsing: SchemaCatalog.text(of: "inject-noise"))
    var noise: [String: JSONValue] = try JSONValue(parsing: SchemaCatalog.text(of: "noise"))
      .decoded()
    for key in ["$schema", "$id", "title"] { noise[key] = nil }
    #expect(output["$defs"]?["manifest"] == .object(noise))
  }

  @Test func namesTheSchemasThatExist() {
    let error = #expect(throws: SchemaError.self) { try SchemaCatalog.text(of: "stor") }
    #expect(
      error?.description
        == "there is no schema 'stor'; the schemas are: \(SchemaCatalog.names.joined(separator: ", "))"
    )
    #expect(error?.code == .unknownSchema)
  }

  @Test func refusesADocumentThatIsNotJSON() {
    let error = #expect(throws: SchemaError.self) {
      try SchemaCatalog.validate(json: "{'a': 1}", against: "verify")
    }
    #expect(
      error?.description
        == "the document is not JSON: line 1, column 2: expected a member name in quotes, "
        + "found '''")
  }
}
