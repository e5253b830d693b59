#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#endif

extension RandomStream {
  /// An integer in `0..<bound`, each equally likely.
  ///
  /// Lemire's multiplication method (ACM TOMACS 29, 2019): the upper half of word x bound,
  /// rejecting the few words that would make small results likelier. Takes one word, rarely more
  /// (with probability below bound / 2^64 each).
  public mutating func uniform(below bound: Int) -> Int {
    precondition(bound > 0, "uniform(below: \(bound)) has nothing to draw from")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound  // 2^64 mod bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A number in [0, 1): the upper 53 bits of one word over 2^53.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number from the standard normal distribution, by Box and Muller's cosine branch; takes two
  /// words.
  ///
  /// The sine branch is thrown away so that the position stays the whole state. `log` and `cos` are
  /// the C library's, whose last bit may differ from machine to machine; nothing that must be the
  /// same everywhere (label noise, orders) uses this.
  public mutating func normal() -> Double {
    let u = 1 - uniform()  // in (0, 1]: the logarithm is finite
    let radius = (-2 * log(u)).squareRoot()
    return radius * cos(2 * Double.pi * uniform())
  }

  /// Puts `items` into random order: Fisher and Yates from the last item down, one
  /// ``uniform(below:)`` each.
  public mutating func shuffle<Element>(_ items: inout [Element]) {
    for last in stride(from: items.count - 1, to: 0, by: -1) {
      items.swapAt(last, uniform(below: last + 1))
    }
  }

  /// `count` different integers from `0..<population` in the order in which they were drawn, one
  /// ``uniform(below:)`` each.
  ///
  /// The first `count` steps of a forward Fisher and Yates shuffle, so a longer sample starts with
  /// the shorter one.
  public mutating func sample(_ count: Int, of population: Int) -> [Int] {
    precondition(
      count >= 0 && count <= population, "a sample of \(count) cannot come from \(population)")
    var items = Array(0..<population)
    for index in 0..<count {
      items.swapAt(index, index + uniform(below: population - index))
    }
    return Array(items.prefix(count))
  }
}
