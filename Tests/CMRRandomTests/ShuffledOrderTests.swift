import CMRRandom
import Testing

struct ShuffledOrderTests {
  @Test(arguments: [0, 1, 2, 3, 5, 16, 63, 64, 65, 100, 128, 1000, 2173, 4096, 4097, 40_000])
  func isAPermutation(count: Int) {
    for epoch in 0..<3 {
      let order = ShuffledOrder(count: count, seed: 3, epoch: epoch)
      var seen = [Bool](repeating: false, count: count)
      for position in 0..<count { seen[order[position]] = true }
      #expect(seen.allSatisfy { $0 })
    }
  }

  @Test func everySmallCount() {
    for count in 1...300 {
      let order = ShuffledOrder(count: count, seed: UInt64(count), epoch: 1)
      #expect((0..<count).map { order[$0] }.sorted() == Array(0..<count))
    }
  }

  @Test func epochsAndSeedsDiffer() {
    var orders = Set<[Int]>()
    for seed in 0..<10 as Range<UInt64> {
      for epoch in 0..<10 {
        let order = ShuffledOrder(count: 50, seed: seed, epoch: epoch)
        orders.insert((0..<50).map { order[$0] })
      }
    }
    #expect(orders.count == 100)
  }

  @Test(arguments: [6, 90, 257])
  func everyPlaceIsEquallyLikely(count: Int) {
    let epochs = 200 * count
    var counts = [Int](repeating: 0, count: count)
    for epoch in 0..<epochs {
      counts[ShuffledOrder(count: count, seed: 1, epoch: epoch)[count / 2]] += 1
    }
    let chiSquare = counts.reduce(0.0) { $0 + (Double($1) - 200) * (Double($1) - 200) / 200 }
    #expect(chiSquare <= Double(count - 1) + 5 * (2 * Double(count - 1)).squareRoot())
  }

  @Test func neighboursAreUnrelated() {
    let count = 20_000
    let order = ShuffledOrder(count: count, seed: 2, epoch: 0)
    let values = (0..<count).map { Double(order[$0]) / Double(count) - 0.5 }
    let correlation =
      zip(values, values.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } * 12 / Double(count)
    #expect(abs(correlation) < 5 / Double(count).squareRoot())
  }
}
