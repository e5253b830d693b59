import CMRJSON
import CMRMethods
import CMRTraining
import Testing

/// Options: defaults, ranges, names of choices, help.
@Suite struct OptionTests {
  @Test func methodsInOrder() {
    #expect(
      BuiltinMethods.catalog.names == [
        "cca", "pls", "gma", "mvda", "cross-entropy", "dscmr", "sdml", "smln", "mrl", "elrcmr",
        "rono",
        "uot-rcl",
      ])
    for method in BuiltinMethods.all {
      #expect(!method.summary.isEmpty && method.summary.count <= 100)
      #expect(method.requirements.modalities.lowerBound == 2)
    }
  }

  @Test(arguments: BuiltinMethods.catalog.names) func defaultsAreValidAndRoundTrip(name: String)
    throws
  {
    let defaults = try BuiltinMethods.catalog.defaultOptions(of: name)
    #expect(try BuiltinMethods.catalog.resolveOptions(defaults, of: name) == defaults)
  }

  @Test func publishedRecipe() {
    let mrl = MRL.Options()
    #expect(mrl.encoder.hidden == [4096, 4096] && mrl.encoder.dimension == 512)
    #expect(mrl.beta == 0.7 && mrl.classTemperature == 1 && mrl.contrastTemperature == 1)
    let uot = UOTRCL.Options()
    #expect(uot.encoder == mrl.encoder && uot.warmup.epochs == 5 && uot.warmup.beta == 0.7)
    #expect(uot.votes.neighbours == 10 && uot.votes.own == 0.3 && uot.votes.correctedWeight == 0)
    #expect(uot.transport.massStart == 0.3 && uot.transport.massEnd == 0.99)
    #expect(uot.cost == .posterior && uot.transport.massLimit == .expectedRight)
    #expect(uot.posterior.components == 128 && uot.posterior.neighbours == [10, 20, 40, 80])
    #expect(uot.posterior.predictions && uot.posterior.embeddings == 0)
    #expect(uot.transport.massGrowthEnd == 0.6 && uot.transport.regularisation == 0.1)
    #expect(uot.relation.weight == 0.3 && uot.relation.identity == 0.5)
    #expect(uot.relation.regularisation == 0.05 && uot.targets.prototypeMomentum == 0.99)
  }

  @Test(arguments: BuiltinMethods.catalog.names) func everyOptionHasHelp(name: String) throws {
    let method = try BuiltinMethods.catalog.method(named: name)
    let help = method.optionHelp
    let defaults = try BuiltinMethods.catalog.defaultOptions(of: name)
    #expect(Set(help.map(\.name)) == Set(defaults.leaves.map(\.name)))
    #expect(help.count == defaults.leaves.count)
    for entry in help {
      #expect(!entry.text.isEmpty && !entry.text.hasSuffix(".") && !entry.text.contains("\n"))
      #expect(entry.text.count <= 90, "\(entry.name)")
      let value = defaults.leaves.first { $0.name == entry.name }?.value
      if case .string(let choice)? = value {
        #expect(entry.choices.contains(choice), "\(entry.name)")
      } else {
        #expect(entry.choices.isEmpty, "\(entry.name)")
      }
    }
  }

  private func refusal(_ method: String, _ json: String) -> String {
    text {
      _ = try BuiltinMethods.catalog.resolveOptions(JSONValue(parsing: json), of: method)
    }
  }

  @Test(arguments: [
    (
      "cross-entropy", #"{"classTemperature": 0}"#,
      "option 'classTemperature' is 0.0; it must be above 0"
    ),
    (
      "cross-entropy", #"{"encoder": {"hidden": [0]}}"#,
      "option 'encoder.hidden' is 0; it must be 1 or more"
    ),
    ("mrl", #"{"beta": 1.5}"#, "option 'beta' is 1.5; it must be in [0, 1]"),
    (
      "mrl", #"{"contrastTemperature": -1}"#,
      "option 'contrastTemperature' is -1.0; it must be above 0"
    ),
    (
      "uot-rcl", #"{"warmup": {"epochs": -1}}"#,
      "option 'warmup.epochs' is -1; it must be 0 or more"
    ),
    (
      "uot-rcl", #"{"votes": {"neighbours": 0}}"#,
      "option 'votes.neighbours' is 0; it must be 1 or more"
    ),
    ("uot-rcl", #"{"votes": {"own": -0.1}}"#, "option 'votes.own' is -0.1; it must be 0 or more"),
    (
      "uot-rcl", #"{"votes": {"consistencyBound": 0.5}}"#,
      "option 'votes.consistencyBound' is 0.5; it must be 1 or more"
    ),
    ("uot-rcl", #"{"votes": {"floor": 0}}"#, "option 'votes.floor' is 0.0; it must be in (0, 1]"),
    (
      "uot-rcl", #"{"transport": {"massEnd": 1.1}}"#,
      "option 'transport.massEnd' is 1.1; it must be in (0, 1]"
    ),
    (
      "uot-rcl", #"{"transport": {"massStart": 0}}"#,
      "option 'transport.massStart' is 0.0; it must be in (0, 1]"
    ),
    (
      "uot-rcl", #"{"transport": {"regularisation": 0}}"#,
      "option 'transport.regularisation' is 0.0; it must be above 0"
    ),
    (
      "uot-rcl", #"{"prior": {"momentum": 2}}"#,
      "option 'prior.momentum' is 2.0; it must be in [0, 1]"
    ),
    (
      "uot-rcl", #"{"targets": {"momentumEnd": -0.5}}"#,
      "option 'targets.momentumEnd' is -0.5; it must be in [0, 1]"
    ),
    (
      "uot-rcl", #"{"relation": {"temperature": 0}}"#,
      "option 'relation.temperature' is 0.0; it must be above 0"
    ),
    (
      "uot-rcl", #"{"relation": {"maximumIterations": 0}}"#,
      "option 'relation.maximumIterations' is 0; it must be 1 or more"
    ),
    (
      "uot-rcl", #"{"semantic": {"weight": 0}, "relation": {"weight": 0}}"#,
      "option 'semantic.weight' is 0.0; it must be above 0 where relation.weight and "
        + "semantic.contrast are 0"
    ),
    (
      "uot-rcl", #"{"votes": {"consistency": "both"}}"#,
      "option 'votes.consistency' of method 'uot-rcl' cannot be \"both\": it must be one of "
        + "top1-ratio, pairwise, none"
    ),
    (
      "uot-rcl", #"{"votes": {"k": 3}}"#,
      "method 'uot-rcl' has no option 'votes.k'; known here: consistency, consistencyBound, "
        + "corrected, correctedWeight, floor, modalities, neighbours, own, ownScaling, prediction, "
        + "predictionSharpness, rectified, scaling, voters"
    ),
    ("mrl", #"{"beta": "high"}"#, "option 'beta' of method 'mrl' must be a number, found \"high\""),
  ])
  func refusals(method: String, json: String, expected: String) {
    #expect(refusal(method, json) == expected)
  }
}

extension JSONValue {
  /// Every value that is no object, with its path.
  fileprivate var leaves: [(name: String, value: JSONValue)] {
    guard case .object(let members) = self else { return [("", self)] }
    return members.keys.sorted().flatMap { key in
      (members[key]?.leaves ?? []).map { leaf in
        (leaf.name.isEmpty ? key : "\(key).\(leaf.name)", leaf.value)
      }
    }
  }
}
