import CMRAutodiff
import CMRDense
import CMRMethods
import CMRRandom
import CMRTestSupport
import Testing

/// L_SA against the formula of the reference, written out.
@Suite struct SemanticAlignmentTests {
  private let rows = 7
  private let classes = 5

  private func example(_ seed: UInt64) -> (
    logits: [Matrix<Double>], plan: Matrix<Double>, s: Double
  ) {
    var random = RandomStream(seed: seed, domain: "semantic")
    let logits: [Matrix<Double>] = [random.matrix(rows, classes), random.matrix(rows, classes)]
    // N = 20 rows of which the batch has 7; row sums at most 1/N.
    var plan = random.distributions(rows, classes)
    let masses = (0..<rows).map { _ in random.uniform() / 20 }
    plan.scaleRows(by: masses.span)
    return (logits, plan, 0.4)
  }

  private func loss(
    _ logits: [Matrix<Double>], mass: Matrix<Double>, _ form: UOTRCL.SemanticLoss
  ) -> Double {
    let tape = Tape<Double>()
    return SemanticAlignment.loss(logits.map { tape.constant($0) }, mass: mass, form: form).scalar
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>) func equalsTheFormula(seed: UInt64) {
    let (logits, plan, s) = example(seed)
    let (count, batch) = (20.0, Double(rows))
    var entropy = 0.0
    var robust = 0.0
    for i in 0..<rows {
      for modality in logits {
        let p = naiveSoftmax(Array(modality.row(i)))
        for k in 0..<classes {
          entropy += plan[i, k] * naiveLog(p[k])
          robust += plan[i, k] * naiveLog(1 - p[k])
        }
      }
    }
    let mass = (count / s) * plan
    expectClose(
      [loss(logits, mass: mass, .crossEntropy)], [-count / (s * batch) * entropy], relative: 1e-12)
    expectClose(
      [loss(logits, mass: mass, .meanClustering)], [count / (s * batch) * robust], relative: 1e-12)
  }

  /// A plan that moves every row to its given class whole is the cross entropy of the labels.
  @Test func isCrossEntropyOfCertainty() {
    let (logits, _, _) = example(9)
    let labels: [Int32] = [0, 1, 2, 3, 4, 0, 1]
    var mass = Matrix<Double>(rows: rows, columns: classes)
    for (row, label) in labels.enumerated() { mass[row, Int(label)] = 1 }
    let tape = Tape<Double>()
    let entropy = CrossEntropy.loss(logits.map { tape.constant($0) }, [labels, labels]).scalar
    expectClose([loss(logits, mass: mass, .crossEntropy)], [entropy], relative: 1e-12)
  }
}
