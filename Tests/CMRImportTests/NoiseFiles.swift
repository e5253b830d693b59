import CMRHDF5
import CMRImport
import CMRRandom
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// A store whose first rows are for training and whose last ones for validation, and noise files for
/// it as other projects make them.
struct NoiseFiles {
  static let classes = 8
  static let rows = 1000
  static let all = 1200

  let folder: TemporaryFolder
  /// The class of every row.
  let clean: [Int]
  /// The classes of every row, 0 or 1 in each column.
  let several: [[UInt8]]

  init(in folder: TemporaryFolder) {
    self.folder = folder
    var stream = RandomStream(seed: 1, domain: "noise-files")
    clean = (0..<Self.all).map { _ in stream.uniform(below: Self.classes) }
    several = clean.map { own in
      (0..<Self.classes).map { $0 == own || stream.uniform(below: 4) == 0 ? 1 : 0 }
    }
  }

  /// The training rows' classes.
  var train: [Int] { Array(clean.prefix(Self.rows)) }

  /// `labels` in `share` of the rows replaced by what `draw` makes of them.
  func flipping(
    _ share: Double, seed: UInt64 = 2, _ draw: (Int, inout RandomStream) -> Int
  ) -> [Int] {
    var stream = RandomStream(seed: seed, domain: "noise-files/flip")
    var labels = train
    for row in stream.sample(Int(share * Double(Self.rows)), of: Self.rows) {
      labels[row] = draw(labels[row], &stream)
    }
    return labels
  }

  /// Draws from the first `count` classes.
  func uniform(_ share: Double, below count: Int = classes, seed: UInt64 = 2) -> [Int] {
    flipping(share, seed: seed) { _, stream in stream.uniform(below: count) }
  }

  func store(
    _ name: String = "s.h5", several isSeveral: Bool = false, labels: [Int]? = nil,
    classes: Int = classes, paired: Bool = true
  ) throws -> FilePath {
    let labels = labels ?? clean
    let names = (0..<classes).map { "c\($0)" }
    var builder = try StoreBuilder.create(at: folder(name), name: "n", classNames: names)
    for modality in ["image", "text"] {
      var writer = try builder.beginModality(modality, rows: labels.count, dimension: 1)
      try writer.append(labels.map { Float($0) })
      try builder.finish(writer)
    }
    try builder.setPaired(paired ? ["image", "text"] : [])
    let values: Labels =
      isSeveral
      ? .multiHot(
        MultiHot(rows: several.count, classes: classes, elements: several.flatMap(\.self)))
      : .classIndices(labels.map { Int32($0) })
    try builder.addLabels(
      LabelSet(
        name: "clean",
        labels: paired ? .shared(values) : .separate(["image": values, "text": values])))
    let train = Array(0..<min(Self.rows, labels.count))
    try add("train", train, paired, &builder)
    if labels.count > Self.rows {
      try add("validation", Array(Self.rows..<labels.count), paired, &builder)
    }
    try builder.publish(
      provenance: Provenance(sources: [], tool: "test", layout: "test", decisions: []))
    return folder(name)
  }

  private func add(
    _ name: String, _ rows: [Int], _ paired: Bool, _ builder: inout StoreBuilder
  ) throws {
    try builder.addSplit(
      Split(
        name: name, rule: "stored",
        rows: paired ? .shared(rows) : .separate(["image": rows, "text": rows])))
  }

  // MARK: Files

  func json(_ lists: [[Int]], _ name: String) throws -> FilePath {
    let texts = lists.map { "[\($0.map { "\($0)" }.joined(separator: ", "))]" }
    return try folder.write("[\(texts.joined(separator: ", "))]", to: name)
  }

  /// One column per class; the first stands for the label `base`.
  func columns(_ labels: [Int], width: Int = classes, base: Int = 0) -> [[Int64]] {
    labels.map { label in (0..<width).map { $0 + base == label ? 1 : 0 } }
  }

  func mat(_ key: String, _ rows: [[Int64]], _ name: String) throws -> FilePath {
    try folder.write(MATFixture([(key, .int64(rows))]).bytes, to: name)
  }

  func npy(_ values: [Double], _ name: String) throws -> FilePath {
    var header = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(values.count),), }"
    header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    let data = values.flatMap { value in
      (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * $0)) }
    }
    return try folder.write(
      [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8) + data, to: name)
  }

  func hdf5(_ arrays: [(key: String, rows: [[UInt8]])], _ name: String) throws -> FilePath {
    let file = try File.create(folder(name))
    do {
      let root = try file.root()
      for (key, rows) in arrays {
        try root.write(
          rows.flatMap { $0.map { Float($0) } }, as: key, shape: [rows.count, rows[0].count])
      }
    }
    try file.close()
    return folder(name)
  }

  // MARK: Rows of several classes

  /// Half of the training rows lose one class and gain one, as the published code does it.
  var replaced: [[UInt8]] {
    var stream = RandomStream(seed: 3, domain: "noise-files/replace")
    var labels = Array(several.prefix(Self.rows))
    for row in stream.sample(Self.rows / 2, of: Self.rows) {
      let before = labels[row]
      let (ones, zeros) = (
        before.indices.filter { before[$0] == 1 }, before.indices.filter { before[$0] == 0 }
      )
      if !ones.isEmpty { labels[row][ones[stream.uniform(below: ones.count)]] = 0 }
      if !zeros.isEmpty { labels[row][zeros[stream.uniform(below: zeros.count)]] = 1 }
    }
    return labels
  }

  /// Every training row gains 1.5 times its own number of classes, halves to even.
  var added: [[UInt8]] {
    var stream = RandomStream(seed: 4, domain: "noise-files/add")
    return several.prefix(Self.rows).map { before in
      var row = before
      let zeros = before.indices.filter { before[$0] == 0 }
      let count = 1.5 * Double(before.count { $0 == 1 })
      let wanted = min(Int(count.rounded(.toNearestOrEven)), zeros.count)
      for place in stream.sample(wanted, of: zeros.count) { row[zeros[place]] = 1 }
      return row
    }
  }

  /// The true class and two others in each row.
  func candidates(seed: UInt64) -> [[Int64]] {
    var stream = RandomStream(seed: seed, domain: "noise-files/candidates")
    return train.map { own in
      let others = (0..<Self.classes).filter { $0 != own }
      let set = Set(stream.sample(2, of: others.count).map { others[$0] } + [own])
      return (0..<Self.classes).map { set.contains($0) ? 1 : 0 }
    }
  }
}

/// The set and record of `files` for the store at `store`.
func readNoise(
  _ files: [FilePath], for store: FilePath, _ adjust: (inout NoiseImportRequest) -> Void = { _ in }
) throws -> (set: LabelSet, record: ImportedNoise) {
  var request = NoiseImportRequest(files, for: store, tool: "test 1")
  request.hdf5Reader = try Tool.builtPath("cmrdata")
  adjust(&request)
  return try request.read()
}
