import CMRRandom
import Testing

struct RandomStreamTests {
  @Test(arguments: [0, 1, 42, UInt64.max])
  func jumpingEqualsDrawing(seed: UInt64) {
    var stream = RandomStream(seed: seed, domain: "jump")
    let words = (0..<101).map { _ in stream.next() }
    for position in [100, 0, 7, 8, 55, 1] {
      stream.position = UInt64(position)
      #expect(stream.next() == words[position])
      #expect(stream.position == UInt64(position + 1))
    }
    stream.position = 3
    var copy = RandomStream(seed: seed, domain: "jump")
    for _ in 0..<3 { _ = copy.next() }
    #expect(copy == stream, "a stream that jumped is the stream that drew")
    #expect(copy.hashValue == stream.hashValue)
  }

  @Test func seedsAndDomainsDiffer() {
    var firsts = Set<UInt64>()
    for seed in 0..<50 as Range<UInt64> {
      for domain in ["init", "shuffle", "noise/symmetric/image", "noise/symmetric/text", ""] {
        var stream = RandomStream(seed: seed, domain: domain)
        firsts.insert(stream.next())
      }
    }
    #expect(firsts.count == 250)
  }

  @Test(arguments: [1, 2, 3, 7, 10, 100], [1, 2, 3] as [UInt64])
  func integersAreUniform(bound: Int, seed: UInt64) {
    var stream = RandomStream(seed: seed, domain: "chi-square")
    let draws = 2000 * bound
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<draws { counts[stream.uniform(below: bound)] += 1 }
    let chiSquare = counts.reduce(0.0) { $0 + (Double($1) - 2000) * (Double($1) - 2000) / 2000 }
    // Mean bound - 1, variance twice that: five standard deviations (and a little for one class).
    #expect(chiSquare <= Double(bound - 1) + 5 * (2 * Double(bound - 1)).squareRoot() + 1e-9)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func moments(seed: UInt64) {
    var stream = RandomStream(seed: seed, domain: "moments")
    let count = 200_000
    let uniforms = (0..<count).map { _ in stream.uniform() }
    #expect(uniforms.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(uniforms.reduce(0, +) / Double(count) - 0.5) < 5 * 0.2887 / 447)
    let normals = (0..<count).map { _ in stream.normal() }
    #expect(normals.allSatisfy { $0.isFinite })
    let mean = normals.reduce(0, +) / Double(count)
    let second = normals.reduce(0) { $0 + $1 * $1 } / Double(count)
    let fourth = normals.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(count)
    #expect(abs(mean) < 5 / 447.0)
    #expect(abs(second - 1) < 5 * 1.415 / 447)
    #expect(abs(fourth - 3) < 5 * 9.8 / 447)
    let beyondTwo = normals.count { abs($0) > 2 }
    #expect(abs(Double(beyondTwo) / Double(count) - 0.0455) < 0.0025)
  }

  @Test func shufflesAreUniform() {
    var stream = RandomStream(seed: 5, domain: "shuffle")
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      var items = [0, 1, 2, 3]
      stream.shuffle(&items)
      counts[items, default: 0] += 1
    }
    #expect(counts.count == 24)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 5 * 32 })
    var few = [9]
    stream.shuffle(&few)
    #expect(few == [9])
  }

  @Test(arguments: [0, 1, 5, 100])
  func samplesAreDistinctAndNested(count: Int) {
    var stream = RandomStream(seed: 11, domain: "sample")
    let long = stream.sample(100, of: 100)
    #expect(long.sorted() == Array(0..<100))
    stream.position = 0
    #expect(stream.sample(count, of: 100) == Array(long.prefix(count)))
  }
}
