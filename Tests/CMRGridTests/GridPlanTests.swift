import CMRGrid
import CMRJSON
import CMRSchema
import CMRTestSupport
import FoundationEssentials
import Testing

/// Grid plans: which cells they mean, and what is refused.
@Suite struct GridPlanTests {
  /// A plan of two stores, two methods and two kinds of labels, with `changes` laid over it.
  static func plan(_ changes: [String: String] = [:]) throws -> GridPlan {
    var members = [
      "stores": #"[{"name": "a", "path": "a.h5"}, {"name": "b", "path": "b.h5"}]"#,
      "methods": #"["mrl", {"name": "uot-rcl", "label": "ours"}]"#,
      "noise": #"["clean", {"rates": [0.4, 0.8]}]"#, "seeds": #"{"paired": [1, 2]}"#,
    ]
    members.merge(changes) { $1 }
    let text = members.sorted { $0.key < $1.key }.map { "\"\($0)\": \($1)" }
    return try GridPlan(document: JSONValue(parsing: "{\(text.joined(separator: ", "))}"))
  }

  private func cells(_ changes: [String: String] = [:]) throws -> [String] {
    try Self.plan(changes).cells().map(\.description)
  }

  @Test func everyCombinationInTheOrderOfThePlan() throws {
    let cells = try cells()
    #expect(cells.count == 2 * 2 * 3 * 2)
    #expect(
      cells.prefix(6) == [
        "a mrl clean, training seed 1", "a mrl clean, training seed 2",
        "a mrl symmetric-0.4, noise seed 1, training seed 1",
        "a mrl symmetric-0.4, noise seed 2, training seed 2",
        "a mrl symmetric-0.8, noise seed 1, training seed 1",
        "a mrl symmetric-0.8, noise seed 2, training seed 2",
      ])
    #expect(cells[6] == "a ours clean, training seed 1")
  }

  @Test func labelSetsAreNamedAsInjectNoiseNamesThem() throws {
    let cells = try Self.plan([
      "noise": """
      [{"model": "pair-flip", "rates": [0, 0.25], "semantics": "redraw", "sharing": "independent"},
       {"labels": ["mrl-0.4"]}]
      """
    ]).cells().filter { $0.store == "a" && $0.method == "mrl" && $0.trainingSeed == 2 }
    #expect(
      cells.map(\.labels) == ["clean", "pair-flip-0.25-s2-redraw-independent", "mrl-0.4"])
    #expect(cells.map(\.noise) == ["clean", "pair-flip-redraw-independent", "label-sets"])
    #expect(cells.map(\.rate) == [0, 0.25, nil])
    #expect(cells.map(\.noiseSeed) == [nil, 2, nil])
  }

  @Test func crossedSeeds() throws {
    let cells = try cells([
      "seeds": #"{"noise": [1, 2], "training": [7, 8, 9]}"#,
      "stores": #"[{"name": "a", "path": "a.h5"}]"#, "methods": #"["mrl"]"#,
      "noise": #"["clean", {"rates": [0.4]}]"#,
    ])
    #expect(cells.count == 3 + 6)
    #expect(cells[0] == "a mrl clean, training seed 7")
    #expect(
      cells[3...5].map { $0 }
        == [7, 8, 9].map {
          "a mrl symmetric-0.4, noise seed 1, training seed \($0)"
        })
  }

  @Test func limitsOfStoresMethodsAndNoise() throws {
    let cells = try cells([
      "stores": """
      [{"name": "a", "path": "a.h5"}, {"name": "b", "path": "b.h5", "rates": [0.8], "seeds": {"paired": [2]}}]
      """,
      "methods": #"["mrl", {"name": "uot-rcl", "seeds": {"paired": [1]}}]"#,
      "noise": """
      [{"rates": [0, 0.4, 0.8]}, {"rates": [0.8], "sharing": "independent", "methods": ["mrl"], "stores": ["b"]}]
      """,
    ])
    #expect(
      cells.filter { $0.hasPrefix("b") } == [
        "b mrl symmetric-0.8, noise seed 2, training seed 2",
        "b mrl symmetric-0.8-independent, noise seed 2, training seed 2",
      ])
    #expect(cells.filter { $0.hasPrefix("a mrl") }.count == 6)
    #expect(cells.filter { $0.hasPrefix("a uot-rcl") }.count == 3)
  }

  @Test func aConditionThatOccursTwiceIsOne() throws {
    let once = try cells(["noise": #"[{"rates": [0, 0.4]}]"#])
    #expect(try cells(["noise": #"["clean", {"rates": [0, 0.4]}, {"rates": [0.4]}]"#]) == once)
  }

  /// The plans that the package ships, and the one of its documentation: by schema and by reader.
  @Test(arguments: [
    ("tools/plans/comparison.json", 981), ("tools/plans/all-rows.json", 45),
    ("Sources/CMRGrid/CMRGrid.docc/CMRGrid.md", 62),
  ])
  func shippedPlans(_ name: String, cells: Int) throws {
    let path = "\(SharedData.packageRoot)/\(name)"
    var text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    if name.hasSuffix(".md") {
      let block = text.split(separator: "```json\n", maxSplits: 1).last ?? ""
      text = String(block.prefix(upTo: try #require(block.firstRange(of: "```")).lowerBound))
    }
    #expect(try SchemaCatalog.validate(json: text, against: "grid") == [])
    #expect(try GridPlan(document: JSONValue(parsing: text)).cells().count == cells)
  }
}
