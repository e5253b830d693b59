import CMRDense

extension Variable {
  /// op(x) op(`other`), where op transposes if asked to: [m, k] x [k, n] -> [m, n].
  ///
  /// With y = x w: dx = dy wᵀ, dw = xᵀ dy. A product is formed only for the inputs whose gradient
  /// is wanted.
  public func matmul(
    _ other: Variable, transposingA: Bool = false, transposingB: Bool = false
  ) -> Variable {
    let (m, k) = transposingA ? (columns, rows) : (rows, columns)
    let (l, n) = transposingB ? (other.columns, other.rows) : (other.rows, other.columns)
    precondition(
      k == l,
      "cannot multiply variables of shapes \(shape)\(transposingA ? " transposed" : "") and "
        + "\(other.shape)\(transposingB ? " transposed" : "")")
    let operation = Matmul<Scalar>(
      a: id, b: other.id, transposingA: transposingA, transposingB: transposingB)
    return tape.record(operation, of: self, other, rows: m, columns: n) { result in
      result.setProduct(
        of: value, other.value, transposingA: transposingA, transposingB: transposingB)
    }
  }
}

private struct Matmul<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .matmul }

  let a: NodeID
  let b: NodeID
  let transposingA: Bool
  let transposingB: Bool

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient
    let (valueA, valueB) = (pass.value(a), pass.value(b))
    pass.accumulateProduct(into: a) { target, keeping in
      if transposingA {  // y = aᵀ op(b): da = op(b) dyᵀ
        target.addProduct(
          of: valueB, gradient, transposingA: transposingB, transposingB: true, keeping: keeping)
      } else {  // y = a op(b): da = dy op(b)ᵀ
        target.addProduct(of: gradient, valueB, transposingB: !transposingB, keeping: keeping)
      }
    }
    pass.accumulateProduct(into: b) { target, keeping in
      if transposingB {  // y = op(a) bᵀ: db = dyᵀ op(a)
        target.addProduct(
          of: gradient, valueA, transposingA: true, transposingB: transposingA, keeping: keeping)
      } else {  // y = op(a) b: db = op(a)ᵀ dy
        target.addProduct(of: valueA, gradient, transposingA: !transposingA, keeping: keeping)
      }
    }
  }
}
