import CMRGrid
import CMRJSON
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// What a person reads when a grid plan is wrong.
@Suite struct GridPlanErrorTests {
  private func message(_ changes: [String: String]) -> String {
    do {
      _ = try GridPlanTests.plan(changes)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    (
      #"["mrl", "mrl"]"#,
      "method 1 and method 2 of the grid plan have the same label 'mrl'; give one of them a label of its own"
    ),
    ("[]", "key 'methods' of the grid plan is missing or empty; give one method or more"),
    (
      #"["a/b"]"#,
      "key 'label' of method 1 of the grid plan is 'a/b', which cannot be a part of a folder's name; use letters, "
        + "digits, '.', '_', '+' and '-', beginning with a letter or digit"
    ),
    (
      #"[{"label": "a"}]"#,
      "key 'name' of method 1 of the grid plan is missing or empty; give the name of a method"
    ),
    (
      #"[{"name": "mrl", "option": {}}]"#,
      "method 1 of the grid plan has no key 'option'; known here: fit, label, name, options, seeds"
    ),
    (#"[3]"#, "the keys of method 1 of the grid plan must be an object, found 3"),
    (
      #"[{"name": "mrl", "fit": {"seed": 3}}]"#,
      "'fit' of method 'mrl' sets 'seed', which the grid sets for every cell; name seeds in 'seeds'"
    ),
    (
      #"[{"name": "mrl", "seeds": {"paired": [3]}}]"#,
      "key 'seeds.paired' of method 'mrl' has the seed 3, which the grid plan does not have; it has 1, 2"
    ),
    (
      #"[{"name": "mrl", "seeds": {"noise": [1], "training": [1]}}]"#,
      "key 'seeds' of method 'mrl' has another form than that of the grid plan; it takes some of the plan's seeds: name "
        + "them as 'paired'"
    ),
  ])
  func methods(_ methods: String, _ expected: String) {
    #expect(message(["methods": methods]) == expected)
  }

  @Test(arguments: [
    (
      "[]",
      "key 'stores' of the grid plan is missing or empty; give one store or more, with name and path"
    ),
    (
      #"[{"name": "a", "path": "a.h5"}, {"name": "a", "path": "b.h5"}]"#,
      "store 1 and store 2 of the grid plan have the same name 'a'; give one of them another name"
    ),
    (
      #"[{"name": "a"}]"#,
      "key 'path' of store 1 of the grid plan is missing or empty; give a store's file"
    ),
    (
      #"[{"path": "a.h5"}]"#,
      "key 'name' of store 1 of the grid plan is missing or empty; give a name"
    ),
    (
      #"[{"name": "a", "path": "a.h5", "rates": [0.5]}]"#,
      "key 'rates' of store 'a' has 0.5, which no noise of the grid plan has; it has 0.0, 0.4, 0.8"
    ),
    (
      #"[{"name": "a", "path": "a.h5", "rates": []}]"#,
      "store 'a' takes part in no cell; check its seeds and rates, and who takes part in each noise"
    ),
    (
      #"[{"name": "a", "path": "a.h5", "fit": {"splits": {"report": "test"}}}]"#,
      "'fit' of store 'a' sets 'splits.report', which the grid sets for every cell; name the split in 'evaluate'"
    ),
  ])
  func stores(_ stores: String, _ expected: String) {
    #expect(message(["stores": stores]) == expected)
  }

  @Test(arguments: [
    (
      "[]", #"key 'noise' of the grid plan is missing or empty; give conditions, such as ["clean"]"#
    ),
    (
      #"[{"model": "symetric", "rates": [0.4]}]"#,
      "key 'model' of noise 1 of the grid plan names 'symetric', which is not known; known: symmetric, asymmetric, "
        + "pair-flip, instance, replace, add"
    ),
    (
      #"[{"rates": [0.4], "semantics": "draw"}]"#,
      "key 'semantics' of noise 1 of the grid plan names 'draw', which is not known; known: exact, redraw"
    ),
    (
      #"[{"rates": [0.4], "sharing": "none"}]"#,
      "key 'sharing' of noise 1 of the grid plan names 'none', which is not known; known: shared, independent"
    ),
    (
      #"["clean", {"rates": [1.5]}]"#,
      "key 'rates' of noise 2 of the grid plan: noise rate '1.5' is not between 0 and 1; a rate is a share of the "
        + "training rows, such as 0.4"
    ),
    (
      #"[{"rates": [-0.1]}]"#,
      "key 'rates' of noise 1 of the grid plan: noise rate '-0.1' is not between 0 and 1; a rate is a share of the "
        + "training rows, such as 0.4"
    ),
    (
      #"[{"rates": ["0.4"]}]"#,
      #"key 'rates.0' of noise 1 of the grid plan must be a number, found "0.4""#
    ),
    (
      #"[{}]"#,
      "key 'rates' of noise 1 of the grid plan is missing or empty; give a list such as [0, 0.2, 0.4]"
    ),
    (
      #"[{"rates": [0.4], "labels": ["x"]}]"#,
      "noise 1 of the grid plan has both 'rates' and 'labels'; rates are of noise that is drawn, labels are sets that "
        + "the stores have; make two entries"
    ),
    (
      #"[{"rates": [0.4], "methods": ["uot-rcl"]}]"#,
      "key 'methods' of noise 1 of the grid plan names 'uot-rcl', which is not known; known: mrl, ours"
    ),
    (
      #"[{"rates": [0.4], "stores": ["c"]}]"#,
      "key 'stores' of noise 1 of the grid plan names 'c', which is not known; known: a, b"
    ),
    (
      #"[{"rates": [0.4], "methods": ["mrl"]}]"#,
      "method 'ours' takes part in no cell; check its seeds and rates, and who takes part in each noise"
    ),
  ])
  func noise(_ noise: String, _ expected: String) {
    #expect(message(["noise": noise]) == expected)
  }

  private static let form =
    #"{"paired": [1, 2, 3]} or {"noise": [1, 2, 3], "training": [1, 2, 3]}"#

  @Test(arguments: [
    (
      #"{"paired": []}"#,
      "key 'seeds.paired' of the grid plan is missing or empty; give one seed or more"
    ),
    (
      #"{"noise": [1], "training": []}"#,
      "key 'seeds.training' of the grid plan is missing or empty; give one seed or more"
    ),
    (
      #"{"paired": [1, 2, 1]}"#,
      "key 'seeds.paired' of the grid plan has the seed 1 twice; name every seed once"
    ),
    ("null", "key 'seeds' of the grid plan is missing or empty; give \(form)"),
    (
      #"{"noise": [1]}"#,
      #"key 'seeds' of the grid plan cannot be {"noise": [1]}: it must be of the form \#(form)"#
    ),
    ("5", "key 'seeds' of the grid plan cannot be 5: it must be of the form \(form)"),
    (
      #"{"paired": [-1]}"#,
      "key 'seeds.paired.0' of the grid plan cannot be -1: it must be a whole number from 0 to 18446744073709551615"
    ),
  ])
  func seeds(_ seeds: String, _ expected: String) {
    #expect(message(["seeds": seeds]) == expected)
  }

  @Test func otherKeys() {
    #expect(
      message(["gridVersion": "2"])
        == "the grid plan has version 2, this program reads version 1; use a newer program")
    #expect(
      message(["store": "[]"])
        == "the grid plan has no key 'store'; known here: evaluate, fit, gridVersion, methods, noise, seeds, stores"
    )
    #expect(
      message(["fit": #"{"method": {"name": "mrl"}}"#])
        == "'fit' of the grid plan sets 'method.name', which the grid sets for every cell; name methods in 'methods'"
    )
  }

  @Test func filesAreNamed() throws {
    try withTemporaryFolder { folder in
      let path = folder("plan.json")
      func message() -> String {
        do {
          _ = try GridPlan(contentsOf: path)
          return "no error"
        } catch {
          return "\(error)"
        }
      }
      #expect(
        message()
          == "cannot read the grid plan '\(path)'; check that the file is there; 'cmrdata schema grid' says what one holds"
      )
      try Data("{\n  \"stores\": [,]\n}".utf8).write(to: URL(filePath: path.string))
      #expect(message().hasPrefix("\(path):2:14: "))
      try Data([0xff, 0xfe]).write(to: URL(filePath: path.string))
      #expect(message() == "\(path): the grid plan is not UTF-8 text; save it as UTF-8")
      try Data("{}".utf8).write(to: URL(filePath: path.string))
      #expect(message().hasPrefix("\(path): key 'seeds' of the grid plan is missing"))
    }
  }
}
