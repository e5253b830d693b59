/// Tells how noise was made where rows have several classes, before it or after it.
struct SeveralClassesEvidence {
  let counts: NoiseCounts
  let clean: [[Int]]
  let noisy: [[Int]]
  let rate: Double?

  var convention: NoiseConvention {
    let lost = counts.lost.reduce(0, +)
    let gained = counts.gained.reduce(0, +)
    let sums =
      "\(lost) classes are lost and \(gained) gained in \(counts.flipped) of \(counts.rows) rows"
    if lost == 0 {
      if let sets = candidateSets { return sets }
      if let added = added(sums) { return added }
      return NoiseConvention(
        kind: .unclear, evidence: [sums, "rows gain other numbers of classes than a level gives"])
    }
    let changes = zip(clean, noisy).filter { $0 != $1 }.map { before, after in
      (
        lost: before.count { !after.contains($0) }, gained: after.count { !before.contains($0) },
        before: before
      )
    }
    // A row without a class has none to lose, and one with all of them none to gain.
    if changes.allSatisfy({
      $0.lost == min(1, $0.before.count)
        && $0.gained == min(1, counts.classCount - $0.before.count)
    }) {
      return replaced(sums, rows: changes.count)
    }
    if zip(clean, noisy).allSatisfy({ $0.count == $1.count }) {
      return NoiseConvention(
        kind: .redrawnSets, evidence: [sums, "every row has as many classes as before"])
    }
    return NoiseConvention(kind: .unclear, evidence: [sums])
  }

  private func replaced(_ sums: String, rows: Int) -> NoiseConvention {
    var evidence = [sums, "each of these rows loses one and gains one"]
    if let rate, rate <= 1 {
      let drawn = Int((rate * Double(counts.rows) + 1e-9).rounded(.down))
      evidence.append(
        "the name states \(OneClassEvidence.text(rate)), which is \(drawn) rows; \(rows) differ")
    }
    return NoiseConvention(kind: .replace, evidence: evidence)
  }

  private var candidateSets: NoiseConvention? {
    guard counts.isOneClass, let size = noisy.first?.count, size > 1,
      noisy.allSatisfy({ $0.count == size })
    else { return nil }
    return NoiseConvention(
      kind: .candidateSets,
      evidence: ["every row has its true class and \(size - 1) other, \(size) in all"])
  }

  /// Whether each row gains the same multiple of its own number, as far as there are others.
  private func added(_ sums: String) -> NoiseConvention? {
    let own = clean.reduce(0) { $0 + $1.count }
    guard own > 0 else { return nil }
    let average = Double(counts.gained.reduce(0, +)) / Double(own)
    // Where rows have all classes in the end the average says too little.
    let levels = [rate, average, (average * 10).rounded() / 10, (average * 2).rounded() / 2]
    for level in levels.compactMap(\.self) {
      let fits = zip(clean, noisy).allSatisfy { before, after in
        let exact = level * Double(before.count)
        let room = counts.classCount - before.count
        let gains = after.count - before.count
        return [exact.rounded(), exact.rounded(.toNearestOrEven)].contains { number in
          gains == min(Int(number), room)
        }
      }
      if fits {
        return NoiseConvention(
          kind: .add,
          evidence: [sums, "every row gains \(OneClassEvidence.text(level)) times its own number"])
      }
    }
    return nil
  }
}
