package import CMRDense
import RealModule

/// The cost of the transport, -log of the votes.
///
/// With ``UOTRCL/Scaling/global`` the level of a row's votes stays: partial transport moves the
/// cheapest rows first, so rows whose neighbours are near and agree are corrected first.
package struct VoteCost {
  private let scaling: UOTRCL.Scaling
  private let floor: Double

  /// A cost of votes that are divided by the mean that `scaling` names and count at least `floor`.
  package init(scaling: UOTRCL.Scaling, floor: Double) {
    self.scaling = scaling
    self.floor = floor
  }

  /// C_ik = -log(max(vote_ik / scale, floor)), `[N, K]`, in the storage of `votes`.
  package func cost(of votes: consuming Matrix<Double>) -> Matrix<Double> {
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
