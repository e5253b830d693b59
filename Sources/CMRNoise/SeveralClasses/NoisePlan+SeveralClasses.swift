extension NoisePlan {
  /// Makes the noisy labels of this plan where rows have any number of classes.
  ///
  /// What is said of
  /// ``corrupt(_:classCount:paired:cleanDigest:profiles:)`` holds here too.
  ///
  /// - Parameters:
  ///   - modalities: the clean labels of every modality.
  ///   - classCount: the number of classes K, 2 or more.
  ///   - paired: whether row i of all modalities belongs together; ``NoiseSharing/shared`` needs
  ///     it.
  ///   - cleanDigest: the SHA-256, in hexadecimal, that names the clean labels.
  /// - Throws: ``NoiseError`` if labels or rows are invalid, or the plan cannot be fulfilled with
  ///   them.
  public func corrupt(
    _ modalities: [ModalityLabelMatrix], classCount: Int, paired: Bool, cleanDigest: String
  ) throws(NoiseError) -> NoisyLabelMatrices {
    guard model.takesSeveralClasses else { throw .needsOneClass(model) }
    guard model != .add || semantics == .exact else { throw .redrawWithoutMeaning(model) }
    try requireRate()
    guard classCount >= 2 else { throw .tooFewClasses(plan: self, classCount: classCount) }
    guard let first = modalities.first else { throw .noModalities() }
    try Self.requireDifferentNames(modalities.map(\.modality))
    var made: [NoisyLabelMatrices.Modality] = []
    var outcomes: [ModalityNoise] = []
    if sharing == .shared {
      for other in modalities.dropFirst() {
        guard paired else { throw .notPaired(first.modality, other.modality) }
        try first.requirePair(with: other, classCount: classCount)
      }
    }
    for modality in sharing == .shared ? [first] : modalities {
      let names = sharing == .shared ? modalities.map(\.modality) : [modality.modality]
      let rows = try modality.validatedTrainingRows(classCount: classCount)
      var corruption = MatrixCorruption(
        plan: self, classCount: classCount,
        owner: sharing == .shared ? "shared" : "modality/\(modality.modality)",
        place: sharing == .shared ? "the shared labels" : "modality '\(modality.modality)'",
        clean: modality.elements)
      try corruption.apply(to: rows)
      made += names.map { NoisyLabelMatrices.Modality(name: $0, elements: corruption.elements) }
      outcomes.append(ModalityNoise(modalities: names, rows: rows, corruption))
    }
    return NoisyLabelMatrices(
      modalities: made,
      manifest: NoiseManifest(
        plan: self, cleanDigest: cleanDigest, classCount: classCount, classMap: nil,
        outcomes: outcomes))
  }
}
