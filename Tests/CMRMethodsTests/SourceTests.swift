import CMRMethods
import CMRTraining
import Testing

/// `cmrtrain methods NAME` says where a method comes from.
@Suite struct SourceTests {
  @Test(arguments: BuiltinMethods.catalog.names)
  func everyMethodNamesItsSources(_ name: String) throws {
    let sources = try BuiltinMethods.catalog.method(named: name).sources
    #expect(!sources.isEmpty)
    // A year at least, by which a publication is found.
    for source in sources { #expect(source.contains(/(19|20)\d\d/), "\(source)") }
  }
}
