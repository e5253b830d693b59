import CMRNoise
import Testing

@Suite struct NoiseInvariantTests {
  static let seeds: ClosedRange<UInt64> = 1...25

  @Test(arguments: seeds, NoiseModel.ofOneClass)
  func exactlyTheRateIsWrongAndOnlyInTrainingRows(seed: UInt64, model: NoiseModel) throws {
    let classCount = 2 + Int(seed) % 9
    let clean = randomLabels("image", rows: 403, classCount: classCount, seed: seed)
    // 0.25 lies below what an asymmetric map leaves open at every class count here.
    let noisy = try plan(model, "0.25", seed: seed).corruptPair(clean, classCount: classCount)
    let labels = try #require(noisy.shared)
    let wrong = labels.indices.filter { labels[$0] != clean.labels[$0] }
    let count = try NoiseRate("0.25").rounded(of: clean.trainingRows.count)
    #expect(wrong.count == count)
    #expect(Set(wrong).isSubset(of: clean.trainingRows))
    #expect(noisy.labels(of: "image") == noisy.labels(of: "text"))
  }

  /// Two passes at 0.4 with one seed: independent draws leave 0.64 wrong or a bit less, where a wrong label was turned
  /// right again. The same draws would meet the same rows and leave 0.4 at most.
  @Test(arguments: seeds)
  func noiseOnNoiseDrawsAnew(seed: UInt64) throws {
    let clean = randomLabels("image", rows: 4000, classCount: 10, seed: seed)
    let once = try plan(.symmetric, "0.4", seed: seed)
    var noisy = clean
    noisy.labels = try #require(try once.corruptPair(clean, classCount: 10).shared)
    var twice = once
    twice.base = once.name
    let labels = try #require(try twice.corruptPair(noisy, classCount: 10).shared)
    let wrong = clean.trainingRows.count { labels[$0] != clean.labels[$0] }
    let expected = 1 - 0.6 * 0.6 - 0.4 * 0.4 / 9
    #expect(abs(Double(wrong) / 3000 - expected) < 0.04)
  }

