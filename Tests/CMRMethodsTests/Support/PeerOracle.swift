import CMRAutodiff
import CMRDense
import CMRJSON
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// A case for `tools/oracles/peers.py`: the same inputs through the tape and through NumPy.
struct PeerOracle {
  private struct Answer: Decodable {
    let loss: Double
    let gradients: [String: [[Double]]]
  }

  private let inputs: [(name: String, matrix: Matrix<Double>)]
  private let document: JSONValue

  init(
    _ method: String, _ inputs: [(name: String, matrix: Matrix<Double>)],
    numbers: [String: Double], lists: [String: JSONValue]
  ) {
    self.inputs = inputs
    var members = lists
    for (name, number) in numbers { members[name] = .number(number) }
    members["method"] = .string(method)
    members["inputs"] = .object(
      Dictionary(uniqueKeysWithValues: inputs.map { ($0.name, $0.matrix.json) }))
    document = .object(members)
  }

  /// Expects value and gradient of `loss` to be NumPy's, to 1e-9.
  func expect(_ loss: ([Variable<Double>]) -> Variable<Double>) async throws {
    let answer = try await answer()
    let tape = Tape<Double>()
    let variables = inputs.map { tape.parameter($0.matrix) }
    let result = loss(variables)
    #expect(abs(result.scalar - answer.loss) < 1e-9, "loss \(result.scalar), NumPy \(answer.loss)")
    let gradients = tape.gradients(of: result)
    for (input, variable) in zip(inputs, variables) {
      let expected = try #require(answer.gradients[input.name]).flatMap(\.self)
      expectClose(
        gradients[variable].elements, expected, absolute: 1e-9, "derivative by '\(input.name)'")
    }
  }

  private func answer() async throws -> Answer {
    let script = FilePath(#filePath).removingLastComponent().removingLastComponent()
      .removingLastComponent().removingLastComponent().appending("tools/oracles/peers.py")
    let python = try #require(Tool.installed("python3"))
    return try await withTemporaryFolder { folder in
      let file = folder("case.json").string
      try Data(document.text().utf8).write(to: URL(filePath: file))
      let run = try await python.run([script.string, file])
      guard run.status == 0 else { throw Failed(text: run.errors) }
      return try JSONValue(parsing: run.output).decoded()
    }
  }

  private struct Failed: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
  }
}

extension Matrix<Double> {
  /// Rows of numbers.
  var json: JSONValue {
    .array((0..<rows).map { .array(row($0).map { .number($0) }) })
  }
}

extension [[Int32]] {
  /// Lists of whole numbers.
  var json: JSONValue {
    .array(map { .array($0.map { .integer(Int128($0)) }) })
  }
}
