internal import CMRRandom

/// Where a model that maps classes sends each of them; the others have none.
struct ClassMap: Hashable, Sendable {
  /// The class that class k is taken for, at index k.
  let targets: [Int]

  /// The map of `plan` over `classCount` classes, or nil where it maps none.
  init?(_ plan: NoisePlan, classCount: Int) {
    switch plan.model {
    case .symmetric, .instance, .replace, .add: return nil
    case .asymmetric:
      targets = Self.halfOntoHalf(classCount: classCount, seed: plan.seed)
    case .pairFlip:
      targets = (0..<classCount).map { ($0 + 1) % classCount }
    }
  }

  func changes(_ label: Int32) -> Bool { targets[Int(label)] != Int(label) }

  /// MRL's map: of a random permutation p, p[i] goes to p[half + i] for i < half = floor(K/2); all
  /// others stay.
  private static func halfOntoHalf(classCount: Int, seed: UInt64) -> [Int] {
    var stream = RandomStream(seed: seed, domain: "noise/asymmetric/class-map")
    var permutation = Array(0..<classCount)
    stream.shuffle(&permutation)
    var targets = Array(0..<classCount)
    let half = classCount / 2
    for index in 0..<half { targets[permutation[index]] = permutation[half + index] }
    return targets
  }
}
