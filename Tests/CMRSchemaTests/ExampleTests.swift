import CMRJSON
import CMRSchema
import CMRTestSupport
import Testing

/// Our schemas with valid documents, and with every small change of them.
@Suite struct ExampleTests {
  /// Every how many changes are judged: of a tree there are thousands.
  private static func step(of count: Int) -> Int {
    #if ExhaustiveTests
      1
    #else
      max(1, count / 200)
    #endif
  }

  @Test(arguments: ExampleDocuments.all.indices)
  func examplesAreValid(_ index: Int) throws {
    let example = ExampleDocuments.all[index]
    #expect(try SchemaCatalog.validate(json: example.text, against: example.schema) == [])
  }

  @Test func everySchemaHasAnExample() {
    #expect(Set(ExampleDocuments.all.map(\.schema)).sorted() == SchemaCatalog.names)
  }

  @Test(.needsPython("jsonschema"), arguments: ExampleDocuments.all.indices)
  func everyChangeIsJudgedAsByAnIndependentValidator(_ index: Int) async throws {
    let example = ExampleDocuments.all[index]
    let document = try JSONValue(parsing: example.text)
    let all = document.mutants
    let mutants = stride(from: 0, to: all.count, by: Self.step(of: all.count)).map { all[$0] }
    #expect(mutants.count > 50)
    let schema = try SchemaCatalog.text(of: example.schema)
    let cases = ([document] + mutants).map { Judgement.Case(schema: schema, instance: $0.text()) }
    let refused = try await Judgement.compare(cases)
    // A schema that let most changes pass would be of no use.
    #expect(refused * 10 > cases.count * 7, "\(refused) of \(cases.count) refused")
  }
}
