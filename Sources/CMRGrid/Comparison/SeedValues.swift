/// A figure over the seeds of one method, store and condition.
struct SeedValues {
  /// The seeds of one value.
  struct Seeds: Hashable {
    let noise: UInt64?
    let training: UInt64
  }

  /// In the order of the plan.
  private(set) var values: [(seeds: Seeds, value: Double)] = []
  private(set) var planned = 0
  private(set) var finished = 0

  /// Adds a cell; `value` is nil where it is not finished, or where its method has no such figure.
  mutating func add(_ cell: GridCell, isFinished: Bool, _ value: Double?) {
    planned += 1
    finished += isFinished ? 1 : 0
    guard let value else { return }
    values.append((Seeds(noise: cell.noiseSeed, training: cell.trainingSeed), value))
  }

  var mean: Double? { SampleSummary(values.map(\.value))?.mean }

  /// The values of one noise seed are no independent draws: each draw counts by its mean. Without
  /// noise every training seed is a draw.
  private static func draws(
    _ values: [(seeds: Seeds, value: Double)]
  ) -> [(key: UInt64, values: [Double])] {
    var draws: [(key: UInt64, values: [Double])] = []
    for (seeds, value) in values {
      let key = seeds.noise ?? seeds.training
      if let index = draws.firstIndex(where: { $0.key == key }) {
        draws[index].values.append(value)
      } else {
        draws.append((key, [value]))
      }
    }
    return draws
  }

  /// Mean and spread over the draws.
  var ofDraws: SampleSummary? {
    SampleSummary(Self.draws(values).compactMap { SampleSummary($0.values)?.mean })
  }

  /// The spread as `spread` means it; nil where these seeds have none.
  func deviation(_ spread: ComparisonRequest.Spread) -> Double? {
    switch spread {
    case .pooled: return values.count > 1 ? SampleSummary(values.map(\.value))?.deviation : nil
    case .noise:
      // Without noise nothing spreads over it.
      guard values.allSatisfy({ $0.seeds.noise != nil }), let draws = ofDraws, draws.count > 1
      else { return nil }
      return draws.deviation
    case .training:
      let groups =
        values.first?.seeds.noise == nil
        ? [values.map(\.value)] : Self.draws(values).map(\.values)
      let variances = groups.filter { $0.count > 1 }.compactMap { SampleSummary($0) }
        .map { $0.deviation * $0.deviation }
      guard !variances.isEmpty else { return nil }
      return (variances.reduce(0, +) / Double(variances.count)).squareRoot()
    }
  }

  /// This method's figures less those of `other` under the same seeds, a difference for each draw.
  func differences(from other: SeedValues) -> [Double] {
    let theirs = Dictionary(uniqueKeysWithValues: other.values.map { ($0.seeds, $0.value) })
    let shared = values.compactMap { seeds, value in
      theirs[seeds].map { (seeds: seeds, value: value - $0) }
    }
    return Self.draws(shared).compactMap { SampleSummary($0.values)?.mean }
  }
}
