import CMRAutodiff
import CMRDense
import CMRJSON
import CMRMethods
import CMRRandom
import CMRTestSupport
import Testing

/// Losses of the peers and their gradients in 64 bits, against `tools/oracles/peers.py`.
@Suite(.needsPython("numpy")) struct PeerOracleTests {
  private let rows = 7
  private let classes = 4
  private let dimension = 5

  /// u and v of any length, and the classifier's outputs p and q.
  private func inputs(_ seed: UInt64) -> [(name: String, matrix: Matrix<Double>)] {
    var random = RandomStream(seed: seed, domain: "peers")
    return [
      ("u", random.matrix(rows, dimension)), ("v", random.matrix(rows, dimension)),
      ("p", random.matrix(rows, classes)), ("q", random.matrix(rows, classes)),
    ]
  }

  private func labels(_ seed: UInt64) -> [[Int32]] {
    var random = RandomStream(seed: seed, domain: "peers/labels")
    return [random.labels(rows, classes: classes), random.labels(rows, classes: classes)]
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>) func dscmr(seed: UInt64) async throws {
    var labels = labels(seed).map { labels in
      Matrix<Double>(
        rows: rows, columns: classes,
        elements: labels.flatMap { label in (0..<classes).map { $0 == Int(label) ? 1 : 0 } })
    }
    // Rows of two classes, and one of none.
    if seed > 1 { labels[0].setRow(2, to: [1, 0, 1, 0]) }
    if seed > 1 { labels[1].setRow(2, to: [1, 0, 1, 0]) }
    if seed > 2 { labels[1].setRow(4, to: [0, 0, 0, 0]) }
    // At the published weights J2 would hide in the tolerance.
    let loss = DSCMRLoss(alpha: 0.7, beta: 0.4)
    try await PeerOracle(
      "dscmr", inputs(seed),
      numbers: ["alpha": 0.7, "beta": 0.4], lists: ["labels": .array(labels.map(\.json))]
    ).expect { loss.loss([$0[0], $0[1]], [$0[2], $0[3]], labels) }
  }

  @Test(arguments: [0, 0.3, 1]) func sdml(alpha: Double) async throws {
    var random = RandomStream(seed: 4, domain: "peers/sdml")
    let (z, decoded) =
      (random.matrix(rows, dimension), random.matrix(rows, 6)) as (Matrix<Double>, Matrix<Double>)
    let features: Matrix<Double> = random.matrix(rows, 6)
    let projection: Matrix<Double> = random.matrix(dimension, classes)
    // One class, two, and none.
    var labels = Matrix<Double>(rows: rows, columns: classes)
    for row in 0..<rows - 1 { labels[row, row % classes] = 1 }
    labels[2, 0] = 1
    try await PeerOracle(
      "sdml", [("z", z), ("decoded", decoded)], numbers: ["alpha": alpha],
      lists: [
        "labels": labels.json, "features": features.json, "projection": projection.json,
      ]
    ).expect { inputs in
      SDMLLoss(alpha: alpha).loss(
        inputs[0], decoded: inputs[1], features: features, projection: projection, labels: labels)
    }
  }

  /// Two modalities and three; rows of one class, of two and of none.
  @Test(arguments: [2, 3]) func smln(modalities: Int) async throws {
    var random = RandomStream(seed: 6, domain: "peers/smln")
    let names = ["u", "v", "w"].prefix(modalities)
    let inputs = names.map { ($0, random.matrix(rows, dimension) as Matrix<Double>) }
    let features = names.indices.map { random.matrix(rows, 6 - $0) as Matrix<Double> }
    let labels = names.indices.map { place in
      var labels = Matrix<Double>(rows: rows, columns: classes)
      for row in 0..<rows - 3 { labels[row, (row + place / 2) % classes] = 1 }
      labels[2, 0] = 1
      return labels
    }
    let similarity = SimilarityMatrix.of(features, labels: labels, neighbours: 2)
    try await PeerOracle(
      "smln", inputs, numbers: ["ridge": 0.01, "neighbours": 2],
      lists: ["labels": .array(labels.map(\.json)), "features": .array(features.map(\.json))]
    ).expect { SMLNLoss(ridge: 0.01).loss($0.map { $0.normaliseRows() }, similarity) }
  }

  /// Before, within and after the warm-up.
  @Test(arguments: [0, 2, 4, 9]) func rono(epoch: Int) async throws {
    var options = RONO.Options()
    options.warmupEpochs = 5
    let labels = labels(UInt64(epoch))
    var random = RandomStream(seed: 5, domain: "peers/centres")
    let centres = ("centres", random.matrix(classes, dimension) as Matrix<Double>)
    let oracle = PeerOracle(
      "rono", inputs(UInt64(epoch)) + [centres],
      numbers: [
        "epoch": Double(epoch), "warmupEpochs": 5, "margin": 0.3, "centreScale": 0.05,
        "classScale": 5, "contrastTemperature": 0.22,
      ], lists: ["labels": labels.json])
    try await oracle.expect { inputs in
      RONOLoss(options).loss(
        [inputs[0].normaliseRows(), inputs[1].normaliseRows()], logits: [inputs[2], inputs[3]],
        centres: inputs[4], labels: labels.map { $0.map { Int($0) } }, epoch: epoch)
    }
  }

  @Test(arguments: [0, 0.7, 1]) func elrcmr(beta: Double) async throws {
    var options = ELRCMR.Options()
    options.beta = beta
    var random = RandomStream(seed: 8, domain: "peers/targets")
    let old = [random.distributions(rows, classes), random.distributions(rows, classes)]
    let (labels, inputs) = (labels(8), inputs(8))
    let moved = zip(old, inputs.suffix(2)).map {
      ELRLoss.moved($0, toward: $1.matrix, momentum: 0.7)
    }
    let oracle = PeerOracle(
      "elrcmr", inputs,
      numbers: ["momentum": 0.7, "lambda": 3, "beta": beta, "contrastTemperature": 1],
      lists: ["labels": labels.json, "targets": .array(old.map(\.json))])
    try await oracle.expect { inputs in
      ELRLoss(options).loss(
        [inputs[2], inputs[3]], [inputs[0].normaliseRows(), inputs[1].normaliseRows()], labels,
        targets: moved)
    }
  }
}
