import CMRDense

/// Arrays that an optimiser keeps per parameter, one of each kind, and the parameters' step counts.
struct Slots<Scalar: DenseScalar>: Sendable, Equatable {
  let index: NameIndex
  let kinds: [String]
  var steps: [Int]
  var arrays: [[Matrix<Scalar>]]  // by kind, then by parameter

  /// All zero, no step taken.
  init(for parameters: Parameters<Scalar>, kinds: [String]) {
    index = parameters.index
    self.kinds = kinds
    steps = [Int](repeating: 0, count: parameters.count)
    arrays = kinds.map { _ in
      parameters.matrices.map { Matrix(rows: $0.rows, columns: $0.columns) }
    }
  }

  /// Stops the program where an update is asked for other parameters than the state is for.
  func requireFit(of parameters: Parameters<Scalar>, _ variables: [String]) {
    precondition(
      parameters.index == index && variables == index.names,
      "the optimiser was made for the parameters \(index.names), not \(parameters.names)")
  }

  /// The array of a kind and parameter, out of its slot: two arrays of one struct cannot be changed
  /// at the same time.
  mutating func take(_ kind: Int, of position: Int) -> Matrix<Scalar> {
    var matrix = Matrix<Scalar>(rows: 0, columns: 0, elements: [])
    swap(&matrix, &arrays[kind][position])
    return matrix
  }

  /// Puts an array back into its slot.
  mutating func put(_ matrix: consuming Matrix<Scalar>, _ kind: Int, of position: Int) {
    arrays[kind][position] = matrix
  }

  var state: OptimiserState<Scalar> {
    var named: [(name: String, matrix: Matrix<Scalar>)] = []
    for (position, name) in index.names.enumerated() {
      for (kind, matrices) in zip(kinds, arrays) {
        named.append(("\(name)/\(kind)", matrices[position]))
      }
    }
    let counts = Dictionary(zip(index.names, steps)) { first, _ in first }
    return OptimiserState(steps: counts, arrays: Parameters(named))
  }

  /// The slots with the contents of `state`.
  func restored(from state: OptimiserState<Scalar>) throws(AutodiffError) -> Slots {
    var restored = self
    for (position, name) in index.names.enumerated() {
      guard let count = state.steps[name] else { throw .missing("steps", of: name) }
      guard count >= 0 else { throw .step(count, of: name) }
      restored.steps[position] = count
      for (slot, kind) in kinds.enumerated() {
        let array = "\(name)/\(kind)"
        guard state.arrays.contains(array) else { throw .missing(kind, of: name) }
        let matrix = state.arrays[array]
        let expected = arrays[slot][position]
        guard matrix.hasShape(of: expected) else {
          throw .shape(array, matrix.shape, parameter: name, expected.shape)
        }
        restored.arrays[slot][position] = matrix
      }
    }
    let known = Set(index.names)
    if let other = state.steps.keys.sorted().first(where: { !known.contains($0) }) {
      throw .unexpected(other)
    }
    let expected = Set(index.names.flatMap { name in kinds.map { "\(name)/\($0)" } })
    if let other = state.arrays.names.first(where: { !expected.contains($0) }) {
      throw .unexpected(other)
    }
    return restored
  }
}
