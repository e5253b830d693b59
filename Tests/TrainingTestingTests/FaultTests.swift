import CMRAutodiff
import CMRDense
import CMRTraining
import Testing
import TrainingTesting

/// The suite finds what is wrong, says where, and finds nothing else.
@Suite struct FaultTests {
  private func conformance(_ fault: Faulty.Fault) -> Conformance<Faulty> {
    var options = Faulty.Options()
    options.fault = fault
    return Conformance(of: Faulty.self, options: options)
  }

  @Test func nothingWrong() throws { try conformance(.none).checkAll() }

  /// The finding, with fractions as `#`: their last digits are the machine's.
  private func finding(_ fault: Faulty.Fault, _ property: ConformanceProperty) -> String {
    do {
      try conformance(fault).check(property)
      return "no finding"
    } catch {
      return "\(error)".replacing(/-?\d+(\.\d+)?e-?\d+|-?\d+\.\d+/, with: "#")
    }
  }

  private static let scene = "2 modalities with class-index labels"

  @Test(arguments: [
    (Faulty.Fault.wrongGradient, "along itself"), (.hiddenPart, "along random direction 1"),
  ])
  func wrongGradient(fault: Faulty.Fault, way: String) {
    #expect(
      finding(fault, .gradients)
        == "method 'faulty' fails 'gradients' on \(Self.scene), epoch 1, step 1: "
        + "the derivative by parameter 'image.0.weight' \(way) is #, the difference quotient #; "
        + "they may differ by #; a part of the loss does not reach the tape, or is held fixed on it"
    )
  }

  @Test func forgottenState() {
    #expect(
      finding(.forgottenState, .resume)
        == "method 'faulty' fails 'resume' on \(Self.scene), epoch 1, step 2: the loss is # and # in "
        + "an uninterrupted run and a resumed one; what steps and 'embed' need belongs to "
        + "'parameters' or 'state'")
  }

  @Test func fewerBeliefsThanRows() {
    #expect(
      finding(.shortBeliefs, .beliefs)
        == "method 'faulty' fails 'beliefs' on \(Self.scene), epoch 1: method 'faulty' believes 39 classes "
        + "and says of 40 rows whether they are transported; there are 40 training rows")
  }

  @Test func aBeliefThatIsNoClass() {
    #expect(
      finding(.strangeBelief, .beliefs)
        == "method 'faulty' fails 'beliefs' on \(Self.scene), epoch 1: method 'faulty' believes class -1 "
        + "of training row 3; classes are 0 to 3")
  }

  @Test func beliefsThatAResumeForgets() {
    #expect(
      finding(.forgottenBeliefs, .beliefs)
        == "method 'faulty' fails 'beliefs' on \(Self.scene), epoch 2: row 2 is believed to be of class "
        + "1 and 0 in an uninterrupted run and a resumed one; what beliefs are made from belongs to "
        + "'parameters' or 'state'")
  }

  @Test func unseededRandomness() {
    #expect(
      finding(.unseeded, .determinism)
        == "method 'faulty' fails 'determinism' on \(Self.scene), epoch 1, step 1: the loss is # and "
        + "# in two runs of one seed; draw from the streams of the step and the epoch only, iterate "
        + "no set or dictionary")
  }

  @Test func cleanLabelsInUse() {
    #expect(
      finding(.peeking, .determinism)
        == "method 'faulty' fails 'determinism' on \(Self.scene), epoch 1, step 1: the loss is # and "
        + "# in runs with and without clean labels; clean labels are for diagnostics")
  }

  @Test func undeclaredMemory() {
    #expect(
      finding(.undeclared, .memory)
        == "method 'faulty' fails 'memory' on \(Self.scene), 800 rows: it holds 10240 bytes more than "
        + "with 160 rows, and declares 0 more; declare in 'memory(for:options:)' what grows")
  }

  /// A table that is no part of the state: an array of arrays.
  @Test func undeclaredTable() {
    #expect(
      finding(.undeclaredTable, .memory)
        == "method 'faulty' fails 'memory' on \(Self.scene), 800 rows: it holds 23040 bytes more than "
        + "with 160 rows, and declares 10240 more; declare in 'memory(for:options:)' what grows")
  }

  @Test func memoryFactor() throws {
    var twice = conformance(.undeclaredTable)
    twice.memoryFactor = 2.3
    try twice.check(.memory)
    twice.memoryFactor = 2
    #expect(throws: NonConformance.self) { try twice.check(.memory) }
  }

  @Test func damagedStateTaken() {
    #expect(
      finding(.looseRestore, .state)
        == "method 'faulty' fails 'state' on \(Self.scene), epoch 5, step 1: 'restore' takes a state "
        + "without the array 'shift'; read it with the accessors of NamedArrays, which check shapes"
    )
  }

  @Test func unwritableName() {
    #expect(
      finding(.renamedArray, .state)
        == "method 'faulty' fails 'state' on \(Self.scene), epoch 1, step 2: the array 'soft targets' "
        + "cannot be kept under its name; use letters, digits, '.', '_' and '-'")
  }

  @Test func sharedObject() {
    #expect(
      finding(.sharedObject, .snapshot)
        == "method 'faulty' fails 'snapshot' on \(Self.scene), epoch 2, step 1: element 0 of the array "
        + "'embeddings of image' is # and #, when a copy was taken and when the run had ended; keep "
        + "what changes in values, not in objects")
  }

  @Test func embeddings() {
    let before = "method 'faulty' fails 'embeddings' on \(Self.scene), before the first step: "
    #expect(
      finding(.longEmbeddings, .embeddings)
        == before + "row 0 of 'image' has an embedding of length #, not 1; normalise the rows")
    #expect(
      finding(.blockwise, .embeddings)
        == before + "row 0 of 'image' embedded alone has # at 0, among all rows #; compute nothing "
        + "over the rows of a block in 'embed'")
  }

  @Test func edges() {
    #expect(
      finding(.undefined, .refusal)
        == "method 'faulty' fails 'refusal' on \(Self.scene), features of zeros, epoch 1, step 1: "
        + "the loss is nan, not a finite number")
    #expect(
      finding(.infinite, .resume)
        == "method 'faulty' fails 'resume' on \(Self.scene), epoch 2, step 1: the loss is inf, not a "
        + "finite number")
    #expect(
      finding(.failing, .state)
        == "method 'faulty' fails 'state' on \(Self.scene): it throws 'no epoch today'")
  }

  @Test func lossesIn64Bits() throws {
    let x = Matrix<Double>([[0.3, -0.7], [0.2, 0.9]])
    try checkGradient(of: [x], names: ["x"], method: "faulty") { $1[0].square().mean() }
    let error = #expect(throws: NonConformance.self) {
      try checkGradient(of: [x], names: ["x"], method: "faulty") {
        ($1[0] * $1[0].detached()).sum()
      }
    }
    #expect(
      error?.description.replacing(/-?\d+(\.\d+)?e-?\d+|-?\d+\.\d+/, with: "#")
        == "method 'faulty' fails 'gradients' on a loss in 64 bits: the derivative by 'x' [1, 1] is "
        + "#, the difference quotient #; the relative error # is above #; a part of the loss does "
        + "not reach the tape, or is held fixed on it")
  }
}
