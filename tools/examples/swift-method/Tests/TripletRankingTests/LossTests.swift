import CMRAutodiff
import CMRDense
import Testing
import TrainingTesting
import TripletRanking

/// The loss against figures worked out by hand, and its gradient in 64 bits.
@Suite struct LossTests {
  /// Cosines: own pairs .8, 1 and .6; u_0 is as near to v_2, and v_0 to u_2.
  private let u = Matrix<Double>([[1, 0], [0, 1], [0.6, 0.8]])
  private let v = Matrix<Double>([[0.8, 0.6], [0, 1], [1, 0]])

  private func loss(_ margin: Double, _ negatives: TripletRanking.Negatives) -> Double {
    let tape = Tape<Double>()
    let loss = TripletLoss(margin: margin, negatives: negatives)
    return loss.loss(tape.constant(u), tape.constant(v)).scalar
  }

  @Test func byHand() {
    // s = [[.8, 0, 1], [.6, 1, 0], [.96, .8, .6]]
    // Rows ask: .2 + 1 - .8, 0, .2 + .96 - .6; columns ask: .2 + .96 - .8, .2 + .8 - 1, .2 + 1 - .6.
    #expect(abs(loss(0.2, .hardest) - (0.4 + 0.56 + 0.36 + 0 + 0.6) / 3) < 1e-12)
    // Further strangers within the margin: row 2 against column 1, column 0 against row 1.
    #expect(abs(loss(0.2, .all) - (0.4 + 0.56 + 0.4 + 0.36 + 0 + 0.6) / 3) < 1e-12)
  }

  @Test(arguments: [TripletRanking.Negatives.hardest, .all])
  func gradient(negatives: TripletRanking.Negatives) throws {
    try checkGradient(of: [u, v], names: ["u", "v"], method: TripletRanking.name) {
      TripletLoss(margin: 0.3, negatives: negatives).loss($1[0], $1[1])
    }
  }
}
