/// Consecutive elements of an array in column-major order, on their way from the file.
///
/// A block is a whole number of columns or, where one column alone is too large, a part of one
/// column. The blocks of an array come in order and without gaps, first all of the real part, then
/// all of the imaginary part. An array without elements gives no block.
public struct MATBlock<Scalar: BitwiseCopyable & Sendable>: ~Escapable, ~Copyable {
  /// The array the block belongs to.
  public let array: MATArrayHeader
  /// The position of the block's first element in the array, counted from 0 in column-major order.
  public let first: Int
  /// Whether the values are imaginary parts.
  public let isImaginary: Bool
  /// The values.
  public let values: Span<Scalar>

  @_lifetime(copy values)
  init(array: MATArrayHeader, first: Int, isImaginary: Bool, values: Span<Scalar>) {
    self.array = array
    self.first = first
    self.isImaginary = isImaginary
    self.values = values
  }

  /// The row of the first element.
  public var firstRow: Int { array.rows == 0 ? 0 : first % array.rows }
  /// The column of the first element.
  public var firstColumn: Int { array.rows == 0 ? 0 : first / array.rows }

  /// Appends the values to `target`.
  public func append(to target: inout [Scalar]) {
    let needed = target.count + values.count
    // Twice as much each time: growing by one block at a time would copy everything for every
    // block.
    if target.capacity < needed { target.reserveCapacity(max(needed, 2 * target.capacity)) }
    for index in values.indices { target.append(values[index]) }
  }
}
