import CMRAutodiff
import CMRDense
import CMRRandom
import Testing

/// One public operation (or loss) with inputs to check its gradient at.
struct OperationCase: Sendable, CustomTestStringConvertible {
  /// The names in the public API that the case covers, as they stand after `func`.
  let covers: [String]
  /// The inputs' shapes for an n x m problem.
  let shapes: @Sendable (_ n: Int, _ m: Int) -> [(Int, Int)]
  /// Applied to each normal number, to stay inside a domain and away from kinks.
  let domain: @Sendable (Double) -> Double
  /// The computation; its result may have any shape.
  let body: @Sendable (Tape<Double>, [Variable<Double>]) -> Variable<Double>

  init(
    _ covers: String..., shapes: @escaping @Sendable (Int, Int) -> [(Int, Int)] = { [($0, $1)] },
    domain: @escaping @Sendable (Double) -> Double = { $0 },
    body: @escaping @Sendable (Tape<Double>, [Variable<Double>]) -> Variable<Double>
  ) {
    self.covers = covers
    self.shapes = shapes
    self.domain = domain
    self.body = body
  }

  var testDescription: String { covers.joined(separator: " ") }

  func inputs(_ n: Int, _ m: Int, seed: UInt64) -> [Matrix<Double>] {
    var stream = RandomStream(seed: seed, domain: "operations")
    return shapes(n, m).map { rows, columns in
      Matrix(
        rows: rows, columns: columns,
        elements: (0..<rows * columns).map { _ in domain(stream.normal()) })
    }
  }

  private static let two: @Sendable (Int, Int) -> [(Int, Int)] = { [($0, $1), ($0, $1)] }
  private static let square: @Sendable (Int, Int) -> [(Int, Int)] = { n, _ in [(n, n)] }
  private static let positive: @Sendable (Double) -> Double = { abs($0) + 0.2 }
  private static let offZero: @Sendable (Double) -> Double = { $0 < 0 ? $0 - 0.1 : $0 + 0.1 }
  private static func labels(_ n: Int, _ m: Int) -> [Int] { (0..<n).map { (3 * $0 + 1) % m } }

  /// Every operation of the public API.
  static let all: [OperationCase] =
    products + arithmetic + pointwise + rowWise + reductions + structure + elsewhere + losses

  private static let products: [OperationCase] = [
    OperationCase("matmul", shapes: { [($0, $1), ($1, 3)] }) { $1[0].matmul($1[1]) },
    OperationCase("matmul", shapes: { [($1, $0), ($1, 3)] }) {
      $1[0].matmul($1[1], transposingA: true)
    },
    OperationCase("matmul", shapes: { [($0, $1), (3, $1)] }) {
      $1[0].matmul($1[1], transposingB: true)
    },
    OperationCase("matmul", shapes: { [($1, $0), (3, $1)] }) {
      $1[0].matmul($1[1], transposingA: true, transposingB: true)
    },
    OperationCase("matmul") { $1[0].matmul($1[0], transposingB: true) },
    OperationCase("linear", shapes: { [($0, $1), ($1, 4), (1, 4)] }) {
      $1[0].linear($1[1], $1[2])
    },
    OperationCase("linear", shapes: { [($0, $1), ($1, 4), (1, 4)] }) {
      $1[0].linear($1[1], $1[2], activation: .relu)
    },
    OperationCase("addRow", shapes: { [($0, $1), (1, $1)] }) { $1[0].addRow($1[1]) },
    OperationCase("scaleRows", shapes: { [($0, $1), ($0, 1)] }) { $1[0].scaleRows(by: $1[1]) },
  ]

  private static let arithmetic: [OperationCase] = [
    OperationCase("+", shapes: two) { $1[0] + $1[1] },
    OperationCase("-", shapes: two) { $1[0] - $1[1] },
    OperationCase("*", shapes: two) { $1[0] * $1[1] },
    OperationCase("/", shapes: two, domain: offZero) { $1[0] / $1[1] },
    OperationCase("+", "*") { ($1[0] + $1[0]) * $1[0] },  // one variable in several places
    OperationCase("-", "/", domain: positive) { ($1[0] - $1[0] * $1[0]) / $1[0] },
    OperationCase("*", "/") { 3 * ($1[0] * 0.5 / 7) },
    OperationCase("+", "-") { 2 - (1 + ($1[0] + 0.5 - 3)) },
    OperationCase("-") { -$1[0] },
  ]

