import CMRDense

extension Tape {
  /// Records an operation on one input: runs `compute` on a matrix of the given shape with
  /// arbitrary contents, every element of which it must set.
  func record(
    _ operation: some Operation<Scalar>, of input: Variable<Scalar>, rows: Int, columns: Int,
    _ compute: (inout Matrix<Scalar>) -> Void
  ) -> Variable<Scalar> {
    record(operation, wanted: wants(input), rows: rows, columns: columns, compute)
  }

  /// The same with two inputs.
  func record(
    _ operation: some Operation<Scalar>, of first: Variable<Scalar>, _ second: Variable<Scalar>,
    rows: Int, columns: Int, _ compute: (inout Matrix<Scalar>) -> Void
  ) -> Variable<Scalar> {
    let wanted = wants(first) || wants(second)
    check(second)
    return record(operation, wanted: wanted, rows: rows, columns: columns, compute)
  }

  /// The same with three inputs.
  func record(
    _ operation: some Operation<Scalar>, of first: Variable<Scalar>, _ second: Variable<Scalar>,
    _ third: Variable<Scalar>, rows: Int, columns: Int,
    _ compute: (inout Matrix<Scalar>) -> Void
  ) -> Variable<Scalar> {
    let wanted = wants(first) || wants(second) || wants(third)
    check(second)
    check(third)
    return record(operation, wanted: wanted, rows: rows, columns: columns, compute)
  }

  /// The same with any number of inputs.
  func record(
    _ operation: some Operation<Scalar>, of inputs: [Variable<Scalar>], rows: Int, columns: Int,
    _ compute: (inout Matrix<Scalar>) -> Void
  ) -> Variable<Scalar> {
    let wanted = inputs.map(wants).contains(true)
    return record(operation, wanted: wanted, rows: rows, columns: columns, compute)
  }

  private func record(
    _ operation: some Operation<Scalar>, wanted: Bool, rows: Int, columns: Int,
    _ compute: (inout Matrix<Scalar>) -> Void
  ) -> Variable<Scalar> {
    var value = pool.matrix(rows: rows, columns: columns)
    compute(&value)
    return append(
      Node(
        rows: rows, columns: columns, value: value, operation: wanted ? operation : nil,
        wantsGradient: wanted, isLeaf: false))
  }

  private func wants(_ variable: Variable<Scalar>) -> Bool {
    check(variable)
    return nodes[variable.id.index].wantsGradient
  }

  /// Stops the program where a variable is not of this recording of this tape.
  func check(_ variable: Variable<Scalar>) {
    precondition(variable.tape === self, "this variable belongs to another tape")
    precondition(
      variable.recording == recording, "this variable was recorded before the tape was reset")
  }
}
