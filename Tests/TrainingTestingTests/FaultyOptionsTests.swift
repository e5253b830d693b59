import CMRAutodiff
import CMRDense
import CMRRandom
import CMRTraining
import Testing
import TrainingTesting

/// Options that do not keep what options promise.
@Suite struct FaultyOptionsTests {
  private func finding<Options: MethodOptions>(
    _ options: Options.Type, unbounded: Set<String> = []
  ) -> String {
    var conformance = Conformance(of: Bare<Options>.self)
    conformance.unboundedOptions = unbounded
    do {
      try conformance.check(.options)
      return "no finding"
    } catch {
      return error.description
    }
  }

  @Test func noRange() {
    #expect(
      finding(NoRange.self)
        == "method 'bare' fails 'options' on option 'weight' = -1000000000000: it is taken; throw "
        + ".optionOutOfRange in 'validate', or say that the option is unbounded")
    #expect(finding(NoRange.self, unbounded: ["weight"]) == "no finding")
  }

  @Test func ownCoding() {
    #expect(
      finding(Rounding.self)
        == "method 'bare' fails 'options' on the defaults: Rounding(weight: 0.25) comes back "
        + "from {} as Rounding(weight: 0.0); let the compiler synthesise Codable, "
        + "or make its two halves agree")
  }

  @Test func helpForOthers() {
    #expect(
      finding(Misdocumented.self)
        == #"method 'bare' fails 'options' on the help: it documents ["heft"], the options are "#
        + #"["weight"]; one OptionHelp for each"#)
  }
}

private struct NoRange: MethodOptions { var weight = 0.5 }

private struct Misdocumented: DocumentedOptions {
  var weight = true
  static let help = [OptionHelp("heft", "how heavy")]
}

private struct Rounding: MethodOptions {
  var weight = 0.25

  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    weight = try container.decode(Double.self, forKey: .weight).rounded()
  }
}

/// A method that is nothing but its options.
private struct Bare<Options: MethodOptions>: TrainingMethod {
  static var name: String { "bare" }
  static var summary: String { "Nothing." }

  var parameters = Parameters<Float>()

  init(options: Options, task: RetrievalTask, random: RandomStream) {}

  mutating func step(_ step: TrainingStep) throws -> StepResult<Void> {
    StepResult(loss: step.tape.constant(Matrix(rows: 1, columns: 1)))
  }

  func embed(_ features: Matrix<Float>, modality: String) throws -> Matrix<Float> { features }
}
