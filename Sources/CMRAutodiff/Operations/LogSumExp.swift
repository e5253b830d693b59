import CMRDense
private import RealModule

/// Which element of each row a sum leaves out.
public enum RowExclusion: Sendable, Equatable {
  /// None.
  case nothing
  /// Element i of row i: a sample's similarity to itself.
  case diagonal
  /// Of row i the element in column `columns[i]`: the probability of the given class.
  case columns([Int])

  func column(ofRow row: Int) -> Int? {
    switch self {
    case .nothing: nil
    case .diagonal: row
    case .columns(let columns): columns[row]
    }
  }
}

extension Variable {
  /// The logarithm of the sum of exponentials of each row, [n, m] -> [n, 1], without the excluded
  /// elements.
  ///
  /// dx_ij = g_i exp(x_ij - y_i), and 0 for the excluded ones. Nothing overflows: the largest
  /// element is taken out first. Every row must keep at least one element, else its value is minus
  /// infinity.
  public func logSumExpRows(excluding exclusion: RowExclusion = .nothing) -> Variable {
    requireFit(of: exclusion)
    return tape.record(
      LogSumExpRows<Scalar>(x: id, exclusion: exclusion), of: self, rows: rows, columns: 1
    ) { result in
      let value = value
      var target = result.mutableSpan
      for row in 0..<value.rows {
        target[row] = Kernels.logSumExp(
          value.span.extracting(value.rowRange(row)), excluding: exclusion.column(ofRow: row))
      }
    }
  }

  private func requireFit(of exclusion: RowExclusion) {
    let columnCount = columns
    switch exclusion {
    case .nothing: return
    case .diagonal:
      precondition(rows <= columns, "a variable of shape \(shape) has rows without a diagonal")
    case .columns(let columns):
      precondition(
        columns.count == rows && columns.allSatisfy { $0 >= 0 && $0 < columnCount },
        "\(columns.count) columns to exclude do not fit a variable of shape \(shape)")
    }
  }
}

private struct LogSumExpRows<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .logSumExpRows }

  let x: NodeID
  let exclusion: RowExclusion

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let (gradient, value, result) = (pass.gradient, pass.value(x), pass.result)
    let exclusion = exclusion
    pass.accumulate(into: x) { target in
      for row in 0..<value.rows {
        let range = value.rowRange(row)
        var all = target.mutableSpan
        var line = all._mutatingExtracting(range)
        Kernels.addExponentials(
          value.span.extracting(range), less: result[row, 0], scale: gradient[row, 0],
          excluding: exclusion.column(ofRow: row), to: &line)
      }
    }
  }
}

extension Kernels {
  /// `y += scale * exp(x - shift)`, but for the element at `excluded`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func addExponentials<Scalar: DenseScalar>(
    _ x: Span<Scalar>, less shift: Scalar, scale: Scalar, excluding excluded: Int?,
    to y: inout MutableSpan<Scalar>
  ) {
    let count = checked(x.count, y.count)
    let split = excluded ?? count
    for i in 0..<split { y[i] += scale * Scalar.exp(x[i] - shift) }
    for i in min(split + 1, count)..<count { y[i] += scale * Scalar.exp(x[i] - shift) }
  }
}
