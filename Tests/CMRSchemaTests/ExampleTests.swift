import CMRSchema
import CMRTestSupport
import Testing

/// Our schemas with valid documents, and with every small change of them.
@Suite struct ExampleTests {
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
    let document = try JSONValue(parsing: example.text, name: example.schema)
    let mutants = document.mutants
    #expect(mutants.count > 50)
    let schema = try SchemaCatalog.text(of: example.schema)
    let cases = ([document] + mutants).map { Judgement.Case(schema: schema, instance: $0.text) }
    let refused = try await Judgement.compare(cases)
    // A schema that let most changes pass would be of no use.
    #expect(refused * 10 > cases.count * 7, "\(refused) of \(cases.count) refused")
  }
}
