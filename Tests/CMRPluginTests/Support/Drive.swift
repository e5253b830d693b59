import CMRAutodiff
import CMRDense
import CMRJSON
import CMRRandom
import CMRTraining

/// Takes a method through every function once, on twelve rows of two modalities and three classes.
struct Drive<Method: TrainingMethod> {
  private(set) var method: Method
  private(set) var figures: Diagnostics = [:]
  private let rows = Rows()

  init(_ type: Method.Type, options: String = #"{"encoder": {"hidden": [], "dimension": 4}}"#)
    throws
  {
    let task = RetrievalTask(
      modalities: [
        .init(name: "image", dimension: 6, trainingRows: 12),
        .init(name: "text", dimension: 4, trainingRows: 12),
      ], isPaired: true, classCount: 3, labelKind: .classIndex, batchSize: 12, epochs: 2)
    method = try Method(
      options: Method.options(from: JSONValue(parsing: options)), task: task,
      random: RandomStream(seed: 1, domain: "drive/init"))
  }

  /// One epoch of one step, with no update; then the embeddings of all rows.
  mutating func run() throws {
    let progress = FitProgress(epoch: 0, epochs: 2, step: 0, stepsPerEpoch: 1)
    figures = try method.beginEpoch(
      EpochContext(
        progress: progress, random: RandomStream(seed: 1, domain: "drive/epoch"),
        modalities: ["image", "text"], source: rows))
    try method.projectParameters()
    let tape = Tape<Float>()
    let result = try method.step(
      TrainingStep(
        batch: rows.batch, progress: progress, tape: tape,
        parameters: tape.parameters(method.parameters),
        random: RandomStream(seed: 1, domain: "drive/step")))
    _ = tape.gradients(of: result.loss)
    figures.merge(try method.endEpoch())
    for part in rows.batch.parts {
      _ = try method.embed(part.features, modality: part.modality)
    }
  }
}

/// Drives a method whose type is not known; gives the figures that it reported.
func drive(_ type: any TrainingMethod.Type, options: String? = nil) throws -> Diagnostics {
  func run<Method: TrainingMethod>(_ type: Method.Type) throws -> Diagnostics {
    var driven = try options.map { try Drive(type, options: $0) } ?? Drive(type)
    try driven.run()
    return driven.figures
  }
  return try run(type)
}

/// Twelve rows that belong to three classes in turn.
private struct Rows: TrainingRows {
  private static let labels = TrainingLabels.classIndices((0..<12).map { Int32($0 % 3) })

  var batch: Batch {
    Batch(
      parts: [("image", 6), ("text", 4)].map { name, dimension in
        Batch.Part(
          modality: name, positions: Array(0..<12), features: Self.features(dimension),
          labels: Self.labels)
      })
  }

  private static func features(_ dimension: Int) -> Matrix<Float> {
    Matrix(
      rows: 12, columns: dimension,
      elements: (0..<12 * dimension).map { Float(1 + $0 * $0 % 7) })
  }

  func labels(of modality: String) -> TrainingLabels { Self.labels }
  func cleanLabels(of modality: String) -> TrainingLabels? { nil }
  func rowCount(of modality: String) -> Int { 12 }
  func forEachBlock(
    of modality: String, _ body: (Range<Int>, Matrix<Float>) throws -> Void
  ) throws {
    let rows = batch[modality].features
    for start in [0, 5, 10] {
      let range = start..<min(start + 5, 12)
      try body(range, rows.rows(range))
    }
  }
}
