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
  /// - Throws: ``NoiseError`` if labels or rows are invalid, or the plan cannot be fulfilled with
  ///   them.
  public func corrupt(
    _ modalities: [ModalityLabels], classCount: Int, paired: Bool, cleanDigest: String
  ) throws(NoiseError) -> NoisyLabels {
    guard classCount >= 2 else { throw .tooFewClasses(plan: self, classCount: classCount) }
    guard let first = modalities.first else { throw .noModalities() }
    try requireDifferentNames(modalities)
    let classMap = ClassMap(self, classCount: classCount)
    let corruption = Corruption(plan: self, classCount: classCount, classMap: classMap)
    let parts: [Part]
    switch sharing {
    case .shared: parts = try [sharedPart(first, modalities.dropFirst(), paired, corruption)]
    case .independent:
      var made: [Part] = []
      for modality in modalities {
        let name = modality.modality
        made.append(
          try part(
            modality, names: [name], owner: "modality/\(name)", place: "modality '\(name)'",
            corruption))
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
    _ corruption: Corruption
  ) throws(NoiseError) -> Part {
    for other in others {
      guard paired else { throw .notPaired(first.modality, other.modality) }
      try first.requirePair(with: other)
    }
    return try part(
      first, names: [first.modality] + others.map(\.modality), owner: "shared",
      place: "the shared labels", corruption)
  }

  private func part(
    _ modality: ModalityLabels, names: [String], owner: String, place: String,
    _ corruption: Corruption
  ) throws(NoiseError) -> Part {
    let rows = try modality.validatedTrainingRows(classCount: corruption.classCount)
    var labels = modality.labels
    let selection = try corruption.apply(to: &labels, rows: rows, owner: owner, place: place)
    return (labels, ModalityNoise(modalities: names, rows: rows.count, selection))
  }

  private func requireDifferentNames(_ modalities: [ModalityLabels]) throws(NoiseError) {
    var seen: Set<String> = []
    for modality in modalities where !seen.insert(modality.modality).inserted {
      throw .repeatedModality(modality.modality)
    }
  }
}
