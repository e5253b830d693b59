import CMRNoise
import Testing

@Suite struct NoiseErrorTests {
  static let image = ModalityLabels(
    modality: "image", labels: [0, 1, 2, 0], trainingRows: [0, 1, 2])

  private func expect(
    _ message: String, _ code: NoiseError.Code, _ modalities: [ModalityLabels],
    _ plan: NoisePlan? = nil, classCount: Int = 3, paired: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let plan = try plan ?? CMRNoiseTests.plan(.symmetric, "0.4")
    let error = #expect(throws: NoiseError.self, sourceLocation: sourceLocation) {
      try plan.corrupt(modalities, classCount: classCount, paired: paired, cleanDigest: "d")
    }
    #expect(error?.description == message, sourceLocation: sourceLocation)
    #expect(error?.code == code, sourceLocation: sourceLocation)
  }

  private func changed(_ change: (inout ModalityLabels) -> Void) -> ModalityLabels {
    var labels = Self.image
    change(&labels)
    return labels
  }

  @Test func invalidLabels() throws {
    try expect("there are no labels to corrupt", .invalidLabels, [])
    try expect(
      "label 3 of row 1 in modality 'image' is not one of 0..<3", .invalidLabels,
      [changed { $0.labels[1] = 3 }])
    try expect(
      "label -1 of row 3 in modality 'image' is not one of 0..<3", .invalidLabels,
      [changed { $0.labels[3] = -1 }])
    try expect(
      "training row 4 of modality 'image' is not one of its 4 rows", .invalidLabels,
      [changed { $0.trainingRows = [1, 4, 0] }])
    try expect(
      "training row -2 of modality 'image' is not one of its 4 rows", .invalidLabels,
      [changed { $0.trainingRows = [1, -2] }])
    try expect(
      "training row 1 of modality 'image' is listed twice", .invalidLabels,
      [changed { $0.trainingRows = [1, 0, 1] }])
    try expect(
      "modality 'image' has no training rows; only training rows are corrupted; name a split that "
        + "has some", .invalidLabels, [changed { $0.trainingRows = [] }])
    try expect("modality 'image' is given twice", .invalidLabels, [Self.image, Self.image])
  }

  @Test func sharedLabelsNeedEqualPairs() throws {
    let text = changed { $0.modality = "text" }
    try expect(
      "one noisy label per pair needs paired modalities, and 'image' and 'text' are not; choose the "
        + "sharing 'independent'", .impossible, [Self.image, text], paired: false)
    try expect(
      "one noisy label per pair needs as many rows in each modality: 'image' has 4, 'text' has 5; "
        + "choose the sharing 'independent'", .impossible,
      [
        Self.image,
        changed {
          $0.modality = "text"
          $0.labels.append(0)
        },
      ])
    try expect(
      "one noisy label per pair needs equal clean labels: row 2 is 2 in 'image' and 1 in 'text'; "
        + "choose the sharing 'independent'", .impossible,
      [
        Self.image,
        changed {
          $0.modality = "text"
          $0.labels[2] = 1
        },
      ])
    try expect(
      "one noisy label per pair needs the same training rows in each modality: 'image' has 3, 'text' "
        + "has 2 or others; choose the sharing 'independent'", .impossible,
      [
        Self.image,
        changed {
          $0.modality = "text"
          $0.trainingRows = [0, 1]
        },
      ])
  }

  @Test func impossibleDemands() throws {
    try expect(
      "symmetric noise needs 2 classes or more, and there is 1", .impossible,
      [changed { $0.labels = [0, 0, 0, 0] }], classCount: 1)
    try expect(
      "symmetric noise needs 2 classes or more, and there are 0", .impossible, [Self.image],
      classCount: 0)
    let map = try #require(
      try plan(.asymmetric, "0").corruptPair(Self.image, classCount: 3).manifest.classMap)
    let staying = Int32(try #require(map.indices.first { map[$0] == $0 }))
    let moving = Int32(try #require(map.indices.first { map[$0] != $0 }))
    let labels = ModalityLabels(
      modality: "image", labels: [staying, staying, staying, moving], trainingRows: [0, 1, 2, 3])
    try expect(
      "asymmetric noise at rate 0.5 must make 2 of 4 labels wrong in the shared labels, and only 1 "
        + "have a class that maps to another; lower the rate, or choose the semantics 'redraw'",
      .impossible, [labels], try plan(.asymmetric, "0.5"))
    try expect(
      "asymmetric noise at rate 1 must make 4 of 4 labels wrong in modality 'image', and only 1 "
        + "have a class that maps to another; lower the rate, or choose the semantics 'redraw'",
      .impossible, [labels], try plan(.asymmetric, "1", .exact, .independent))
  }
}
