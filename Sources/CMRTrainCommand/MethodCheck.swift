import CMRCommand
import CMRJSON
import CMRPlugin
import CMRTraining
import TrainingTesting

/// Puts a method through the conformance suite and says how it did, property by property.
struct MethodCheck {
  /// Options of the form `name=value`.
  let given: [String]

  /// Ends with the exit code for "no" where a property does not hold.
  func run<Method: TrainingMethod>(_ method: Method.Type) throws {
    var conformance = try Conformance(of: method, given: options(of: method))
    conformance.unboundedOptions = Plugins.unboundedOptions(of: method)
    var findings: [NonConformance] = []
    for property in ConformanceProperty.allCases {
      do throws(NonConformance) {
        try conformance.check(property)
        Console.result("\(property): kept")
      } catch {
        findings.append(error)
        Console.result("\(property): BROKEN")
      }
    }
    for finding in findings { Console.note("\(finding)") }
    if !findings.isEmpty { throw ExitStatus.negative.exitCode }
  }

  /// What is given, and small encoders where it does not say which.
  private func options<Method: TrainingMethod>(of method: Method.Type) throws -> JSONValue {
    var options = JSONValue.object([:])
    let small: [(String, JSONValue)] = [
      ("encoder.hidden", .array([.integer(12)])), ("encoder.dimension", .integer(8)),
    ]
    let names = method.optionHelp.map(\.name)
    for (name, value) in small where names.contains(name) {
      options.set(name.split(separator: ".").map { String($0) }, to: value)
    }
    for text in given { try options.assign(text, below: []) }
    return options
  }
}
