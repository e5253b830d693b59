/// The reader's side of ``MATFile/read(_:visitor:limits:)``: asked at each array, then given what
/// it asked for.
///
/// ```swift
/// struct Features: MATVisitor {
///   var values: [Float] = []
///   mutating func request(for array: MATArrayHeader) -> MATRequest {
///     switch array.path.text {
///     case "data": .descend
///     case "data.X1": .floats
///     default: .skip
///     }
///   }
///   mutating func receive(_ block: borrowing MATBlock<Float>) { block.append(to: &values) }
/// }
/// ```
///
/// Errors that a visitor throws end the reading and reach its caller unchanged.
public protocol MATVisitor: ~Copyable {
  /// Says what to do with `array`. Asked in the order of the file, a container before what is in
  /// it.
  mutating func request(for array: MATArrayHeader) throws -> MATRequest

  /// Takes an array that was asked for with ``MATRequest/keep``.
  mutating func receive(_ value: MATValue, for array: MATArrayHeader) throws

  /// Takes the next block of an array that was asked for with ``MATRequest/floats``.
  mutating func receive(_ block: borrowing MATBlock<Float>) throws

  /// Takes the next block of an array that was asked for with ``MATRequest/doubles``.
  mutating func receive(_ block: borrowing MATBlock<Double>) throws
}

extension MATVisitor where Self: ~Copyable {
  /// Forgets the value.
  public mutating func receive(_ value: MATValue, for array: MATArrayHeader) throws {}
  /// Forgets the block.
  public mutating func receive(_ block: borrowing MATBlock<Float>) throws {}
  /// Forgets the block.
  public mutating func receive(_ block: borrowing MATBlock<Double>) throws {}
}
