import CMRAutodiff
import CMRDense
import Testing

/// The check itself must be able to fail.
struct GradientCheckTests {
  @Test func findsAWrongGradient() {
    let x = Matrix<Double>([[0.1, 0.2], [0.3, 4]])
    // Half of x² is taken as constant: the derivative comes out as x and not 2x.
    let worst = gradientCheck(of: [x]) { _, inputs in (inputs[0] * inputs[0].detached()).sum() }
    #expect(worst.row == 1 && worst.column == 1)
    #expect(worst.analytic == 4 && abs(worst.numeric - 8) < 1e-9)
    #expect(abs(worst.error - 0.5) < 1e-9)
    #expect(worst.description.hasPrefix("input 0 [1, 1]: derivative 4.0, difference quotient "))
  }

  @Test func notANumberIsWorst() {
    let x = Matrix<Double>([[1, -1, 2]])
    let worst = gradientCheck(of: [x]) { _, inputs in inputs[0].log().sum() }
    #expect(worst.error.isNaN)
  }

  @Test func namesTheInput() {
    let x = Matrix<Double>([[1]])
    let worst = gradientCheck(of: [x, x]) { _, inputs in inputs[0] * inputs[1].detached() }
    #expect(worst.input == 1)
  }
}
