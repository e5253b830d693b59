import CMRAutodiff
import CMRDense
import Testing

struct ParametersTests {
  @Test func namesKeepTheirOrder() {
    var parameters = Parameters<Float>([("b", Matrix([[1, 2]])), ("a", Matrix([[3], [4], [5]]))])
    #expect(parameters.names == ["b", "a"])
    #expect(parameters.count == 2 && parameters.elementCount == 5)
    #expect(parameters.contains("a") && !parameters.contains("c"))
    parameters["b"] = Matrix([[7, 8]])
    parameters.withMutable("a") { $0.scale(by: 2) }
    #expect(parameters["b"] == Matrix([[7, 8]]) && parameters["a"] == Matrix([[6], [8], [10]]))
    #expect(parameters != Parameters([("a", parameters["a"]), ("b", parameters["b"])]))
  }

  @Test func variablesByName() {
    let tape = Tape<Double>()
    _ = tape.constant(Matrix([[9]]))
    let variables = tape.parameters(Parameters([("x", Matrix([[2]])), ("y", Matrix([[3]]))]))
    #expect(variables.names == ["x", "y"])
    let gradients = tape.gradients(of: variables["x"] * variables["y"])
    #expect(gradients[variables["x"]] == Matrix([[3]]))
    #expect(gradients[variables["y"]] == Matrix([[2]]))
  }
}
