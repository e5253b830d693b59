import CMRJSON
import CMRMethods
import CMRTraining
import Testing
import TrainingTesting

/// The built-in methods, by the lines that a method of any other package is tested with.
@Suite struct BuiltinMethodTests {
  /// Small encoders; fewer neighbours and a warm-up of one epoch where a method has them.
  private static let given = [
    "uot-rcl": #"{"encoder": \#(encoder), "votes": {"neighbours": 3}, "warmup": {"epochs": 1}}"#,
    "cca": linear, "pls": linear, "gma": linear, "mvda": linear,
    "rono": #"{"encoder": \#(encoder), "warmupEpochs": 3}"#,
  ]
  private static let linear = #"{"encoder": {"dimension": 4}}"#
  private static let encoder = #"{"hidden": [12], "dimension": 8}"#

  @Test(arguments: BuiltinMethods.catalog.names, ConformanceProperty.allCases)
  func conforms(name: String, property: ConformanceProperty) throws {
    try check(BuiltinMethods.catalog.method(named: name), property)
  }

  /// Differences are taken in 32 bits across kinks: the tolerance must not depend on luck.
  @Test(arguments: BuiltinMethods.catalog.names, 2...5)
  func gradientsOnOtherData(name: String, seed: UInt64) throws {
    try check(BuiltinMethods.catalog.method(named: name), .gradients, seed: seed)
  }

  private func check<Method: TrainingMethod>(
    _ method: Method.Type, _ property: ConformanceProperty, seed: UInt64 = 1
  ) throws {
    let text = Self.given[Method.name] ?? #"{"encoder": \#(Self.encoder)}"#
    var conformance = try Conformance(of: method, given: JSONValue(parsing: text))
    conformance.seed = seed
    switch conformance.options {
    case let options as UOTRCL.Options:
      conformance.gradientOptions = options.withFixedPartsOff as? Method.Options
    case let options as ELRCMR.Options:
      conformance.gradientOptions = options.withFixedPartsOff as? Method.Options
    default: break
    }
    try conformance.check(property)
  }
}

extension UOTRCL.Options {
  /// Without the relation alignment, whose transport is solved anew for every batch and held fixed
  /// on the tape; `LossGradientTests` checks it in 64 bits.
  fileprivate var withFixedPartsOff: UOTRCL.Options {
    var options = self
    options.relation.weight = 0
    return options
  }
}

extension ELRCMR.Options {
  /// Targets stay where they are: those of a step follow its own predictions, and are held fixed on
  /// the tape. `PeerOracleTests` checks the regularisation in 64 bits.
  fileprivate var withFixedPartsOff: ELRCMR.Options {
    var options = self
    options.momentum = 1
    return options
  }
}
