import CMRContainer
import CMRExport
import CMRStore
import CMRTestSupport
import SystemPackage

/// A small store of any shape, whose numbers are told by their places.
struct SmallStore {
  var rows = ["image": 30, "text": 30]
  var isPaired = true
  var labels = LabelSet(
    name: "clean", labels: .shared(.classIndices((0..<30).map { Int32($0 * 7 % 3) })))
  var noisy: [LabelSet] = []
  var classNames = ["bird", "cat", "dög"]
  var splits: [Split] = [
    Split(name: "train", rule: "stored", rows: .shared(Array(0..<18))),
    Split(name: "validation", rule: "stored", rows: .shared(Array(18..<23))),
    Split(name: "test", rule: "stored", rows: .shared(Array(23..<30))),
  ]

  func write(to path: FilePath) throws -> Store {
    var builder = try StoreBuilder.create(at: path, name: "small", classNames: classNames)
    for (name, count) in rows.sorted(by: { $0.key < $1.key }) {
      let width = name == "text" ? 3 : 5
      var writer = try builder.beginModality(name, rows: count, dimension: width)
      try writer.append(
        (0..<count * width).map { Float(bitPattern: 0x3f80_0001 &+ UInt32($0) &* 77_777) })
      try builder.finish(writer, ids: (0..<count).map { "\(name)-\($0)" })
    }
    try builder.setPaired(isPaired ? rows.keys.sorted() : [])
    for set in [labels] + noisy { try builder.addLabels(set) }
    for split in splits { try builder.addSplit(split) }
    try builder.publish(
      provenance: Provenance(sources: [], tool: "test", layout: "test", decisions: []))
    return try Store.open(path)
  }

  /// Labels with several classes, of which no row has exactly one throughout.
  static var multiHot: LabelSet {
    let elements = (0..<30 * 3).map { UInt8($0 % 3 == 0 || $0 % 5 == 0 ? 1 : 0) }
    return LabelSet(
      name: "clean", labels: .shared(.multiHot(MultiHot(rows: 30, classes: 3, elements: elements))))
  }
}

extension Store {
  /// Exports the store and returns what was said.
  func export(
    to path: FilePath, _ format: ExportFormat, labels: String = "clean", overwrite: Bool = false
  ) throws -> ExportReport {
    var request = ExportRequest(self, to: path, format: format, tool: "test 1")
    request.labels = labels
    request.overwrite = overwrite
    return try request.run()
  }

  func features(_ modality: String) throws -> [UInt32] {
    let features = try self.modality(modality).features
    return try features.elements(ofRows: 0..<features.rows).map(\.bitPattern)
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
