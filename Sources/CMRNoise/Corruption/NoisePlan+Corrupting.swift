extension NoisePlan {
  /// Makes the noisy labels of this plan.
  ///
  /// The same plan and labels give the same bits on every machine: rows are counted in integers,
  /// and every draw comes from a counter-based stream of the plan's seed. Neither the order of
  /// `modalities` nor that of their training rows matters to the labels. A plan with a larger rate
  /// and the same seed corrupts what the smaller one does, in the same way, and more.
  ///
  /// - Parameters:
  ///   - modalities: the clean labels of every modality.
  ///   - classCount: the number of classes K, 2 or more.
  ///   - paired: whether row i of all modalities belongs together; ``NoiseSharing/shared`` needs
  ///     it.
  ///   - cleanDigest: the SHA-256, in hexadecimal, that names the clean labels; it is copied to the
  ///     manifest.
  ///   - profiles: what the features say, for ``NoiseModel/instance``:
  ///     ``InstanceProfile/measure(_:classCount:sharing:dimension:read:)``.
  /// - Throws: ``NoiseError`` if labels or rows are invalid, or the plan cannot be fulfilled with
  ///   them.
  public func corrupt(
    _ modalities: [ModalityLabels], classCount: Int, paired: Bool, cleanDigest: String,
    profiles: [InstanceProfile] = []
  ) throws(NoiseError) -> NoisyLabels {
    guard !model.takesSeveralClasses else { throw .needsSeveralClasses(model) }
    try requireRate()
    guard classCount >= 2 else { throw .tooFewClasses(plan: self, classCount: classCount) }
    guard let first = modalities.first else { throw .noModalities() }
    try Self.requireDifferentNames(modalities.map(\.modality))
    let classMap = ClassMap(self, classCount: classCount)
    let corruption = Corruption(plan: self, classCount: classCount, classMap: classMap)
    let parts: [Part]
    switch sharing {
    case .shared:
      parts = try [sharedPart(first, modalities.dropFirst(), paired, corruption, profiles)]
    case .independent:
      var made: [Part] = []
      for modality in modalities {
        let name = modality.modality
        made.append(
          try part(
            modality, names: [name], owner: "modality/\(name)", place: "modality '\(name)'",
            corruption, profiles))
      }
      parts = made
    }
    return NoisyLabels(
      modalities: parts.flatMap { part in
        part.outcome.modalities.map { NoisyLabels.Modality(name: $0, labels: part.labels) }
      },
      manifest: NoiseManifest(
        plan: self, cleanDigest: cleanDigest, classCount: classCount, classMap: classMap?.targets,
        outcomes: parts.map(\.outcome)))
  }

  /// Labels that one or more modalities have, and what became of them.
  private typealias Part = (labels: [Int32], outcome: ModalityNoise)

  private func sharedPart(
    _ first: ModalityLabels, _ others: ArraySlice<ModalityLabels>, _ paired: Bool,
    _ corruption: Corruption, _ profiles: [InstanceProfile]
  ) throws(NoiseError) -> Part {
    for other in others {
      guard paired else { throw .notPaired(first.modality, other.modality) }
      try first.requirePair(with: other)
    }
    return try part(
      first, names: [first.modality] + others.map(\.modality), owner: "shared",
      place: "the shared labels", corruption, profiles)
  }

  private func part(
    _ modality: ModalityLabels, names: [String], owner: String, place: String,
    _ whole: Corruption, _ profiles: [InstanceProfile]
  ) throws(NoiseError) -> Part {
    var corruption = whole
    let rows = try modality.validatedTrainingRows(classCount: corruption.classCount)
    if model == .instance {
      corruption.profile = profiles.first { $0.modalities == names && $0.rows == rows }
      if corruption.profile == nil { throw .noProfile(names) }
    }
    var labels = modality.labels
    let selection = try corruption.apply(to: &labels, rows: rows, owner: owner, place: place)
    return (labels, ModalityNoise(modalities: names, rows: rows.count, selection))
  }

  /// Fails where the rate is no share and not meant as a level.
  func requireRate() throws(NoiseError) {
    guard model.takesLevel || !rate.exceedsOne else { throw .notARate(rate, model: model) }
  }

  static func requireDifferentNames(_ names: [String]) throws(NoiseError) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { throw .repeatedModality(name) }
  }
}
