import CMRAutodiff
import CMRJSON
import CMRDense
import CMRRandom
import CMRTestSupport
import CMRTraining
import SystemPackage
import Testing

/// A method that breaks its contract is refused by name.
@Suite struct MisbehaviourTests {
  @Test(arguments: [
    (
      "nan-loss",
      "the loss of method 'bad' is nan at epoch 1, step 1; lower the learning rate, or look at "
        + "the features"
    ),
    ("matrix-loss", "the loss of method 'bad' has shape [5, 4], not [1, 1]"),
    (
      "few-rows",
      "method 'bad' embedded 1 rows of 'image' as a matrix of shape [0, 4]"
    ),
    (
      "nan-rows",
      "method 'bad' embedded rows of 'image' as numbers that are not finite"
    ),
    ("long-rows", "method 'bad' embedded a row of 'image' with length 2.0, not 1"),
  ])
  func itIsRefused(fault: String, message: String) throws {
    try withTinyStore { folder in
      var plan = FitPlan.tiny(folder("tiny.h5"), epochs: 1)
      plan.method.name = "bad"
      plan.method.options = .object(["fault": .string(fault)])
      let error = #expect(throws: TrainingError.self) {
        try fit(plan, in: folder("run"), catalog: MethodCatalog([BadMethod.self]))
      }
      #expect(error?.description == message)
      #expect(error?.code == .methodMisbehaved)
    }
  }
}

/// A method with a fault on demand.
private struct BadMethod: TrainingMethod {
  struct Options: MethodOptions { var fault = "none" }

  static let name = "bad"
  static let summary = "Breaks the contract."

  var parameters: Parameters<Float>
  private let fault: String

  init(options: Options, task: RetrievalTask, random: RandomStream) {
    parameters = Parameters([("w", Matrix<Float>(rows: 6, columns: 4, repeating: 0.5))])
    fault = options.fault
  }

  mutating func step(_ step: TrainingStep) throws -> StepResult<Void> {
    let z = step.tape.constant(step.batch.parts[0].features).matmul(step.parameters["w"])
    switch fault {
    case "matrix-loss": return StepResult(loss: z)
    case "nan-loss": return StepResult(loss: z.mean() * .nan)
    default: return StepResult(loss: z.mean())
    }
  }

  func embed(_ features: Matrix<Float>, modality: String) throws -> Matrix<Float> {
    switch fault {
    case "few-rows": Matrix(rows: features.rows - 1, columns: 4, repeating: 0.5)
    case "nan-rows": Matrix(rows: features.rows, columns: 4, repeating: .nan)
    case "long-rows": Matrix(rows: features.rows, columns: 4, repeating: 1)
    default: Matrix(rows: features.rows, columns: 4, repeating: 0.5)
    }
  }
}
