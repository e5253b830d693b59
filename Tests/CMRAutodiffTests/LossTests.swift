import CMRAutodiff
import CMRDense
import Testing

struct LossTests {
  private func loss(_ logits: [[Double]], _ body: (Variable<Double>) -> Variable<Double>)
    -> (value: Double, gradient: Matrix<Double>)
  {
    let tape = Tape<Double>()
    let x = tape.parameter(Matrix(logits))
    let loss = body(x)
    return (loss.scalar, tape.gradients(of: loss)[x])
  }

  @Test func confidentLogitsStayFinite() {
    let logits = [[800.0, 0, 0], [0, 800, 0]]
    for body in [
      { (x: Variable<Double>) in x.crossEntropy(labels: [1, 0]) },
      { x in x.robustClusteringLoss(labels: [0, 1]) },
      { x in x.meanAbsoluteError(labels: [0, 1]) },
    ] {
      let result = loss(logits, body)
      #expect(result.value.isFinite && result.gradient.isFinite())
    }
    // 1 - p underflows in Double, its logarithm does not: log(2 exp(-800)).
    let robust = loss(logits) { $0.robustClusteringLoss(labels: [0, 1]) }
    #expect(abs(robust.value - (-800 + 0.6931471805599453)) < 1e-9)
  }

  @Test func robustLossIgnoresWhatTheModelDoubts() {
    let agreed = loss([[5, 0, 0]]) { $0.robustClusteringLoss(labels: [0]) }.gradient
    let doubted = loss([[5, 0, 0]]) { $0.robustClusteringLoss(labels: [1]) }.gradient
    #expect(agreed.maximumMagnitude() > 50 * doubted.maximumMagnitude())
  }

  @Test func oneHotTargetsAreLabels() {
    let logits = [[0.3, -1, 2], [0.1, 0.2, 0.3]]
    let soft = loss(logits) { $0.crossEntropy(targets: Matrix([[0, 0, 1], [1, 0, 0]])) }
    let hard = loss(logits) { $0.crossEntropy(labels: [2, 0]) }
    #expect(abs(soft.value - hard.value) < 1e-15)
    #expect((soft.gradient - hard.gradient).maximumMagnitude() < 1e-15)
  }

  /// With all labels different the only positive is the pair: half of MRL's loss.
  @Test func supervisedContrastiveWithoutClassesIsHalfOfMRL() {
    let tape = Tape<Double>()
    let u = tape.constant(Matrix([[1, 0, 0], [0.6, 0.8, 0], [0, 0, 1]]))
    let v = tape.constant(Matrix([[0.8, 0.6, 0], [0, 1, 0], [0, 0.6, 0.8]]))
    let supervised = u.supervisedContrastiveLoss(v, labels: [0, 1, 2], temperature: 0.3).scalar
    let pairs = u.multimodalContrastiveLoss(v, temperature: 0.3).scalar
    #expect(abs(2 * supervised - pairs) < 1e-14)
  }
}
