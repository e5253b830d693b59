import CMRNoise
import Testing

/// Noise where rows have any number of classes.
@Suite struct SeveralClassesTests {
  static let seeds: ClosedRange<UInt64> = 1...25

  /// Row r has class c where 3 divides r² + 2cr + c; of twelve rows ten are for training.
  static let clean = ModalityLabelMatrix(
    modality: "image",
    elements: (0..<12).flatMap { row in
      (0..<5).map { (row * row + 2 * $0 * row + $0) % 3 == 0 ? UInt8(1) : 0 }
    }, trainingRows: Array(0..<10))

  private func rows(_ elements: [UInt8]?) throws -> [String] {
    let elements = try #require(elements)
    return stride(from: 0, to: elements.count, by: 5).map { start in
      elements[start..<start + 5].map { "\($0)" }.joined()
    }
  }

  /// By a separate implementation in Python. They freeze what a label set's name stands for.
  @Test func golden() throws {
    #expect(
      try rows(Self.clean.elements) == [
        "10010", "00000", "01001", "10010", "00000", "01001", "10010", "00000", "01001", "10010",
        "00000", "01001",
      ])
    let replaced = try plan(.replace, "0.5").corruptPair(Self.clean, classCount: 5)
    #expect(
      try rows(replaced.shared) == [
        "00110", "00000", "01100", "10010", "00000", "11000", "10010", "00000", "00011", "00110",
        "00000", "01001",
      ])
    let added = try NoisePlan(
      model: .add, rate: NoiseRate(level: "1.5"), seed: 1, sharing: .independent
    ).corruptPair(Self.clean, classCount: 5)
    #expect(
      try rows(added.elements(of: "text")) == [
        "11111", "00000", "11111", "11111", "00000", "11111", "11111", "00000", "11111", "11111",
        "00000", "01001",
      ])
    let other = try NoisePlan(model: .add, rate: NoiseRate(level: "0.5"), seed: 1, split: "test")
      .corruptPair(Self.clean, classCount: 5)
    #expect(
      try rows(other.shared) == [
        "10011", "00000", "11001", "11010", "00000", "11001", "10110", "00000", "01011", "11010",
        "00000", "01001",
      ])
  }

  @Test(arguments: seeds)
  func exactlyTheRateLosesOneAndGainsOne(seed: UInt64) throws {
    let classCount = 3 + Int(seed) % 8
    let clean = randomMatrix("image", rows: 403, classCount: classCount, seed: seed)
    let noisy = try plan(.replace, "0.25", seed: seed).corruptPair(clean, classCount: classCount)
    let labels = try #require(noisy.shared)
    var changed = 0
    for row in 0..<403 {
      let places = row * classCount..<(row + 1) * classCount
      let lost = places.filter { clean.elements[$0] > labels[$0] }
      let gained = places.filter { clean.elements[$0] < labels[$0] }
      #expect(lost.count == gained.count && lost.count <= 1)
      if !lost.isEmpty {
        changed += 1
        #expect(row % 4 != 3)
      }
    }
    let outcome = noisy.manifest.outcomes[0]
    let count = try NoiseRate("0.25").rounded(of: clean.trainingRows.count)
    #expect(changed == count)
    #expect(outcome.flippedRows == count)
    #expect(outcome.drawnRows == count)
    #expect(outcome.lost?.reduce(0, +) == count)
    #expect(outcome.gained?.reduce(0, +) == count)
    #expect(outcome.transitions.isEmpty)
    #expect(outcome.modalities == ["image", "text"])
    #expect(noisy.elements(of: "image") == noisy.elements(of: "text"))
  }

  /// The published code draws rows from all: one without a class only gains, one with all only
  /// loses.
  @Test func redrawTakesWhatThereIs() throws {
    let clean = ModalityLabelMatrix(
      modality: "image", elements: [0, 0, 0, 1, 1, 1, 1, 0, 0], trainingRows: [0, 1, 2])
    let noisy = try plan(.replace, "1", .redraw).corruptPair(clean, classCount: 3)
    let labels = try #require(noisy.shared)
    let ones = [0, 3, 6].map { start in labels[start..<start + 3].count { $0 == 1 } }
    #expect(ones == [1, 2, 1])
    #expect(labels[6] == 0)
    #expect(noisy.manifest.outcomes[0].flippedRows == 3)
  }

  @Test(arguments: seeds)
  func everyRowGainsSoManyPerClassOfItsOwn(seed: UInt64) throws {
    let classCount = 4 + Int(seed) % 20
    let clean = randomMatrix("image", rows: 203, classCount: classCount, seed: seed)
    for level in ["0", "0.5", "1", "1.5", "2.5"] {
      let rate = try NoiseRate(level: level)
      let noisy = try NoisePlan(model: .add, rate: rate, seed: seed)
        .corruptPair(clean, classCount: classCount)
      let labels = try #require(noisy.shared)
      for row in 0..<203 {
        let places = row * classCount..<(row + 1) * classCount
        let own = places.count { clean.elements[$0] == 1 }
        let gained = places.count { clean.elements[$0] < labels[$0] }
        #expect(places.allSatisfy { clean.elements[$0] <= labels[$0] })
        #expect(
          gained == (row % 4 == 3 ? 0 : min(rate.rounded(of: own), classCount - own)))
      }
    }
  }

  @Test(arguments: seeds, NoiseModel.ofSeveralClasses)
  func aLargerRateCorruptsMoreOfTheSame(seed: UInt64, model: NoiseModel) throws {
    let clean = randomMatrix("image", rows: 200, classCount: 9, seed: seed, without: false)
    let smaller = try #require(
      try plan(model, "0.3", seed: seed).corruptPair(clean, classCount: 9).shared)
    let larger = try #require(
      try plan(model, "0.7", seed: seed).corruptPair(clean, classCount: 9).shared)
    let changed = smaller.indices.filter { smaller[$0] != clean.elements[$0] }
    #expect(!changed.isEmpty)
    #expect(changed.allSatisfy { larger[$0] == smaller[$0] })
  }

  @Test(arguments: NoiseModel.ofSeveralClasses)
  func independentModalitiesDisagreeAndOrderDoesNotMatter(model: NoiseModel) throws {
    var image = randomMatrix("image", rows: 200, classCount: 9, seed: 3, without: false)
    var text = image
    text.modality = "text"
    let plan = try plan(model, "0.5", .exact, .independent)
    let forward = try plan.corrupt([image, text], classCount: 9, paired: false, cleanDigest: "d")
    #expect(forward.elements(of: "image") != forward.elements(of: "text"))
    #expect(forward.shared == nil)
    #expect(forward.manifest.outcomes.map(\.modalities) == [["image"], ["text"]])
    image.trainingRows.reverse()
    text.trainingRows.reverse()
    let backward = try plan.corrupt([text, image], classCount: 9, paired: false, cleanDigest: "d")
    #expect(forward.elements(of: "image") == backward.elements(of: "image"))
    #expect(forward.elements(of: "text") == backward.elements(of: "text"))
  }

  /// Lost and gained classes against uniform draws, by chi-square; the bound is the mean plus six
  /// standard deviations.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func classesAreLostAndGainedEquallyOften(seed: UInt64) throws {
    // Every row has three of nine classes, each class is in a third of the rows.
    let rows = 30_000
    let elements = (0..<rows).flatMap { row in
      (0..<9).map { ($0 + row) % 3 == 0 ? UInt8(1) : 0 }
    }
    let clean = ModalityLabelMatrix(
      modality: "image", elements: elements, trainingRows: Array(0..<rows))
    let outcome = try plan(.replace, "1", seed: seed).corruptPair(clean, classCount: 9)
      .manifest.outcomes[0]
    for counts in [outcome.lost, outcome.gained] {
      let statistic = try #require(counts).reduce(0.0) { sum, count in
        sum + (Double(count) - 30_000 / 9.0) * (Double(count) - 30_000 / 9.0) / (30_000 / 9.0)
      }
      #expect(statistic < 8 + 6 * 4)
    }
  }

  private func expect(
    _ message: String, _ code: NoiseError.Code, _ modalities: [ModalityLabelMatrix],
    _ plan: NoisePlan, classCount: Int = 2, paired: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: NoiseError.self, sourceLocation: sourceLocation) {
      try plan.corrupt(modalities, classCount: classCount, paired: paired, cleanDigest: "d")
    }
    #expect(error?.description == message, sourceLocation: sourceLocation)
    #expect(error?.code == code, sourceLocation: sourceLocation)
  }

  private func matrix(
    _ modality: String, _ elements: [UInt8], _ rows: [Int] = [0, 1]
  ) -> ModalityLabelMatrix {
    ModalityLabelMatrix(modality: modality, elements: elements, trainingRows: rows)
  }

  @Test func whatIsRefused() throws {
    let image = matrix("image", [1, 0, 0, 1])
    let replace = try plan(.replace, "1")
    expect(
      "symmetric noise is for rows of one class, and these have any number; choose one of replace, "
        + "add", .impossible, [image], try plan(.symmetric, "0.4"))
    let needsSeveral = #expect(throws: NoiseError.self) {
      try replace.corrupt(
        [ModalityLabels(modality: "image", labels: [0, 1], trainingRows: [0])], classCount: 2,
        paired: true, cleanDigest: "d")
    }
    #expect(
      needsSeveral?.description
        == "replace noise is for rows of any number of classes, and these have one each; choose one "
        + "of symmetric, asymmetric, pair-flip, instance")
    expect(
      "add noise is in every row, so no rows are drawn; choose the semantics 'exact'", .impossible,
      [image], try plan(.add, "1", .redraw))
    expect(
      "replace noise cannot have the rate 1.5; a rate is a share of the training rows, such as 0.4; "
        + "only levels of add exceed 1", .invalidRate, [image],
      NoisePlan(model: .replace, rate: try NoiseRate(level: "1.5"), seed: 1))
    expect("there are no labels to corrupt", .invalidLabels, [], replace)
    expect("modality 'image' is given twice", .invalidLabels, [image, image], replace)
    expect(
      "replace noise needs 2 classes or more, and there is 1", .impossible, [image], replace,
      classCount: 1)
    expect(
      "the 3 labels of modality 'image' are no rows of 2 classes", .invalidLabels,
      [matrix("image", [1, 0, 1])], replace)
    expect(
      "class 1 of row 0 in modality 'image' is 2, neither 0 nor 1", .invalidLabels,
      [matrix("image", [1, 2, 0, 1])], replace)
    expect(
      "training row 2 of modality 'image' is not one of its 2 rows", .invalidLabels,
      [matrix("image", [1, 0, 0, 1], [0, 2])], replace)
    expect(
      "replace noise at rate 1 must change 3 of 3 rows in the shared labels, and only 1 have a class "
        + "to lose and another to gain; lower the rate, or choose the semantics 'redraw'",
      .impossible, [matrix("image", [1, 0, 0, 0, 1, 1], [0, 1, 2])], replace)
  }

  @Test func sharedLabelsNeedEqualPairs() throws {
    let image = matrix("image", [1, 0, 0, 1])
    let replace = try plan(.replace, "0.5")
    let remedy = "; choose the sharing 'independent'"
    expect(
      "one noisy label per pair needs paired modalities, and 'image' and 'text' are not" + remedy,
      .impossible, [image, matrix("text", [1, 0, 0, 1])], replace, paired: false)
    expect(
      "one noisy label per pair needs as many rows in each modality: 'image' has 2, 'text' has 3"
        + remedy, .impossible, [image, matrix("text", [1, 0, 0, 1, 1, 1])], replace)
    expect(
      "one noisy label per pair needs equal clean labels: class 1 of row 0 is 0 in 'image' and 1 in "
        + "'text'" + remedy, .impossible, [image, matrix("text", [1, 1, 0, 1])], replace)
    expect(
      "one noisy label per pair needs the same training rows in each modality: 'image' has 2, 'text' "
        + "has 1 or others" + remedy, .impossible, [image, matrix("text", [1, 0, 0, 1], [1])],
      replace)
  }
}
