public import CMRDense

/// A score that can be ranked by sorting integers: `Float` and `Double`.
public protocol RankableScalar: DenseScalar {
  /// An unsigned integer with the score's bits.
  associatedtype SortKey: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable

  /// An integer that is the smaller the larger the score is, and equal just for equal scores; -0.0
  /// equals 0.0.
  ///
  /// NaN has a key too, which means nothing.
  var descendingSortKey: SortKey { get }
}

// IEEE 754 numbers of one sign are ordered like their bits. Negative ones in reverse: for a
// descending order their bits are left as they are, above those of the positive ones, which are
// inverted without the sign. Adding 0 turns -0.0 into 0.0.

extension Float: RankableScalar {
  /// The inverted order of the bits.
  public var descendingSortKey: UInt32 {
    let bits = (self + 0).bitPattern
    return bits >> 31 == 1 ? bits : ~bits & .max >> 1
  }
}

extension Double: RankableScalar {
  /// The inverted order of the bits.
  public var descendingSortKey: UInt64 {
    let bits = (self + 0).bitPattern
    return bits >> 63 == 1 ? bits : ~bits & .max >> 1
  }
}
