import CMRAutodiff
import CMRDense
import CMRRandom
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

struct OperationGradientTests {
  @Test(arguments: OperationCase.all, [(1, 1), (2, 3), (5, 4), (9, 17)])
  func gradientEqualsDifferenceQuotient(operation: OperationCase, shape: (Int, Int)) {
    for seed in 1...3 as ClosedRange<UInt64> {
      let inputs = operation.inputs(shape.0, shape.1, seed: seed)
      let worst = gradientCheck(of: inputs) { tape, variables in
        weighted(operation.body(tape, variables))
      }
      #expect(worst.error < 2e-8, "seed \(seed): \(worst)")
    }
  }

  /// Only one input wants a gradient at a time: the others are skipped, and its own gradient is the
  /// same.
  @Test(arguments: OperationCase.all)
  func constantsAreSkipped(operation: OperationCase) {
    let inputs = operation.inputs(5, 4, seed: 4)
    let tape = Tape<Double>()
    let all = inputs.map { tape.parameter($0) }
    let gradients = tape.gradients(of: weighted(operation.body(tape, all)))
    let expected = all.map { gradients[$0] }
    for wanted in inputs.indices {
      tape.reset()
      let variables = inputs.enumerated().map {
        $0 == wanted ? tape.parameter($1) : tape.constant($1)
      }
      let some = tape.gradients(of: weighted(operation.body(tape, variables)))
      #expect(some[variables[wanted]] == expected[wanted])
    }
    tape.reset()
    let result = operation.body(tape, inputs.map { tape.constant($0) })
    #expect(!result.wantsGradient && tape.recordedKinds.isEmpty)
  }

  @Test func everyKindOfOperationIsInTheTable() {
    let tape = Tape<Double>()
    var seen = Set<OperationKind>()
    for operation in OperationCase.all {
      tape.reset()
      _ = operation.body(tape, operation.inputs(4, 5, seed: 1).map { tape.parameter($0) })
      seen.formUnion(tape.recordedKinds)
    }
    let missing = OperationKind.allCases.filter { !seen.contains($0) }
    #expect(missing.isEmpty, "operations without a gradient check: \(missing)")
  }

  /// Reads the sources: a public function of an operation or loss that no case covers fails here.
  @Test(arguments: ["Operations", "Losses"])
  func everyPublicFunctionIsInTheTable(folder: String) throws {
    let path = SharedData.packageRoot.appending("Sources/CMRAutodiff/\(folder)").string
    let covered = Set(OperationCase.all.flatMap(\.covers))
    let files = try FileManager.default.contentsOfDirectory(atPath: path)
    #expect(!files.isEmpty)
    for file in files.sorted() {
      let text = try String(contentsOf: URL(filePath: "\(path)/\(file)"), encoding: .utf8)
      for line in text.split(separator: "\n") {
        guard let name = Self.publicFunction(line) else { continue }
        #expect(covered.contains(name), "\(file): '\(name)' has no gradient check")
      }
    }
  }

  private static func publicFunction(_ line: Substring) -> String? {
    let words = line.split(separator: " ")
    guard words.first == "public", let keyword = words.firstIndex(of: "func") else { return nil }
    return String(words[keyword + 1].prefix { $0 != "(" })
  }

  /// A scalar in which every element of the result has its own weight.
  private func weighted(_ result: Variable<Double>) -> Variable<Double> {
    let count = result.rows * result.columns
    var stream = RandomStream(seed: UInt64(count), domain: "weights")
    let weights = (0..<count).map { _ in stream.uniform() + 0.5 }
    return result.weightedSum(
      Matrix(rows: result.rows, columns: result.columns, elements: weights))
  }
}
