import CMRRandom
import CMRStore
import CMRTraining
import SystemPackage

/// A store that is made in a moment: three classes, two modalities that know them.
struct TinyStore {
  var trainingRows = 22
  var validationRows = 9
  var testRows = 8
  var seed: UInt64 = 1
  /// A constant column and a zero row are hard on the transforms.
  var isDegenerate = false

  static let classCount = 3
  static let dimensions = [("image", 6), ("text", 4)]

  var rows: Int { trainingRows + validationRows + testRows }

  /// The class of every row.
  var labels: [Int32] { (0..<rows).map { Int32($0 % Self.classCount) } }

  /// Every third training label is wrong.
  var noisyLabels: [Int32] {
    labels.enumerated().map { $0 < trainingRows && $0 % 4 == 1 ? ($1 + 1) % 3 : $1 }
  }

  /// `[rows, dimension]`, row-major.
  func features(_ modality: String, dimension: Int) -> [Float] {
    var stream = RandomStream(seed: seed, domain: "tiny/\(modality)")
    return (0..<rows * dimension).map { index in
      let (row, column) = (index / dimension, index % dimension)
      let noise = Float(stream.normal())
      if isDegenerate, column == 1 { return 3 }
      if isDegenerate, row == 2 { return 0 }
      return (column % 3 == Int(labels[row]) ? 2 : 0) + noise + Float(column)
    }
  }

  /// Writes the store.
  func write(to path: FilePath) throws {
    var builder = try StoreBuilder.create(
      at: path, name: "tiny", classNames: ["zero", "one", "two"])
    for (name, dimension) in Self.dimensions {
      var modality = try builder.beginModality(name, rows: rows, dimension: dimension)
      try modality.append(features(name, dimension: dimension))
      try builder.finish(modality, ids: (0..<rows).map { "\(name)-\($0)" })
    }
    try builder.setPaired(Self.dimensions.map(\.0))
    try builder.addLabels(LabelSet(name: "clean", labels: .shared(.classIndices(labels))))
    try builder.addLabels(
      LabelSet(
        name: "noisy", labels: .shared(.classIndices(noisyLabels)), base: "clean", manifest: "{}"))
    try addSplit("train", 0..<trainingRows, &builder)
    try addSplit("validation", trainingRows..<trainingRows + validationRows, &builder)
    try addSplit("test", trainingRows + validationRows..<rows, &builder)
    try builder.publish(
      provenance: Provenance(
        sources: [.init(name: "tiny.zip", size: 7, sha256: String(repeating: "ab", count: 32))],
        tool: "tests 1", layout: "none", decisions: []))
  }

  private func addSplit(
    _ name: String, _ range: Range<Int>, _ builder: inout StoreBuilder
  ) throws {
    if range.isEmpty { return }
    try builder.addSplit(Split(name: name, rule: "stored", rows: .shared(Array(range))))
  }
}

extension FitPlan {
  /// A plan that is done in a moment.
  static func tiny(_ store: FilePath, epochs: Int = 3) -> FitPlan {
    var plan = FitPlan()
    plan.store.path = store.string
    plan.labels = "noisy"
    plan.method.name = TinyMethod.name
    plan.epochs = epochs
    plan.batchSize = 5
    plan.optimiser.learningRate = 0.01
    plan.threads = 1
    plan.checkpoints.everyMinutes = 0
    return plan
  }
}

extension MethodCatalog {
  static let tiny = MethodCatalog([TinyMethod.self])
}
