import CMRDense
import RealModule

/// The cost of the transport, -log of the votes.
///
/// With ``UOTRCL/Scaling/global`` the level of a row's votes stays: partial transport moves the cheapest rows first, so rows whose
/// neighbours are near and agree are corrected first.
struct VoteCost {
  let scaling: UOTRCL.Scaling
  let floor: Double

  /// C_ik = -log(max(vote_ik / scale, floor)), `[N, K]`, in the storage of `votes`.
  func cost(of votes: consuming Matrix<Double>) -> Matrix<Double> {
    var cost = votes
    switch scaling {
    case .none: convert(&cost, 0..<cost.count, scale: 1)
    case .global: convert(&cost, 0..<cost.count, scale: cost.mean())
    case .row:
      for row in 0..<cost.rows {
        let mean = cost.row(row).reduce(0, +) / Double(cost.columns)
        convert(&cost, cost.rowRange(row), scale: mean)
      }
    }
    return cost
  }

  private func convert(_ cost: inout Matrix<Double>, _ range: Range<Int>, scale: Double) {
    // Where nobody voted there is nothing to divide by, and every class costs the most.
    let factor = scale > 0 ? 1 / scale : 1
    var elements = cost.mutableSpan
    for index in range { elements[index] = -Double.log(max(elements[index] * factor, floor)) }
  }
}
