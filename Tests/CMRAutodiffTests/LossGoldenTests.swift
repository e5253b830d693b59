import CMRAutodiff
import CMRDense
import CMRTestSupport
import Testing

/// Values and gradients of losses as torch computed them, in both precisions.
struct LossGoldenTests {
  static let precisions = ["f32", "f64"]

  static func matrix<Scalar: DenseScalar>(_ array: Golden.Array, _: Scalar.Type) -> Matrix<Scalar> {
    Matrix(
      rows: array.shape.count == 2 ? array.shape[0] : 1, columns: array.shape.last ?? 1,
      elements: array.values.map { Scalar($0) })
  }

  static func tolerance<Scalar: DenseScalar>(_: Scalar.Type) -> Double {
    Scalar.self == Float.self ? 1e-5 : 1e-10
  }

  @Test(.needsSharedData("golden"), arguments: ["ce", "mae", "mce", "softce"], precisions)
  func classLosses(name: String, precision: String) throws {
    let golden = try Golden(named: "loss_\(name)_\(precision)")
    if precision == "f32" {
      try Self.checkClassLoss(golden, name, Float.self)
    } else {
      try Self.checkClassLoss(golden, name, Double.self)
    }
  }

  static func checkClassLoss<Scalar: DenseScalar>(
    _ golden: Golden, _ name: String, _ type: Scalar.Type
  ) throws {
    let tape = Tape<Scalar>()
    let z = tape.parameter(matrix(try golden.array("z"), type))
    let labels = golden.arrays["labels"]?.values.map { Int($0) } ?? []
    let loss =
      switch name {
      case "ce": z.crossEntropy(labels: labels)
      case "mae": z.meanAbsoluteError(labels: labels, scale: 5)
      case "mce": z.robustClusteringLoss(labels: labels)
      default: z.crossEntropy(targets: matrix(try golden.array("targets"), type))
      }
    let tolerance = tolerance(type)
    expectClose(
      [loss.scalar], try golden.array("loss").values, absolute: tolerance, relative: tolerance,
      "loss")
    let gradient = tape.gradients(of: loss)[z]
    expectClose(gradient.elements, try golden.array("gz").values, absolute: tolerance, "gradient")
  }

  @Test(
    .needsSharedData("golden"), arguments: ["mrl", "infonce", "supcon"],
    ["5x8_tau1", "16x32_tau0.22", "16x32_tau0.07"])
  func contrastiveLosses(name: String, size: String) throws {
    try Self.checkContrastive(Golden(named: "contrastive_\(name)_\(size)_f32"), name, Float.self)
    try Self.checkContrastive(Golden(named: "contrastive_\(name)_\(size)_f64"), name, Double.self)
  }

  static func checkContrastive<Scalar: DenseScalar>(
    _ golden: Golden, _ name: String, _ type: Scalar.Type
  ) throws {
    let tape = Tape<Scalar>()
    let u = tape.parameter(matrix(try golden.array("u"), type))
    let v = tape.parameter(matrix(try golden.array("v"), type))
    let temperature = Scalar(try golden.array("tau").values[0])
    let (unitU, unitV) = (u.normaliseRows(), v.normaliseRows())
    let labels = try golden.array("labels").values.map { Int($0) }
    let loss =
      switch name {
      case "mrl": unitU.multimodalContrastiveLoss(unitV, temperature: temperature)
      case "infonce": unitU.infoNCE(unitV, temperature: temperature)
      default: unitU.supervisedContrastiveLoss(unitV, labels: labels, temperature: temperature)
      }
    let tolerance = tolerance(type)
    expectClose(
      [loss.scalar], try golden.array("loss").values, absolute: tolerance, relative: tolerance,
      "loss")
    let gradients = tape.gradients(of: loss)
    expectClose(gradients[u].elements, try golden.array("gu").values, absolute: tolerance, "gu")
    expectClose(gradients[v].elements, try golden.array("gv").values, absolute: tolerance, "gv")
  }
}
