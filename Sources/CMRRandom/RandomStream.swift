/// A reproducible stream of random 64-bit words that any position can be reached in at once.
///
/// The stream is Philox4x32-10 in counter mode. The seed is the key; the upper half of the counter
/// is the FNV-1a hash of `domain`, the lower half counts blocks of two words. So streams of one
/// seed with different domains never overlap, and the whole state is ``position``: store it, and
/// the stream resumes with the same words.
///
/// Every method says how many words it takes. What it makes of them is part of the contract and
/// will not change: a label set or a run is named by its seed.
///
/// ```swift
/// var stream = RandomStream(seed: 7, domain: "noise/symmetric/image")
/// let dice = stream.uniform(below: 6) + 1
/// ```
public struct RandomStream: RandomNumberGenerator, Sendable, Hashable {
  /// The number that the user chose.
  public let seed: UInt64

  /// What the stream is for, for example `noise/symmetric/image`.
  public let domain: String

  /// How many words have been taken; setting it jumps there.
  public var position: UInt64 {
    get { taken }
    set {
      taken = newValue
      pending = newValue & 1 == 1 ? block(at: newValue).second : 0
    }
  }

  private var taken: UInt64 = 0
  private let domainWord: UInt64

  // The second word of a block half used, else 0. It follows from the other properties, so equality
  // may see it.
  private var pending: UInt64 = 0

  /// The stream of `seed` for the use that `domain` names, at position 0.
  public init(seed: UInt64, domain: String) {
    self.seed = seed
    self.domain = domain
    domainWord = Self.fnv1a(domain)
  }

  /// The next word; takes one.
  public mutating func next() -> UInt64 {
    let word: UInt64
    if taken & 1 == 1 {
      (word, pending) = (pending, 0)
    } else {
      (word, pending) = block(at: taken)
    }
    taken &+= 1
    return word
  }

  private func block(at position: UInt64) -> (first: UInt64, second: UInt64) {
    let index = position >> 1
    let words = Philox.block(
      counter: .init(
        UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32),
        UInt32(truncatingIfNeeded: domainWord), UInt32(truncatingIfNeeded: domainWord >> 32)),
      key: .init(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    return (
      UInt64(words[0]) | UInt64(words[1]) << 32, UInt64(words[2]) | UInt64(words[3]) << 32
    )
  }

  private static func fnv1a(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
