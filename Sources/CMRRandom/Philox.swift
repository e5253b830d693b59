/// The block function of Philox4x32-10: 128 bits of counter under 64 bits of key to 128
/// pseudo-random bits.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC 2011. Philox4x32 passes BigCrush with seven rounds; ten are its customary safety
/// margin. Only integer arithmetic is used, so the bits are the same on every machine.
package enum Philox {
  /// Four 32-bit words, least significant first: a counter, or a block of output.
  package typealias Block = SIMD4<UInt32>

  /// Two 32-bit words of key, least significant first.
  package typealias Key = SIMD2<UInt32>

  private static let multiplier0: UInt32 = 0xD251_1F53  // both multipliers are the paper's
  private static let multiplier1: UInt32 = 0xCD9E_8D57
  private static let weyl0: UInt32 = 0x9E37_79B9  // the golden ratio's fraction
  private static let weyl1: UInt32 = 0xBB67_AE85  // the fraction of the square root of three
  private static let rounds = 10

  /// The block of output that belongs to `counter` under `key`.
  package static func block(counter: Block, key: Key) -> Block {
    var (c0, c1, c2, c3) = (counter[0], counter[1], counter[2], counter[3])
    var (key0, key1) = (key[0], key[1])
    for _ in 0..<rounds {
      let product0 = multiplier0.multipliedFullWidth(by: c0)
      let product1 = multiplier1.multipliedFullWidth(by: c2)
      (c0, c1) = (product1.high ^ c1 ^ key0, product1.low)
      (c2, c3) = (product0.high ^ c3 ^ key1, product0.low)
      key0 &+= weyl0
      key1 &+= weyl1
    }
    return Block(c0, c1, c2, c3)
  }
}
