/// Tells how noise was made where every row has one class.
struct OneClassEvidence {
  let counts: NoiseCounts
  let rate: Double?

  /// Standard deviations within which a count is what it was expected to be.
  private static let tolerance = 4.0

  var convention: NoiseConvention {
    if counts.empty > 0 { return zeroRows }
    if let map = classMap { return map }
    let (statistic, freedom) = chiSquare
    let spread =
      "chi-square of the wrong classes against equal shares is"
      + " \(NoiseConvention.rounded(statistic)) over \(freedom) degrees of freedom"
    let excess = (statistic - Double(freedom)) / (2 * Double(max(1, freedom))).squareRoot()
    guard excess < 6 else {
      return NoiseConvention(kind: .unclear, evidence: [spread + ": they are not equally frequent"])
    }
    if counts.phantom > 0 { return phantom(spread) }
    return uniform(spread)
  }

  private var zeroRows: NoiseConvention {
    let others = counts.flipped - counts.empty
    return NoiseConvention(
      kind: .zeroRows,
      evidence: [
        "\(counts.empty) of \(counts.rows) rows"
          + " (\(NoiseConvention.percent(Double(counts.empty) / Double(counts.rows)))) have no class:"
          + " rows drawn for noise that was never filled in",
        "\(others) rows have another class than before",
      ])
  }

  // MARK: Maps

  /// The classes' targets, if each class that is ever wrong has one only; a class must be wrong
  /// three times on average for that to mean anything.
  private var classMap: NoiseConvention? {
    guard counts.phantom == 0 else { return nil }
    var targets: [Int: Int] = [:]
    for (label, row) in counts.transitions.enumerated() {
      let wrong = row.indices.filter { $0 != label && row[$0] > 0 }
      guard wrong.count <= 1 else { return nil }
      if let target = wrong.first { targets[label] = target }
    }
    guard !targets.isEmpty, counts.flipped >= 3 * targets.count else { return nil }
    let classes = counts.classCount
    let text = targets.sorted { $0.key < $1.key }.prefix(20)
      .map { "\($0.key) to \($0.value)" }.joined(separator: ", ")
    let listed =
      "each class is taken for one other only: \(text)\(targets.count > 20 ? ", ..." : "")"
    // For two classes, uniform noise is a map too.
    if classes == 2, targets.count == 2 { return nil }
    if targets.allSatisfy({ $0.value == ($0.key + 1) % classes }), targets.count > classes / 2 {
      return NoiseConvention(
        kind: .pairFlip, evidence: [listed, "the target is the next class, \(targets.count) times"])
    }
    if targets.count <= classes / 2, targets.values.allSatisfy({ targets[$0] == nil }),
      Set(targets.values).count == targets.count
    {
      return NoiseConvention(
        kind: .asymmetric,
        evidence: [
          listed, "\(targets.count) of \(classes) classes are mistaken, for others that never are",
        ])
    }
    return NoiseConvention(kind: .classMap, evidence: [listed])
  }

  // MARK: Uniform draws

  /// How far the wrong classes are from equally frequent, given how often each class is wrong; a
  /// class that is one too many is one of them.
  private var chiSquare: (Double, Int) {
    var statistic = 0.0
    var freedom = 0
    let hasPhantom = counts.phantom > 0
    for (label, row) in counts.transitions.enumerated() {
      var cells = row.indices.filter { $0 != label }.map { row[$0] }
      if hasPhantom { cells.append(counts.classless[label]) }
      let total = cells.reduce(0, +)
      guard total > 0, cells.count > 1 else { continue }
      let expected = Double(total) / Double(cells.count)
      statistic += cells.reduce(0) { sum, cell in
        sum + (Double(cell) - expected) * (Double(cell) - expected) / expected
      }
      freedom += cells.count - 1
    }
    return (statistic, freedom)
  }

  private func phantom(_ spread: String) -> NoiseConvention {
    var evidence = [
      "\(counts.phantom) of \(counts.rows) rows"
        + " (\(NoiseConvention.percent(Double(counts.phantom) / Double(counts.rows)))) have a class"
        + " that is one too many: the draw was from \(counts.classCount + 1) classes, where there are"
        + " \(counts.classCount)",
      spread,
    ]
    if let rate, rate <= 1 {
      let drawn = (rate * Double(counts.rows)).rounded(.down)
      let expected = drawn / Double(counts.classCount + 1)
      evidence.append(
        "the name states \(Self.text(rate)): of \(Int(drawn)) draws"
          + " \(NoiseConvention.rounded(expected)) would be that class, and"
          + " \(NoiseConvention.rounded(drawn - expected)) wrong in all; \(counts.flipped) are")
    }
    return NoiseConvention(kind: .uniformPhantom, evidence: evidence)
  }

  private func uniform(_ spread: String) -> NoiseConvention {
    guard let rate, rate > 0, rate <= 1 else {
      return NoiseConvention(
        kind: .uniformEither,
        evidence: [
          spread, "the name states no rate, so whether the true class was drawn too stays open",
        ])
    }
    let classes = Double(counts.classCount)
    let product = rate * Double(counts.rows)
    let drawn = (product + 1e-9).rounded(.down)
    let expected = drawn * (classes - 1) / classes
    let deviation = (drawn * (classes - 1)).squareRoot() / classes
    let flipped = Double(counts.flipped)
    let stated =
      "the name states \(Self.text(rate)), which is \(Int(drawn)) of \(counts.rows) rows;"
      + " \(counts.flipped) are wrong"
    if flipped == drawn || flipped == product.rounded() {
      return NoiseConvention(
        kind: .uniformOther, evidence: [spread, stated + ": exactly those, none by the true class"])
    }
    let ofAll =
      "draws from all \(counts.classCount) classes would make"
      + " \(NoiseConvention.rounded(expected)) wrong, give or take \(NoiseConvention.rounded(deviation))"
    guard abs(flipped - expected) <= Self.tolerance * deviation else {
      return NoiseConvention(
        kind: .uniformEither, evidence: [spread, stated + ", and \(ofAll): it is neither"])
    }
    return NoiseConvention(kind: .uniform, evidence: [spread, "\(stated), and \(ofAll)"])
  }

  /// A rate as it stands in a name.
  static func text(_ rate: Double) -> String { rate == rate.rounded() ? "\(Int(rate))" : "\(rate)" }
}