  private static let pointwise: [OperationCase] = [
    OperationCase("relu", domain: offZero) { $1[0].relu() },
    OperationCase("exp") { $1[0].exp() },
    OperationCase("log", domain: positive) { $1[0].log() },
    OperationCase("sqrt", domain: positive) { $1[0].sqrt() },
    OperationCase("square") { $1[0].square() },
    OperationCase("clip", domain: offZero) { ($1[0] * 10).clip(-0.5, 0.5) },
    OperationCase("clip", domain: offZero) { $1[0].clip(-5, 0) },
  ]

  private static let rowWise: [OperationCase] = [
    OperationCase("softmaxRows") { $1[0].softmaxRows() },
    OperationCase("logSoftmaxRows") { $1[0].logSoftmaxRows() },
    OperationCase("logSumExpRows") { $1[0].logSumExpRows() },
    OperationCase("logSumExpRows", shapes: { n, _ in [(n, n + 1)] }) {
      $1[0].logSumExpRows(excluding: .diagonal)
    },
    OperationCase("logSumExpRows", shapes: { [($0, $1 + 1)] }) {
      $1[0].logSumExpRows(excluding: .columns(labels($1[0].rows, $1[0].columns)))
    },
    OperationCase("normaliseRows", domain: offZero) { $1[0].normaliseRows() },
    OperationCase("normaliseRows") { $1[0].normaliseRows(floor: 100) },
    OperationCase("normaliseColumns", domain: offZero) { $1[0].normaliseColumns() },
    OperationCase("normaliseColumns") { $1[0].normaliseColumns(floor: 100) },
  ]

  private static let reductions: [OperationCase] = [
    OperationCase("sum") { $1[0].sum() },
    OperationCase("mean") { $1[0].mean() },
    OperationCase("rowSums") { $1[0].rowSums() },
    OperationCase("columnSums") { $1[0].columnSums() },
    OperationCase("weightedSum") { _, x in
      x[0].weightedSum(
        Matrix(
          rows: x[0].rows, columns: x[0].columns,
          elements: (0..<x[0].rows * x[0].columns).map { Double($0 % 7) - 2.5 }))
    },
  ]

  private static let structure: [OperationCase] = [
    OperationCase("transposed") { $1[0].transposed() },
    OperationCase("rows") { $1[0].rows(0..<1) },
    OperationCase("rows") { $1[0].rows($1[0].rows / 2..<$1[0].rows) },
    OperationCase("concatRows", shapes: { [($0, $1), ($0 + 1, $1)] }) { $1[0].concatRows($1[1]) },
    OperationCase("concatRows") { $1[0].concatRows($1[0]) },
    OperationCase("pick") { $1[0].pick(labels($1[0].rows, $1[0].columns)) },
    OperationCase("diagonal", shapes: square) { $1[0].diagonal() },
  ]

  /// x times y, summed, as if somebody else had computed it.
  private static let elsewhere: [OperationCase] = [
    OperationCase("precomputed", shapes: two) { tape, x in
      let (left, right) = (x[0].value, x[1].value)
      let product = zip(left.elements, right.elements).reduce(0) { $0 + $1.0 * $1.1 }
      return tape.precomputed(
        product,
        derivatives: [
          (x[0], { $0.add(right, scale: $1) }), (x[1], { $0.add(left, scale: $1) }),
        ])
    }
  ]

  private static let losses: [OperationCase] = [
    OperationCase("crossEntropy") { $1[0].crossEntropy(labels: labels($1[0].rows, $1[0].columns)) },
    OperationCase("crossEntropy") {
      $1[0].crossEntropy(targets: Matrix(rows: $1[0].rows, columns: $1[0].columns, repeating: 0.3))
    },
    OperationCase("meanAbsoluteError") {
      $1[0].meanAbsoluteError(labels: labels($1[0].rows, $1[0].columns), scale: 5)
    },
    OperationCase("robustClusteringLoss", shapes: { [($0, $1 + 1)] }) {
      $1[0].robustClusteringLoss(labels: labels($1[0].rows, $1[0].columns))
    },
    OperationCase("multimodalContrastiveLoss", shapes: two, domain: offZero) {
      $1[0].normaliseRows().multimodalContrastiveLoss($1[1].normaliseRows(), temperature: 0.5)
    },
    OperationCase("infoNCE", shapes: two, domain: offZero) {
      $1[0].normaliseRows().infoNCE($1[1].normaliseRows(), temperature: 0.5)
    },
    OperationCase("supervisedContrastiveLoss", shapes: two, domain: offZero) {
      $1[0].normaliseRows().supervisedContrastiveLoss(
        $1[1].normaliseRows(), labels: (0..<$1[0].rows).map { $0 % 2 }, temperature: 0.5)
    },
  ]
}
