import CMRJSON
import CMRPlugin
import CMRTestSupport
import CMRTraining
import Testing
import TrainingTesting

/// Plug-ins that are as they should be, by the suite that every method passes.
@Suite(.needsCompiler) struct ConformanceTests {
  @Test(arguments: ConformanceProperty.allCases, 1...3)
  func theExampleConforms(to property: ConformanceProperty, seed: UInt64) async throws {
    try await withTemporaryFolder { folder in
      let path = try await BuiltPlugin.build(Compiler.example, in: folder)
      let method = try Plugins.load([path], besides: MethodCatalog([])).methods[0]
      try check(method, property, seed, #"{"encoder": {"hidden": [12], "dimension": 8}}"#)
    }
  }

  /// One with encoders of its own, whose loss is of its parameters alone.
  @Test(arguments: ConformanceProperty.allCases)
  func anotherConforms(to property: ConformanceProperty) async throws {
    try await withTemporaryFolder { folder in
      let method = try await BuiltPlugin.faulty("none", ["-DEMBEDS"], in: folder)
      try check(method, property, 1, "{}")
    }
  }

  @Test func figuresAreReported() async throws {
    try await withTemporaryFolder { folder in
      let method = try await BuiltPlugin.faulty("none", in: folder)
      #expect(try drive(method) == ["rows": 12, "seen": 12])
    }
  }

  /// Two libraries at once, each with its own options.
  @Test func severalPluginsStandSideBySide() async throws {
    try await withTemporaryFolder { folder in
      let first = try await BuiltPlugin.build(Compiler.example, "first", in: folder)
      let second = try await BuiltPlugin.build(Compiler.faulty, "second", in: folder)
      let catalog = try Plugins.load([first, second], besides: MethodCatalog([]))
      #expect(catalog.names == ["gce", "faulty"])
      #expect(try catalog.defaultOptions(of: "gce")["q"] == .number(0.7))
      #expect(
        try catalog.defaultOptions(of: "faulty")
          == JSONValue(
            parsing: """
              {"encoder": {"hidden": [4096, 4096], "dimension": 512},
               "rate": 0.5, "count": 3, "flag": true, "mood": "wild"}
              """))
      #expect(Set(catalog.methods.compactMap { $0.origin?.sha256 }).count == 2)
    }
  }

  private func check<Method: TrainingMethod>(
    _ method: Method.Type, _ property: ConformanceProperty, _ seed: UInt64, _ options: String
  ) throws {
    var conformance = try Conformance(of: method, given: JSONValue(parsing: options))
    conformance.seed = seed
    try conformance.check(property)
  }
}
