import CMRRandom
import Testing

struct PhiloxTests {
  // Random123's published known-answer vectors (kat_vectors, "philox4x32 10").
  static let vectors: [(counter: Philox.Block, key: Philox.Key, block: Philox.Block)] = [
    (.zero, .zero, .init(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)),
    (
      .init(repeating: .max), .init(repeating: .max),
      .init(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      .init(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), .init(0xa409_3822, 0x299f_31d0),
      .init(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
  ]

  @Test(arguments: vectors.indices)
  func knownAnswers(index: Int) {
    let vector = Self.vectors[index]
    #expect(Philox.block(counter: vector.counter, key: vector.key) == vector.block)
  }
}
