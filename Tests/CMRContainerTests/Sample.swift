import CMRContainer
import CMRRandom
import SystemPackage

/// A sealed file with one element of every kind, its values drawn from a seed.
struct Sample {
  static let kind = Encoding("cmr-sample", version: 2)

  let seed: UInt64
  let rows: Int
  let columns: Int
  let features: [Float]
  let labels: [Int32]
  let hot: [UInt8]
  let doubles: [Double]
  let indices: [Int]
  let texts: [String]

  init(seed: UInt64, rows: Int = 37, columns: Int = 19) {
    var random = RandomStream(seed: seed, domain: "container-tests")
    self.seed = seed
    self.rows = rows
    self.columns = columns
    features = (0..<rows * columns).map { _ in Float(random.normal()) }
    labels = (0..<rows).map { _ in Int32(random.uniform(below: 10)) }
    hot = (0..<rows * 3).map { _ in UInt8(random.uniform(below: 2)) }
    doubles = (0..<24).map { _ in random.normal() }
    indices = (0..<rows).map { _ in Int(bitPattern: UInt(random.next())) }
    texts = (0..<rows).map { "é\($0)-" + String(repeating: "x", count: random.uniform(below: 9)) }
  }

  /// Writes and seals it, and returns the digest.
  @discardableResult
  func write(to path: FilePath) throws -> String {
    var writer = try ContainerWriter.create(at: path, kind: Self.kind, attributes: ["seed": 7])
    try add(to: &writer)
    return try writer.seal()
  }

  func add(to writer: inout ContainerWriter) throws {
    try addFeatures(to: &writer)
    try addRest(to: &writer)
  }

  func addFeatures(to writer: inout ContainerWriter) throws {
    var matrix = try writer.beginRowMatrix(at: "image/features", rows: rows, columns: columns)
    let cut = rows / 3 * columns
    try matrix.append(Array(features[..<cut]))
    try matrix.append(Array(features[cut...]))
    try writer.finish(matrix)
  }

  func addRest(to writer: inout ContainerWriter) throws {
    try writer.addStrings(texts, at: "image/ids")
    try writer.addArray(labels, at: "labels", attributes: ["kind": "class-index", "weight": 0.1])
    try writer.addArray(hot, at: "hot", shape: [rows, 3])
    try writer.addArray(doubles, at: "deep/er/cube", shape: [2, 3, 4])
    try writer.addArray(indices, at: "deep/indices")
    try writer.addArray([3.5], at: "deep/scalar", shape: [])
    try writer.addArray([Int8](), at: "empty")
    try writer.addArray([UInt16](), at: "hollow", shape: [0, 5])
    try writer.addDocument(["b": [1.5], "a": []], at: "manifest")
    try writer.addDocument(text: "", at: "nothing")
    try writer.addGroup(
      "bare", encoding: Encoding("own", version: 3),
      attributes: ["note": "naïve\nattribute x text 1 y"])
    var appended = try writer.beginArray(of: UInt64.self, at: "appended", shape: [rows, 2])
    for row in 0..<rows { try appended.append([UInt64(row), seed]) }
    try writer.finish(appended)
  }

  /// Reads everything and compares; nil where all is as it was written, else what differs.
  func difference(in container: Container) throws -> String? {
    let matrix = try container.rowMatrix("image/features")
    if matrix.rows != rows || matrix.columns != columns { return "extents" }
    if try matrix.elements(ofRows: 0..<rows) != features { return "features" }
    if try container.strings("image/ids") != texts { return "texts" }
    if try container.array("labels") != labels { return "labels" }
    if try container.array("hot") != hot { return "hot" }
    if try container.array("deep/er/cube") != doubles { return "doubles" }
    if try container.array("deep/indices") != indices { return "indices" }
    if try container.array("deep/scalar") != [3.5] { return "scalar" }
    if try container.array("empty", of: Int8.self) != [] { return "empty" }
    if try container.array("hollow", of: UInt16.self) != [] { return "hollow" }
    if try container.document("manifest") != ["b": [1.5], "a": []] { return "manifest" }
    if try container.documentText("nothing") != "" { return "nothing" }
    if try container.array("appended") != (0..<rows).flatMap({ [UInt64($0), seed] }) {
      return "appended"
    }
    if container.attributes != ["seed": 7] { return "attributes" }
    if container.kind != Self.kind { return "kind" }
    let labels = try container.node("labels")
    if labels.attributes != ["kind": "class-index", "weight": 0.1] { return "label attributes" }
    if try container.node("deep/er/cube").shape != [2, 3, 4] { return "shape" }
    return nil
  }
}
