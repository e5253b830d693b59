/// Changes inputs as fuzzers do, by a seed.
struct Mutator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// `input` with one to four changes; some take a piece of one of `others`.
  mutating func changed(_ input: [UInt8], with others: [[UInt8]]) -> [UInt8] {
    var bytes = input
    for _ in 0...draw(4) where !bytes.isEmpty { change(&bytes, others) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
    let place = draw(bytes.count)
    switch draw(7) {
    case 0: bytes[place] ^= 1 << UInt8(draw(8))
    case 1: bytes[place] = UInt8(draw(256))
    case 2: bytes.removeLast(bytes.count - place)
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + draw(8)))
    case 4:
      bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + draw(16))], at: place)
    case 5:
      // Where formats keep their sizes, the extremes are what nobody thought of.
      let width = min([1, 2, 4, 8][draw(4)], bytes.count - place)
      let extreme: UInt8 = [0, 0x7f, 0x80, 0xff][draw(4)]
      for index in 0..<width { bytes[place + index] = index == width - 1 ? extreme : 0xff }
    default:
      let other = others[draw(others.count)]
      let start = draw(other.count)
      bytes.replaceSubrange(place..., with: other[start...])
    }
  }

  private mutating func draw(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
