import CMRSchema
import CMRTestSupport
import FoundationEssentials
import Testing

/// What PyPI's jsonschema says about many documents at once.
enum Judgement {
  struct Case: Codable, Hashable {
    let schema: String
    let instance: String
  }

  private static let script = """
    import json, sys
    from jsonschema import Draft202012Validator
    for line in open(sys.argv[1]):
        case = json.loads(line)
        schema = json.loads(case["schema"])
        Draft202012Validator.check_schema(schema)
        print(int(Draft202012Validator(schema).is_valid(json.loads(case["instance"]))))
    """

  /// Whether jsonschema allows each of `cases`; it also checks each schema against the meta-schema of the draft.
  static func verdicts(_ cases: [Case]) async throws -> [Bool] {
    try await withTemporaryFolder { folder in
      let encoder = JSONEncoder()
      let lines = try cases.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }
      let path = "\(folder("cases.jsonl"))"
      try Data(lines.joined().utf8).write(to: URL(filePath: path))
      return try await Python.run(script, [path]).split(separator: "\n").map { $0 == "1" }
    }
  }

  /// Records every case on which our validator and jsonschema differ.
  static func compare(_ cases: [Case]) async throws {
    let verdicts = try await verdicts(cases)
    try #require(verdicts.count == cases.count)
    for (example, verdict) in zip(cases, verdicts) {
      let schema = try Schema(text: example.schema, name: "test")
      let instance = try JSONValue(parsing: example.instance, name: "instance")
      let ours = schema.violations(in: instance)
      #expect(
        ours.isEmpty == verdict, "\(example.instance) against \(example.schema.prefix(200)): \(ours)")
    }
  }
}
