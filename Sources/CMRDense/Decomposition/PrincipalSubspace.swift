/// The directions in which rows vary most, found in passes over blocks of them: subspace iteration
/// from a random start (Halko, Martinsson, Tropp, SIAM Review 53, 2011, algorithm 4.4).
///
/// Memory is D x d whatever the number of rows. Cosines and distances are the same in every basis of
/// a subspace, so none is preferred: coordinates are not ordered by variance.
///
/// ```swift
/// var subspace = PrincipalSubspace<Float>(mean: mean, dimensions: 128) { random.normal() }
/// for _ in 0..<2 where !subspace.isWhole {
///   for block in blocks { subspace.add(block) }
///   subspace.improve()
/// }
/// ```
public struct PrincipalSubspace<Scalar: DenseScalar>: Sendable {
  /// -mean of the rows, `[1, D]`.
  private let shift: Matrix<Scalar>
  /// `[D, d]` with orthonormal columns; nil where all D dimensions are wanted.
  private var basis: Matrix<Scalar>?
  /// The covariance of the rows added so far times the basis, `[D, d]`, but for a factor.
  private var products: Matrix<Scalar>

  /// A random subspace of rows with this `mean`; takes D normal numbers per dimension.
  ///
  /// - Parameter dimensions: d; D or more keep the whole space, of which only the mean is taken away.
  public init(mean: [Double], dimensions: Int, _ normal: () -> Double) {
    shift = Matrix(rows: 1, columns: mean.count, elements: mean.map { Scalar(-$0) })
    guard dimensions < mean.count else {
      products = Matrix(rows: 0, columns: 0)
      return
    }
    basis = .randomOrthogonal(rows: mean.count, columns: dimensions, normal)
    products = Matrix(rows: mean.count, columns: dimensions)
  }

  /// Whether nothing is left out, and there is nothing to improve.
  public var isWhole: Bool { basis == nil }

  /// Takes in a block of rows `[n, D]`.
  public mutating func add(_ rows: Matrix<Scalar>) {
    guard let basis else { return }
    let centred = centred(rows)
    products.addProduct(of: centred, .product(centred, basis), transposingA: true)
  }

  /// Turns the subspace toward the variance of the rows added since the last time.
  public mutating func improve() {
    guard !isWhole else { return }
    basis = products.orthonormalColumns()
    products.scale(by: 0)
  }

  /// The rows `[n, D]` in the subspace, `[n, d]`, their mean at the origin.
  public func coordinates(of rows: Matrix<Scalar>) -> Matrix<Scalar> {
    let centred = centred(rows)
    guard let basis else { return centred }
    return .product(centred, basis)
  }

  private func centred(_ rows: Matrix<Scalar>) -> Matrix<Scalar> {
    var centred = rows
    centred.add(row: shift.span)
    return centred
  }
}
