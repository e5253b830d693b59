import CMRJSON
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
    known = {}
    for line in open(sys.argv[1]):
        case = json.loads(line)
        text = case["schema"]
        if text not in known:
            Draft202012Validator.check_schema(json.loads(text))
            known[text] = Draft202012Validator(json.loads(text))
        print(int(known[text].is_valid(json.loads(case["instance"]))))
    """

  /// Whether jsonschema allows each of `cases`; it also checks each schema against the meta-schema
  /// of the draft.
  static func verdicts(_ cases: [Case]) async throws -> [Bool] {
    try await withTemporaryFolder { folder in
      let encoder = JSONEncoder()
      let lines = try cases.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }
      let path = "\(folder("cases.jsonl"))"
      try Data(lines.joined().utf8).write(to: URL(filePath: path))
      return try await Python.run(script, [path]).split(separator: "\n").map { $0 == "1" }
    }
  }

  /// Records every case on which our validator and jsonschema differ, and returns how many both
  /// refuse.
  @discardableResult
  static func compare(_ cases: [Case]) async throws -> Int {
    let verdicts = try await verdicts(cases)
    try #require(verdicts.count == cases.count)
    var known: [String: Schema] = [:]
    for (example, verdict) in zip(cases, verdicts) {
      let schema = try known[example.schema] ?? Schema(text: example.schema, name: "test")
      known[example.schema] = schema
      let instance = try JSONValue(parsing: example.instance)
      let ours = schema.violations(in: instance)
      if ours.isEmpty != verdict {
        Issue.record("\(example.instance) against \(example.schema.prefix(200)): \(ours)")
      }
    }
    return verdicts.count { !$0 }
  }
}
