import CMRNoise
import FoundationEssentials
import Testing

/// Labels that a separate implementation in Python (Philox, FNV-1a, Lemire and Fisher-Yates from
/// their papers) computed.
///
/// They freeze what a label set's name stands for. If one fails, the change is wrong, not the test.
@Suite struct NoiseGoldenTests {
  static let clean = ModalityLabels(
    modality: "image", labels: (0..<20).map { Int32($0 % 5) }, trainingRows: Array(0..<16))

  @Test func symmetricExactShared() throws {
    let noisy = try plan(.symmetric, "0.4").corruptPair(Self.clean, classCount: 5)
    #expect(noisy.shared == [0, 1, 3, 2, 4, 0, 1, 3, 3, 1, 4, 1, 2, 3, 4, 4, 1, 2, 3, 4])
  }

  @Test func symmetricRedrawIndependent() throws {
    let noisy = try plan(.symmetric, "0.4", .redraw, .independent)
      .corruptPair(Self.clean, classCount: 5)
    #expect(
      noisy.labels(of: "image") == [3, 1, 2, 3, 1, 0, 3, 2, 1, 4, 0, 2, 2, 3, 4, 3, 1, 2, 3, 4])
    #expect(
      noisy.labels(of: "text") == [0, 1, 2, 3, 0, 0, 3, 2, 3, 3, 0, 1, 2, 4, 4, 0, 1, 2, 3, 4])
  }

  @Test func asymmetricExactShared() throws {
    let noisy = try plan(.asymmetric, "0.4").corruptPair(Self.clean, classCount: 5)
    #expect(noisy.manifest.classMap == [3, 1, 2, 3, 1])
    #expect(noisy.shared == [3, 1, 2, 3, 1, 3, 1, 2, 3, 4, 3, 1, 2, 3, 1, 3, 1, 2, 3, 4])
  }

  @Test func manifestText() throws {
    let noisy = try plan(.asymmetric, "1", .redraw).corrupt(
      [ModalityLabels(modality: "image", labels: [0, 1, 1, 0], trainingRows: [0, 1])],
      classCount: 2, paired: false, cleanDigest: "ab12")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = String(decoding: try encoder.encode(noisy.manifest), as: UTF8.self)
    #expect(
      text
        == #"{"classCount":2,"classMap":[1,1],"cleanDigest":"ab12","encodingVersion":1,"#
        + #""model":"asymmetric","name":"asymmetric-1-s1-redraw","outcomes":[{"drawnRows":2,"#
        + #""flipRate":0.5,"flippedRows":1,"modalities":["image"],"trainingRows":2,"#
        + #""transitions":[[0,1],[0,1]]}],"rate":1,"seed":1,"semantics":"redraw","sharing":"shared"}"#
    )
    let decoded = try JSONDecoder().decode(NoiseManifest.self, from: Data(text.utf8))
    #expect(decoded == noisy.manifest)
  }
}
