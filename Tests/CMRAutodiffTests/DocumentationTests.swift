import CMRAutodiff
import CMRDense
import CMRRandom
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// The examples of the documentation, compiled and run.
struct DocumentationTests {
  @Test func workedExample() throws {
    // example
    let inputs = Matrix<Float>([[1, 0], [0, 1], [1, 1], [0, 0]])
    let labels = [1, 1, 0, 0]  // exclusive or
    var stream = RandomStream(seed: 1, domain: "example")
    var parameters = Parameters<Float>([
      ("hidden.weight", .fanInUniform(rows: 2, columns: 16, fanIn: 2) { stream.uniform() }),
      ("hidden.bias", .fanInUniform(rows: 1, columns: 16, fanIn: 2) { stream.uniform() }),
      ("classes", .fanInUniform(rows: 16, columns: 2, fanIn: 16) { stream.uniform() }),
    ])
    var optimiser = Adam(for: parameters)
    let schedule = Schedule.cosine(total: 200, floor: 0)
    let tape = Tape<Float>()
    var loss: Float = 0
    for step in 0..<200 {
      tape.reset()
      let variables = tape.parameters(parameters)
      let hidden = tape.constant(inputs)
        .linear(variables["hidden.weight"], variables["hidden.bias"], activation: .relu)
      let objective = hidden.matmul(variables["classes"]).crossEntropy(labels: labels)
      loss = objective.scalar
      let gradients = tape.gradients(of: objective)
      optimiser.update(
        &parameters, variables, gradients, learningRate: schedule.rate(0.05, at: step))
    }
    // end of example
    #expect(loss < 0.02, "exclusive or is learnt")
  }

  @Test func theArticleShowsTheCompiledExample() throws {
    let root = SharedData.packageRoot
    let article = try lines(root.appending("Sources/CMRAutodiff/CMRAutodiff.docc/CMRAutodiff.md"))
    let tests = try lines(root.appending("Tests/CMRAutodiffTests/DocumentationTests.swift"))
    let start = try #require(tests.firstIndex(of: "// example"))
    let end = try #require(tests.firstIndex(of: "// end of example"))
    let opening = try #require(article.firstIndex(of: "```swift"))
    let closing = try #require(article[(opening + 1)...].firstIndex(of: "```"))
    #expect(Array(article[(opening + 1)..<closing]) == Array(tests[(start + 1)..<end]))
  }

  @Test func tapeExample() {
    let tape = Tape<Double>()
    let x = tape.constant(Matrix([[1, 2], [3, 4]]))
    let w = tape.parameter(Matrix([[0.5], [-0.5]]))
    let loss = x.matmul(w).square().mean()
    let slope = tape.gradients(of: loss)[w]
    #expect(loss.scalar == 0.25 && slope == Matrix([[-2], [-3]]))
  }

  private func lines(_ path: FilePath) throws -> [String] {
    try String(contentsOf: URL(filePath: path.string), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in String(line.drop { $0 == " " }) }
  }
}
