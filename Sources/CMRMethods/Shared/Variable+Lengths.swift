import CMRAutodiff
import CMRDense

extension Variable {
  /// The Euclidean length of every row, `[n, 1]`.
  ///
  /// A row of zeros has length 1e-12 in place of 0, where the derivative would not be a number.
  func rowLengths() -> Variable { (square().rowSums() + Scalar(1e-24)).sqrt() }

  /// |x| of every element.
  func magnitude() -> Variable { relu() + (-self).relu() }
}
