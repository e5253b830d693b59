internal import CMRDense

/// Sorts one query's gallery by score: a radix sort, which is stable, so that ties stay in the
/// order in which items were entered.
///
/// The storage is used again from query to query; every thread that sorts has its own.
struct RadixOrder<Scalar: RankableScalar> {
  private var items: [Int32]
  private var keys: [Scalar.SortKey]
  private var otherItems: [Int32]
  private var otherKeys: [Scalar.SortKey]
  private var counts: [Int32]

  // 2048 counters of 4 bytes are a fourth of a first-level cache; a Float takes three passes. 8
  // bits and 16 bits were not measured.
  private static var digitBits: Int { 11 }
  private static var digitValues: Int { 1 << digitBits }
  private static var digits: Int { (Scalar.SortKey.bitWidth + digitBits - 1) / digitBits }

  init(count: Int) {
    items = Array(repeating: 0, count: count)
    keys = Array(repeating: 0, count: count)
    otherItems = items
    otherKeys = keys
    counts = Array(repeating: 0, count: Self.digits * Self.digitValues)
  }

  /// Fills `order` with the gallery indices from the best of `scores` to the worst; false if a
  /// score is NaN.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  mutating func sort(
    _ scores: Span<Scalar>, _ tieRule: TieRule, into order: inout MutableSpan<Int32>
  ) -> Bool {
    precondition(scores.count == items.count && order.count == items.count)
    let isOrdered = Self.enter(scores, tieRule, keys: &keys, items: &items, counts: &counts)
    guard isOrdered else { return false }
    for digit in 0..<Self.digits where !isConstant(digit) {
      Self.scatter(
        digit, counts: &counts, keys, items, toKeys: &otherKeys, toItems: &otherItems)
      swap(&keys, &otherKeys)
      swap(&items, &otherItems)
    }
    let sorted = items.elementSpan
    for rank in sorted.indices { order[rank] = sorted[rank] }
    return true
  }

  /// Enters keys in the order that ties keep, and counts all of their digits.
  private static func enter(
    _ scores: Span<Scalar>, _ tieRule: TieRule, keys: inout [Scalar.SortKey],
    items: inout [Int32], counts: inout [Int32]
  ) -> Bool {
    var keys = keys.mutableSpan
    var items = items.mutableSpan
    var counts = counts.mutableSpan
    for index in counts.indices { counts[index] = 0 }
    let last = scores.count - 1
    var isOrdered = true
    for position in scores.indices {
      let index = tieRule == .lowerIndexFirst ? position : last - position
      let score = scores[index]
      isOrdered = isOrdered && score == score
      let key = score.descendingSortKey
      keys[position] = key
      items[position] = Int32(truncatingIfNeeded: index)
      for digit in 0..<digits { counts[counter(digit, key)] += 1 }
    }
    return isOrdered
  }

  /// Whether all keys have the same value at `digit`: often so for the upper ones.
  private func isConstant(_ digit: Int) -> Bool {
    guard let key = keys.first else { return true }
    return counts[Self.counter(digit, key)] == keys.count
  }

  private static func counter(_ digit: Int, _ key: Scalar.SortKey) -> Int {
    digit * digitValues
      + Int(truncatingIfNeeded: key &>> Scalar.SortKey(truncatingIfNeeded: digit * digitBits))
      & (digitValues - 1)
  }

  private static func scatter(
    _ digit: Int, counts: inout [Int32], _ keys: [Scalar.SortKey], _ items: [Int32],
    toKeys: inout [Scalar.SortKey], toItems: inout [Int32]
  ) {
    let (keys, items) = (keys.elementSpan, items.elementSpan)
    var places = counts.mutableSpan
    var toKeys = toKeys.mutableSpan
    var toItems = toItems.mutableSpan
    var start: Int32 = 0
    for value in digit * digitValues..<(digit + 1) * digitValues {
      let count = places[value]
      places[value] = start
      start += count
    }
    for position in keys.indices {
      let counter = counter(digit, keys[position])
      let place = Int(places[counter])
      places[counter] += 1
      toKeys[place] = keys[position]
      toItems[place] = items[position]
    }
  }
}
