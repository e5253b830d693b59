import CMRAutodiff
import CMRDense
import CMRMethods
import CMRRandom
import Testing

/// The gradient of every loss by embeddings and class matrix, in Double, against central
/// differences.
@Suite struct LossGradientTests {
  private let rows = 5
  private let classes = 4
  private let dimension = 6

  /// Un-normalised embeddings of both modalities, and a class matrix.
  private func inputs(_ seed: UInt64) -> [Matrix<Double>] {
    var random = RandomStream(seed: seed, domain: "loss-gradients")
    return [
      random.matrix(rows, dimension), random.matrix(rows, dimension),
      random.matrix(dimension, classes),
    ]
  }

  /// The worst disagreement of `loss`, which sees z of both modalities and their logits z W / tau1.
  private func check(
    _ seed: UInt64,
    _ loss: (_ embeddings: [Variable<Double>], _ logits: [Variable<Double>]) -> Variable<Double>
  ) -> GradientCheck {
    gradientCheck(of: inputs(seed)) { _, inputs in
      let embeddings = inputs.prefix(2).map { $0.normaliseRows() }
      return loss(embeddings, embeddings.map { $0.matmul(inputs[2]) / 0.7 })
    }
  }

  private func labels(_ seed: UInt64) -> [[Int32]] {
    var random = RandomStream(seed: seed, domain: "loss-gradients/labels")
    return [random.labels(rows, classes: classes), random.labels(rows, classes: classes)]
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>) func crossEntropy(seed: UInt64) {
    let worst = check(seed) { _, logits in CrossEntropy.loss(logits, labels(seed)) }
    #expect(worst.error < 1e-8, "\(worst)")
  }

  @Test(arguments: [0, 0.7, 1], 1...2 as ClosedRange<UInt64>)
  func mrl(beta: Double, seed: UInt64) {
    let loss = MRLLoss(beta: beta, contrastTemperature: 0.6)
    let worst = check(seed) { loss.loss($1, $0, labels(seed)) }
    #expect(worst.error < 1e-8, "\(worst)")
  }

  @Test(arguments: UOTRCL.SemanticLoss.allCases, 1...2 as ClosedRange<UInt64>)
  func semanticAlignment(form: UOTRCL.SemanticLoss, seed: UInt64) {
    var random = RandomStream(seed: seed, domain: "mass")
    let mass = random.distributions(rows, classes)
    let worst = check(seed) { SemanticAlignment.loss($1, mass: mass, form: form) }
    #expect(worst.error < 1e-8, "\(worst)")
  }

  @Test(arguments: UOTRCL.RelationLoss.allCases, 1...2 as ClosedRange<UInt64>)
  func relationAlignment(form: UOTRCL.RelationLoss, seed: UInt64) throws {
    var options = UOTRCL.RelationOptions()
    options.loss = form
    options.temperature = 0.4
    let alignment = RelationAlignment(options: options)
    var random = RandomStream(seed: seed, domain: "costs")
    let matches = try alignment.matches(random.distributions(rows, rows))
    let worst = check(seed) { embeddings, _ in alignment.loss(embeddings, matches) }
    #expect(worst.error < 1e-8, "\(worst)")
  }
}
