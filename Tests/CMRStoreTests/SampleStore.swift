import CMRContainer
import CMRRandom
import CMRStore
import SystemPackage

/// A small store whose values come from a seed.
struct SampleStore {
  static let classes = ["bird", "cat", "dog"]
  static let provenance = Provenance(
    sources: [.init(name: "x.tar.gz", size: 12, sha256: String(repeating: "a", count: 64))],
    tool: "cmrdata 0", layout: "test", decisions: ["labels start at 0"])

  let rows: Int
  let image: [Float]
  let text: [Float]
  let labels: [Int32]

  init(seed: UInt64, rows: Int = 23) {
    var random = RandomStream(seed: seed, domain: "store-tests")
    self.rows = rows
    image = (0..<rows * 7).map { _ in Float(random.normal()) }
    text = (0..<rows * 4).map { _ in Float(random.normal()) }
    labels = (0..<rows).map { _ in Int32(random.uniform(below: 3)) }
  }

  var clean: LabelSet { LabelSet(name: "clean", labels: .shared(.classIndices(labels))) }

  func noisy(_ name: String, shift: Int32) -> LabelSet {
    let wrong = labels.map { ($0 + shift) % 3 }
    return LabelSet(
      name: name,
      labels: .separate(["image": .classIndices(wrong), "text": .classIndices(labels)]),
      base: "clean", manifest: #"{"rate":0.4}"#)
  }

  /// The builder with both modalities in, paired.
  func begin(at path: FilePath) throws -> StoreBuilder {
    var builder = try StoreBuilder.create(at: path, name: "sample", classNames: Self.classes)
    var image = try builder.beginModality("image", rows: rows, dimension: 7)
    try image.append(self.image)
    try builder.finish(image, ids: (0..<rows).map { "img-\($0)" })
    var text = try builder.beginModality("text", rows: rows, dimension: 4)
    for row in 0..<rows { try text.append(Array(self.text[row * 4..<(row + 1) * 4])) }
    try builder.finish(text)
    try builder.setPaired(["image", "text"])
    return builder
  }

  @discardableResult
  func write(to path: FilePath, noisy: [LabelSet] = []) throws -> String {
    var builder = try begin(at: path)
    try builder.addLabels(clean)
    for set in noisy { try builder.addLabels(set) }
    try builder.addSplit(Split(name: "train", rule: "stored", rows: .shared(Array(0..<rows - 5))))
    try builder.addSplit(
      Split(
        name: "test", rule: "back",
        rows: .separate(["image": Array(rows - 5..<rows), "text": [rows - 1, 0]])))
    return try builder.publish(provenance: Self.provenance)
  }
}

/// The text of what `body` throws; "" where it does not.
func failure(_ body: () throws -> Void) -> String {
  do {
    try body()
    return ""
  } catch {
    return "\(error)"
  }
}
