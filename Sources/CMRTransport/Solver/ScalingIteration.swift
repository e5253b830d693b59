/// The state of Sinkhorn's iteration: potentials, and scalings near 1 that complete them.
///
/// The plan is T_ij = exp(f_i + log u_i + g_j + log v_j + h + log w - C_ij / eps).
struct ScalingIteration {
  let program: ScalingProgram

  // Logarithms, in units of the regularisation.
  var rowPotentials: [Double]
  var columnPotentials: [Double]
  var shift: Double

  var rowScalings: [Double]
  var columnScalings: Lanes
  var shiftScaling = 1.0

  /// The scalings that make the potentials of bounded sums 0.
  var rowCaps: [Double]
  var columnCaps: [Double]

  var kernel: ScalingKernel
  var columnSums: Lanes
  var buffer: [Double]

  /// The scalings outside of which they move into the potentials. An entry of the kernel that
  /// underflows at 1e-308 is then still below 1e-108 of the mass in the plan.
  static let scalingRange = 1e-100...1e100

  /// Starts with one iteration.
  init(
    _ program: ScalingProgram, startingFrom start: TransportPotentials?
  ) throws(TransportError) {
    let (rows, columns) = (program.cost.rows, program.cost.columns)
    self.program = program
    rowPotentials = Array(repeating: 0, count: rows)
    (columnPotentials, shift) = try Self.start(program, start)
    rowScalings = Array(repeating: 1, count: rows)
    columnScalings = Lanes(repeating: 1, count: columns)
    rowCaps = Array(repeating: .infinity, count: rows)
    columnCaps = Array(repeating: .infinity, count: columns)
    kernel = ScalingKernel(rows: rows, columns: columns)
    columnSums = Lanes(repeating: 0, count: columns)
    buffer = Array(repeating: 0, count: columns)
    if start == nil { try balanceMass() }
    try begin()
  }

  /// The first iteration, from potentials of the rows that make the largest entry of each 1.
  ///
  /// Every entry is then exponentiated once; in the log domain it would be three times. Where a row
  /// has no entry, the log domain knows what to say.
  private mutating func begin() throws(TransportError) {
    for row in rowPotentials.indices {
      let largest = largestExponent(ofRow: row)
      guard largest > -.infinity else { return try iterateInLogDomain() }
      rowPotentials[row] = -largest - shift
    }
    rebuild()
    _ = try step()
  }

  /// The column potentials to start from; rows follow from them.
  private static func start(
    _ program: ScalingProgram, _ start: TransportPotentials?
  ) throws(TransportError) -> (columns: [Double], shift: Double) {
    let cost = program.cost
    var columns = Array(repeating: 0.0, count: cost.columns)
    var shift = 0.0
    if let start {
      guard start.rows.count == cost.planRows else {
        throw .startLength(.row, count: start.rows.count, expected: cost.planRows)
      }
      guard start.columns.count == cost.planColumns else {
        throw .startLength(.column, count: start.columns.count, expected: cost.planColumns)
      }
      let dummies = cost.hasDummies ? [start.dummyColumn ?? 0] : []
      // A column that had no mass then may have some now.
      columns = (start.columns + dummies).map { $0.isFinite ? $0 / cost.regularisation : 0 }
      if program.columns.isBound { columns = columns.map { min($0, 0) } }
      if program.mass != nil, start.shift.isFinite { shift = start.shift / cost.regularisation }
    }
    // A column without mass takes no part from the beginning.
    for column in columns.indices where program.columns.sums[column] == 0 {
      columns[column] = -.infinity
    }
    return (columns, shift)
  }
}
