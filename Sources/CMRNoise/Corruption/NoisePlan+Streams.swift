internal import CMRRandom

extension NoisePlan {
  /// The stream of `draws` for `owner`.
  ///
  /// Noise on labels that have some already, and noise in another split, draws from streams of its
  /// own: from the same ones it would meet the rows that are wrong, and turn them again.
  func stream(of draws: String, _ owner: String) -> RandomStream {
    let split = split.map { "/of/\($0)" } ?? ""
    let base = base.map { "/on/\($0)" } ?? ""
    return RandomStream(
      seed: seed, domain: "noise/\(model.rawValue)/\(draws)/\(owner)\(split)\(base)")
  }
}
