/// A random permutation of `0..<count` of which any entry can be had at once, in constant memory.
///
/// A keyed Feistel network permutes the smallest binary domain that holds `count`; positions that
/// land outside are sent through again until they land inside (cycle walking: J. Black, P. Rogaway,
/// "Ciphers with arbitrary finite domains", CT-RSA 2002), which keeps it one-to-one. An epoch can
/// therefore be resumed anywhere, and a million rows need no table.
///
/// Eight rounds of a keyed 64-bit mixer look random to a shuffle's consumer; this is no
/// cryptography. Integer arithmetic only: the order is the same on every machine, and it is part of
/// the contract.
public struct ShuffledOrder: Sendable {
  /// How many positions there are.
  public let count: Int

  private let leftBits: UInt64
  private let rightBits: UInt64
  private let keys: InlineArray<8, UInt64>

  /// The order of epoch `epoch` for `seed`.
  public init(count: Int, seed: UInt64, epoch: Int) {
    precondition(
      count >= 0 && epoch >= 0, "an order needs count \(count) >= 0, epoch \(epoch) >= 0")
    self.count = count
    let needed = UInt64(Int.bitWidth - max(count - 1, 0).leadingZeroBitCount)
    // Tinier domains have too few different networks, and walking 64 entries costs little.
    let bits = max(needed, 6)
    leftBits = bits / 2
    rightBits = bits - bits / 2
    var stream = RandomStream(seed: seed, domain: "shuffled-order")
    stream.position = UInt64(epoch) &* 8
    keys = InlineArray { _ in stream.next() }
  }

  /// The entry at `position`, which lies in `0..<count`.
  public subscript(position: Int) -> Int {
    precondition(position >= 0 && position < count, "position \(position) is not in 0..<\(count)")
    var value = UInt64(position)
    repeat { value = permute(value) } while value >= UInt64(count)
    return Int(value)
  }

  /// One pass through the network: each pair of rounds changes the left part by the right one and
  /// the reverse.
  private func permute(_ value: UInt64) -> UInt64 {
    let leftMask = (1 << leftBits) - 1 as UInt64
    let rightMask = (1 << rightBits) - 1 as UInt64
    var left = value >> rightBits
    var right = value & rightMask
    for round in stride(from: 0, to: keys.count, by: 2) {
      left ^= Self.mix(right &+ keys[round]) & leftMask
      right ^= Self.mix(left &+ keys[round + 1]) & rightMask
    }
    return left << rightBits | right
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): every input bit changes about
  /// half of the output bits.
  private static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
