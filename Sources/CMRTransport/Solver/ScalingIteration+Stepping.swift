#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension ScalingIteration {
  /// Scales all rows, then all columns (and the total mass with them, where it is open).
  ///
  /// - Returns: the residual of the row sums before the step, as a share of the mass.
  mutating func step() throws(TransportError) -> Double {
    let (violation, rowsAreUsable) = scaleRows()
    guard rowsAreUsable, scaleColumns() else {
      // A sum underflowed. The columns' scalings are those of the last step, and rows follow from
      // columns.
      absorbColumns()
      try iterateInLogDomain()
      return violation / program.transportedMass
    }
    if !scalingsAreModerate {
      absorbRows()
      absorbColumns()
      rebuild()
    }
    return violation / program.transportedMass
  }

  private mutating func scaleRows() -> (violation: Double, isUsable: Bool) {
    var violation = 0.0
    var isUsable = true
    let (side, caps, shiftScaling) = (program.rows, rowCaps, shiftScaling)
    kernel.sweep(rowScalings: &rowScalings, columnScalings: columnScalings, sums: &columnSums) {
      row, sum, old in
      let cap = caps[row]
      violation += side.violation(shiftScaling * old * sum, at: row, isFree: old >= cap)
      guard side.sums[row] > 0 else { return 0 }
      let scaling = min(cap, side.sums[row] / (shiftScaling * sum))
      if !(scaling > 0 && scaling.isFinite) {
        isUsable = false
        return old
      }
      return scaling
    }
    return (violation, isUsable)
  }

  /// False if a sum underflowed; the columns are then as they were.
  private mutating func scaleColumns() -> Bool {
    if let mass = program.mass { shiftScaling = openShift(for: mass) }
    guard shiftScaling > 0 && shiftScaling.isFinite else {
      shiftScaling = 1
      return false
    }
    let sums = program.columns.sums
    func scaling(_ column: Int) -> Double {
      guard sums[column] > 0 else { return 0 }
      return min(columnCaps[column], sums[column] / (shiftScaling * columnSums[column]))
    }
    guard sums.indices.allSatisfy({ sums[$0] == 0 || (scaling($0) > 0 && scaling($0).isFinite) })
    else { return false }
    for column in sums.indices { columnScalings[column] = scaling(column) }
    return true
  }

  /// The w with sum over columns of min(b_j, w cap_j c_j) = mass: the columns and the mass, both at
  /// once.
  ///
  /// Newton's method on a concave piecewise linear function, from below: each round takes the
  /// columns that w fills as full, so it ends after as many rounds as there are columns at most,
  /// and mostly after three. 0 if no moderate w will do.
  private func openShift(for mass: Double) -> Double {
    let sums = program.columns.sums
    var shift = 0.0
    for _ in 0...sums.count {
      var (full, open) = (0.0, 0.0)
      for column in sums.indices where sums[column] > 0 {
        let cap = columnCaps[column]
        let weight = cap * columnSums[column]
        if cap == .infinity || shift * weight >= sums[column] {
          full += sums[column]
        } else {
          open += weight
        }
      }
      guard open > 0, mass > full else { return shift }
      let next = (mass - full) / open
      if !(next > shift) { return shift }
      shift = next
    }
    return shift
  }

  private var scalingsAreModerate: Bool {
    let range = Self.scalingRange
    // A scaling of 0 is that of a row or column without mass.
    return rowScalings.allSatisfy { $0 == 0 || range.contains($0) }
      && program.columns.sums.indices.allSatisfy {
        columnScalings[$0] == 0 || range.contains(columnScalings[$0])
      } && range.contains(shiftScaling)
  }
}