  @Test(arguments: seeds, NoiseModel.ofOneClass)
  func theManifestCountsWhatHappened(seed: UInt64, model: NoiseModel) throws {
    for semantics in NoiseSemantics.allCases {
      for sharing in NoiseSharing.allCases {
        let plan = try plan(model, "0.2", seed: seed, semantics, sharing)
        let clean = randomLabels("image", rows: 300, classCount: 7, seed: seed)
        let noisy = try plan.corruptPair(clean, classCount: 7)
        #expect(noisy.manifest.plan == plan)
        #expect(noisy.manifest.cleanDigest == "d")
        #expect(noisy.manifest.outcomes.flatMap(\.modalities) == ["image", "text"])
        #expect(noisy.manifest.outcomes.count == (sharing == .shared ? 1 : 2))
        for outcome in noisy.manifest.outcomes {
          try expectCounts(outcome, of: noisy, clean: clean)
          #expect(
            outcome.drawnRows
              == (semantics == .exact ? plan.rate.rounded(of: 225) : plan.rate.floor(of: 225)))
        }
      }
    }
  }

  private func expectCounts(
    _ outcome: ModalityNoise, of noisy: NoisyLabels, clean: ModalityLabels
  ) throws {
    let labels = try #require(noisy.labels(of: outcome.modalities[0]))
    var transitions = Array(repeating: Array(repeating: 0, count: 7), count: 7)
    for row in clean.trainingRows { transitions[Int(clean.labels[row])][Int(labels[row])] += 1 }
    let flipped = clean.trainingRows.count { clean.labels[$0] != labels[$0] }
    #expect(outcome.transitions == transitions)
    #expect(outcome.flippedRows == flipped)
    #expect(outcome.trainingRows == clean.trainingRows.count)
    #expect(outcome.flipRate == Double(flipped) / Double(clean.trainingRows.count))
  }

  @Test(arguments: seeds)
  func pairFlipMovesToTheNextClass(seed: UInt64) throws {
    let clean = randomLabels("image", rows: 200, classCount: 5, seed: seed)
    let noisy = try plan(.pairFlip, "0.7", seed: seed, .redraw).corruptPair(clean, classCount: 5)
    let labels = try #require(noisy.shared)
    let moved = labels.indices.filter { labels[$0] != clean.labels[$0] }
    #expect(moved.allSatisfy { labels[$0] == (clean.labels[$0] + 1) % 5 })
    #expect(moved.count == 105)  // 0.7 x 150: every drawn row is wrong
    #expect(noisy.manifest.classMap == [1, 2, 3, 4, 0])
  }

  @Test(arguments: seeds)
  func asymmetricMapsHalfOfTheClassesOntoTheOthers(seed: UInt64) throws {
    let classCount = 2 + Int(seed) % 12
    let clean = randomLabels("image", rows: 400, classCount: classCount, seed: seed)
    let noisy = try plan(.asymmetric, "0.8", seed: seed, .redraw, .independent)
      .corruptPair(clean, classCount: classCount)
    let map = try #require(noisy.manifest.classMap)
    let moving = map.indices.filter { map[$0] != $0 }
    #expect(moving.count == classCount / 2)
    #expect(Set(moving.map { map[$0] }).count == moving.count)
    #expect(moving.allSatisfy { map[map[$0]] == map[$0] })
    for modality in noisy.modalities {
      for (noisyLabel, label) in zip(modality.labels, clean.labels) where noisyLabel != label {
        #expect(Int(noisyLabel) == map[Int(label)])
      }
    }
  }

  @Test(arguments: seeds, NoiseModel.ofOneClass)
  func aLargerRateCorruptsMoreOfTheSame(seed: UInt64, model: NoiseModel) throws {
    let clean = randomLabels("image", rows: 400, classCount: 6, seed: seed)
    for semantics in NoiseSemantics.allCases {
      let smaller = try #require(
        try plan(model, "0.1", seed: seed, semantics).corruptPair(clean, classCount: 6).shared)
      let larger = try #require(
        try plan(model, "0.3", seed: seed, semantics).corruptPair(clean, classCount: 6).shared)
      let wrong = smaller.indices.filter { smaller[$0] != clean.labels[$0] }
      #expect(!wrong.isEmpty)
      #expect(wrong.allSatisfy { larger[$0] == smaller[$0] })
    }
  }

  @Test(arguments: seeds)
  func theOrderOfRowsAndModalitiesDoesNotMatter(seed: UInt64) throws {
    var image = randomLabels("image", rows: 120, classCount: 4, seed: seed)
    var text = randomLabels("text", rows: 90, classCount: 4, seed: seed + 100)
    let plan = try plan(.symmetric, "0.5", seed: seed, .redraw, .independent)
    let forward = try plan.corrupt([image, text], classCount: 4, paired: false, cleanDigest: "d")
    image.trainingRows.reverse()
    text.trainingRows.reverse()
    let backward = try plan.corrupt([text, image], classCount: 4, paired: false, cleanDigest: "d")
    #expect(forward.labels(of: "image") == backward.labels(of: "image"))
    #expect(forward.labels(of: "text") == backward.labels(of: "text"))
    #expect(forward.shared == nil)
  }

  @Test func rateZeroChangesNothingAndRateOneEverything() throws {
    let clean = randomLabels("image", rows: 100, classCount: 3, seed: 5)
    for model in NoiseModel.ofOneClass {
      let none = try plan(model, "0").corruptPair(clean, classCount: 3)
      #expect(none.shared == clean.labels)
      #expect(none.manifest.outcomes[0].flipRate == 0)
    }
    let all = try plan(.symmetric, "1").corruptPair(clean, classCount: 3)
    #expect(all.manifest.outcomes[0].flipRate == 1)
  }
}
