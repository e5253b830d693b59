#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension ScalingIteration {
  /// The potential of the total mass from those of rows and columns, where the mass is open.
  ///
  /// A start needs it before the rows: with too large a one every row's bound is met, and rows and
  /// mass then creep back together over thousands of iterations.
  mutating func balanceMass() throws(TransportError) {
    guard let mass = program.mass else { return }
    var logSums: [Double] = []
    for row in rowPotentials.indices { logSums.append(logSum(ofRow: row) + rowPotentials[row]) }
    try balanceMass(mass, logSums)
  }

  private mutating func balanceMass(_ mass: Double, _ logSums: [Double]) throws(TransportError) {
    let total = logSumExp(logSums)
    guard total > -.infinity else { throw .allForbidden(mass: mass) }
    shift = log(mass) - total
  }

  /// The potentials of the rows from those of the columns, then the columns', then the total
  /// mass's; the kernel with them.
  ///
  /// - Throws: ``TransportError`` where a sum that must be met has infinite costs only.
  mutating func iterateInLogDomain() throws(TransportError) {
    for row in rowPotentials.indices {
      rowPotentials[row] = try potential(
        program.rows, .row, row, logSum: logSum(ofRow: row) + shift)
    }
    let logSums = logSumsOfColumns()
    for column in columnPotentials.indices {
      columnPotentials[column] = try potential(
        program.columns, .column, column, logSum: logSums[column] + shift)
    }
    if let mass = program.mass {
      try balanceMass(mass, zip(columnPotentials, logSums).map { $0 + $1 })
    }
    rebuild()
  }

  /// Puts the potentials into the kernel; scalings start at 1 again.
  mutating func rebuild() {
    kernel.rebuild(
      program.cost, rowPotentials: rowPotentials, columnPotentials: columnPotentials, shift: shift)
    shiftScaling = 1
    for row in rowScalings.indices {
      rowScalings[row] = program.rows.sums[row] > 0 ? 1 : 0
      rowCaps[row] = cap(rowPotentials[row], program.rows)
    }
    for column in columnPotentials.indices {
      columnScalings[column] = program.columns.sums[column] > 0 ? 1 : 0
      columnCaps[column] = cap(columnPotentials[column], program.columns)
    }
  }

  mutating func absorbRows() {
    for row in rowScalings.indices {
      let isFree = rowScalings[row] >= rowCaps[row]
      rowPotentials[row] = isFree ? 0 : rowPotentials[row] + log(rowScalings[row])
    }
  }

  mutating func absorbColumns() {
    for column in columnPotentials.indices {
      let scaling = columnScalings[column]
      let isFree = scaling >= columnCaps[column]
      columnPotentials[column] = isFree ? 0 : columnPotentials[column] + log(scaling)
    }
    shift += log(shiftScaling)
  }

  /// The scaling that makes `potential` 0; infinite where scalings move into the potentials long
  /// before they get there.
  private func cap(_ potential: Double, _ side: ScalingProgram.Side) -> Double {
    side.isBound && potential > -460 ? exp(-potential) : .infinity  // exp(460) is about 1e200
  }

  private func potential(
    _ side: ScalingProgram.Side, _ name: TransportError.Side, _ index: Int, logSum: Double
  ) throws(TransportError) -> Double {
    guard side.sums[index] > 0 else { return -.infinity }
    let potential = log(side.sums[index]) - logSum
    if side.isBound { return min(0, potential) }
    guard potential < .infinity else {
      throw .forbidden(name, index: index, mass: side.sums[index])
    }
    return potential
  }

  /// The largest of the row's exponents without its own potential.
  mutating func largestExponent(ofRow row: Int) -> Double {
    fillExponents(ofRow: row)
    return buffer.reduce(-.infinity, max)
  }

  private mutating func logSum(ofRow row: Int) -> Double {
    fillExponents(ofRow: row)
    return logSumExp(buffer)
  }

  private mutating func fillExponents(ofRow row: Int) {
    program.cost.fill(&buffer, row: row)
    for column in buffer.indices { buffer[column] += columnPotentials[column] }
  }

  /// Two passes over the rows, so that memory is read in its order: the largest exponents, then the
  /// sums.
  private mutating func logSumsOfColumns() -> [Double] {
    var largest = Array(repeating: -Double.infinity, count: buffer.count)
    for row in rowPotentials.indices {
      program.cost.fill(&buffer, row: row)
      for column in buffer.indices {
        largest[column] = max(largest[column], buffer[column] + rowPotentials[row])
      }
    }
    var sums = Array(repeating: 0.0, count: buffer.count)
    for row in rowPotentials.indices {
      program.cost.fill(&buffer, row: row)
      for column in buffer.indices where largest[column] > -.infinity {
        sums[column] += exp(buffer[column] + rowPotentials[row] - largest[column])
      }
    }
    return zip(largest, sums).map { $0 == -.infinity ? $0 : $0 + log($1) }
  }

  private func logSumExp(_ exponents: [Double]) -> Double {
    let largest = exponents.reduce(-.infinity, max)
    guard largest > -.infinity else { return largest }
    return largest + log(exponents.reduce(0) { $0 + exp($1 - largest) })
  }
}
