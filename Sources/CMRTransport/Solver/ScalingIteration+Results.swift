internal import CMRDense

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension ScalingIteration {
  /// The residual of the plan as it is: see ``TransportPlan/residual``.
  mutating func residual() -> Double {
    var violation = 0.0
    let (side, caps, shiftScaling) = (program.rows, rowCaps, shiftScaling)
    kernel.sweep(rowScalings: &rowScalings, columnScalings: columnScalings, sums: &columnSums) {
      row, sum, scaling in
      violation += side.violation(
        shiftScaling * scaling * sum, at: row, isFree: scaling >= caps[row])
      return scaling
    }
    var total = 0.0
    for column in columnPotentials.indices {
      let scaling = columnScalings[column]
      let mass = shiftScaling * scaling * columnSums[column]
      total += mass
      violation += program.columns.violation(
        mass, at: column, isFree: scaling >= columnCaps[column])
    }
    if let mass = program.mass { violation += abs(total - mass) }
    return violation / program.transportedMass
  }

  /// The plan without its dummies, [n, k].
  func plan() -> Matrix<Double> {
    let (rows, columns) = (program.cost.planRows, program.cost.planColumns)
    var elements = Array(repeating: 0.0, count: rows * columns)
    for row in 0..<rows {
      let scaling = shiftScaling * rowScalings[row]
      for column in 0..<columns {
        elements[row * columns + column] = scaling * kernel[row, column] * columnScalings[column]
      }
    }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }

  /// The potentials with the scalings in them, in the unit of the costs.
  func potentials() -> TransportPotentials {
    var copy = self
    copy.absorbRows()
    copy.absorbColumns()
    let unit = program.cost.regularisation
    let rows = copy.rowPotentials.map { $0 * unit }
    let columns = copy.columnPotentials.map { $0 * unit }
    guard program.cost.hasDummies else {
      return TransportPotentials(rows: rows, columns: columns, shift: copy.shift * unit)
    }
    return TransportPotentials(
      rows: Array(rows.dropLast()), columns: Array(columns.dropLast()), shift: copy.shift * unit,
      dummyRow: rows.last, dummyColumn: columns.last)
  }
}
