import CMRDense
import CMRRandom
import CMRStore
import CMRTraining

/// The sizes of a scene, and how its data is drawn.
struct SceneShape: Sendable {
  var modalities: Int
  var kind: RetrievalTask.LabelKind
  var rows = 40
  var classCount = 4
  /// How many of the classes have rows.
  var usedClasses = 4
  var batchSize = 12
  var epochs = 4
  /// The columns of the first modality; each further one has one less, down to one.
  var dimension = 7
  /// Whether every feature is 0.
  var isBlank = false
  /// Whether rows belong together; if not, each further modality has fewer.
  var isPaired = true

  private static let names = ["image", "text", "audio"]

  /// What the shape is called in findings.
  var name: String {
    "\(modalities) \(modalities == 1 ? "modality" : "modalities") with \(kind.rawValue) labels"
      + (isPaired ? "" : ", not paired")
  }

  /// The rows of the modality at `place`.
  private func rows(at place: Int) -> Int { isPaired ? rows : max(1, rows - 9 * place) }

  var task: RetrievalTask {
    RetrievalTask(
      modalities: (0..<modalities).map { place in
        .init(
          name: Self.names.indices.contains(place) ? Self.names[place] : "modality-\(place)",
          dimension: max(1, dimension - place), trainingRows: rows(at: place))
      }, isPaired: isPaired, classCount: classCount, labelKind: kind, batchSize: batchSize,
      epochs: epochs)
  }

  /// Points about one centre per class, seen through every modality, with a third of each
  /// modality's labels drawn anew.
  func scene(seed: UInt64, name: String? = nil) -> Scene {
    var random = RandomStream(seed: seed, domain: "conformance/scene")
    var clean = (0..<rows).map { Int32($0 % usedClasses) }
    random.shuffle(&clean)
    let task = task
    var features: [Matrix<Float>] = []
    var given: [TrainingLabels] = []
    for modality in task.modalities {
      let count = modality.trainingRows
      var noisy = Array(clean.prefix(count))
      features.append(points(noisy, modality.dimension, &random))
      for row in random.sample(count / 3, of: count) {
        noisy[row] = Int32(random.uniform(below: usedClasses))
      }
      given.append(labels(noisy))
    }
    return Scene(
      name: name ?? self.name, task: task, features: features, given: given, clean: labels(clean))
  }

  private func points(
    _ classes: [Int32], _ dimension: Int, _ random: inout RandomStream
  ) -> Matrix<Float> {
    let centres = (0..<usedClasses * dimension).map { _ in random.normal() }
    var elements: [Float] = []
    elements.reserveCapacity(classes.count * dimension)
    for label in classes {
      for column in 0..<dimension {
        let value = centres[Int(label) * dimension + column] + 0.4 * random.normal()
        elements.append(isBlank ? 0 : Float(value))
      }
    }
    return Matrix(rows: classes.count, columns: dimension, elements: elements)
  }

  /// In the shape's kind. Where rows can have any number of classes, every third has its
  /// neighbour's too, and the first has none.
  private func labels(_ classes: [Int32]) -> TrainingLabels {
    guard kind == .multiHot else { return .classIndices(classes) }
    var elements = [UInt8](repeating: 0, count: classes.count * classCount)
    for (row, label) in classes.enumerated() where row > 0 {
      elements[row * classCount + Int(label)] = 1
      if row.isMultiple(of: 3) {
        elements[row * classCount + (Int(label) + 1) % usedClasses] = 1
      }
    }
    return .multiHot(MultiHot(rows: classes.count, classes: classCount, elements: elements))
  }
}

extension Conformance {
  /// The shapes that the method takes: each kind of labels, with the fewest and the most
  /// modalities, and not paired where it needs no pairs.
  var shapes: [SceneShape] {
    let wanted = Method.requirements
    let fewest = wanted.modalities.lowerBound
    let most = max(fewest, min(3, wanted.modalities.upperBound))
    let paired = Set([fewest, most]).sorted().map { (count: $0, isPaired: true) }
    let unpaired = wanted.pairs || most < 2 ? [] : [(count: most, isPaired: false)]
    return wanted.labelKinds.flatMap { kind in
      (paired + unpaired).map { count, isPaired in
        var shape = SceneShape(modalities: count, kind: kind, isPaired: isPaired)
        shape.epochs = epochs
        // Three batches and one that is smaller.
        shape.batchSize = max(wanted.minimumBatch + 1, shape.batchSize)
        shape.rows = 3 * shape.batchSize + max(wanted.minimumBatch, 4)
        return shape
      }
    }
  }

  /// The data of ``shapes``.
  var scenes: [Scene] { shapes.map { $0.scene(seed: seed) } }
}
