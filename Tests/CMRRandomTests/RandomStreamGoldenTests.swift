import CMRRandom
import FoundationEssentials
import Testing

/// Values of an independent implementation (Python, written from the documentation): they may never
/// change, because label sets and runs are named by their seeds.
struct RandomStreamGoldenTests {
  private var stream: RandomStream { RandomStream(seed: 7, domain: "golden") }

  @Test func words() {
    var stream = self.stream
    #expect(
      (0..<6).map { _ in stream.next() } == [
        0xe80d_93fc_5765_ef36, 0xcd9b_16e1_3db8_e6f7, 0xb59d_4a75_6c2b_81f1,
        0x1e34_60bf_484f_00d9, 0xeb0a_4c55_8083_37bb, 0x5600_083f_f995_178b,
      ])
    var other = RandomStream(seed: 1 << 63 + 5, domain: "shuffle")
    #expect(
      (0..<3).map { _ in other.next() } == [
        0x92c3_17d6_1300_17f6, 0x90f3_d9a2_f411_ee08, 0xf868_4767_ba2d_054d,
      ])
  }

  @Test func integers() {
    var stream = self.stream
    #expect(
      (0..<20).map { _ in stream.uniform(below: 10) } == [
        9, 8, 7, 1, 9, 3, 6, 5, 8, 5, 9, 3, 1, 5, 2, 4, 8, 0, 4, 3,
      ])
  }

  @Test func rejectionTakesMoreWords() {
    var stream = self.stream
    let values = (0..<12).map { _ in stream.uniform(below: 3 << 61) }  // a word in four is rejected
    #expect(values.first == 6_270_443_888_813_947_316)
    #expect(values.last == 6030941008120471707)
    #expect(stream.position == 17)
  }

  @Test func reals() {
    var stream = self.stream
    #expect(
      (0..<3).map { _ in stream.uniform() } == [
        0.9064571848934048, 0.8031477260499034, 0.7094313179660912,
      ])
    stream.position = 0
    let expected = [0.7134951390304981, 1.1596108564269625, -1.1501658966664614]
    for value in expected { #expect(abs(stream.normal() - value) < 1e-15) }
    #expect(stream.position == 6)
  }

  @Test func shuffleAndSample() {
    var stream = self.stream
    var items = Array(0..<10)
    stream.shuffle(&items)
    #expect(items == [6, 3, 4, 2, 1, 8, 0, 5, 7, 9])
    stream.position = 0
    #expect(stream.sample(4, of: 10) == [9, 8, 7, 3])
  }

  @Test func orders() {
    func order(_ epoch: Int) -> [Int] {
      let order = ShuffledOrder(count: 10, seed: 7, epoch: epoch)
      return (0..<10).map { order[$0] }
    }
    #expect(order(0) == [9, 3, 1, 0, 5, 2, 4, 8, 7, 6])
    #expect(order(1) == [3, 5, 6, 0, 4, 2, 7, 8, 1, 9])
    let long = ShuffledOrder(count: 1000, seed: 7, epoch: 3)
    #expect((0..<8).map { long[$0] } == [379, 608, 693, 475, 478, 961, 855, 704])
  }

  @Test func storedForm() throws {
    var stream = self.stream
    for _ in 0..<3 { _ = stream.next() }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(stream), as: UTF8.self)
    #expect(text == #"{"domain":"golden","position":3,"seed":7}"#)
    var resumed = try JSONDecoder().decode(RandomStream.self, from: Data(text.utf8))
    #expect(resumed == stream)
    #expect(resumed.next() == stream.next())
  }
}
