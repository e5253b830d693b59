import CMRAutodiff
import CMRDense
import CMRRandom
import CMRTestSupport
import Testing

struct TapeTests {
  private func normal(_ rows: Int, _ columns: Int, _ seed: UInt64) -> Matrix<Float> {
    var stream = RandomStream(seed: seed, domain: "tape")
    return Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in Float(stream.normal()) })
  }

  @Test func fusedLayerEqualsItsParts() {
    let (x, w, b) = (normal(9, 7, 1), normal(7, 5, 2), normal(1, 5, 3))
    let tape = Tape<Float>()
    func run(_ layer: (Variable<Float>, Variable<Float>, Variable<Float>) -> Variable<Float>)
      -> [Matrix<Float>]
    {
      tape.reset()
      let leaves = [x, w, b].map { tape.parameter($0) }
      let result = layer(leaves[0], leaves[1], leaves[2])
      let value = result.value
      let gradients = tape.gradients(of: result.square().sum())
      return [value] + leaves.map { gradients[$0] }
    }
    let fused = run { $0.linear($1, $2, activation: .relu) }
    #expect(fused == run { $0.matmul($1).addRow($2).relu() })
    #expect(run { $0.linear($1, $2) } == run { $0.matmul($1).addRow($2) })
    #expect(fused[0].elements.contains(0) && fused[0].elements.contains { $0 > 0 })
  }

  @Test func oneParameterInManyPlaces() {
    let tape = Tape<Double>()
    let x = tape.parameter(Matrix([[3]]))
    let y = x * x * x + x / 2 - x.square()
    let gradients = tape.gradients(of: y)
    #expect(y.scalar == 27 + 1.5 - 9)
    #expect(gradients[x] == Matrix([[27 + 0.5 - 6]]))
  }

  @Test func gradientsStopWhereTheyAreNotWanted() {
    let tape = Tape<Double>()
    let x = tape.parameter(Matrix([[2]]))
    let unused = tape.parameter(Matrix([[1, 2, 3]]))
    let data = tape.constant(Matrix([[5]]))
    let loss = x * data + x.detached() * x.detached()
    #expect(tape.recordedKinds == [.multiply, .add], "the product of constants is not recorded")
    let gradients = tape.gradients(of: loss)
    #expect(gradients[x] == Matrix([[5]]))
    #expect(gradients[unused] == Matrix([[0, 0, 0]]))
  }

  @Test func aLossOfConstantsHasNoGradient() {
    let tape = Tape<Double>()
    let x = tape.parameter(Matrix([[2]]))
    let gradients = tape.gradients(of: tape.constant(Matrix([[7]])) * 2)
    #expect(gradients[x] == Matrix([[0]]))
  }

  @Test func valuesOfResultsOutliveDifferentiation() {
    let tape = Tape<Float>()
    let x = tape.parameter(Matrix([[1, 2]]))
    let squares = x.square()
    let loss = squares.mean()
    _ = tape.gradients(of: loss)
    #expect(squares.value == Matrix([[1, 4]]) && loss.scalar == 2.5)
  }

  @Test func laterStepsAllocateNoMatrices() {
    let (data, w, b) = (normal(8, 6, 1), normal(6, 6, 2), normal(1, 6, 3))
    let tape = Tape<Float>()
    var counts: [Int] = []
    var results: [[Matrix<Float>]] = []
    for _ in 0..<5 {
      tape.reset()
      let x = tape.constant(data)
      let (weight, bias) = (tape.parameter(w), tape.parameter(b))
      let hidden = x.linear(weight, bias, activation: .relu).linear(weight, bias)
      let loss = hidden.normaliseRows().multimodalContrastiveLoss(
        hidden.softmaxRows(), temperature: 0.5)
      let value = loss.value
      let gradients = tape.gradients(of: loss)
      results.append([value, gradients[weight], gradients[bias]])
      counts.append(tape.allocationCount)
    }
    // The results kept above are copies that hold on to storage; only the counts of matrices made
    // matter.
    #expect(counts[0] > 0 && counts.dropFirst(1).allSatisfy { $0 == counts[1] })
    #expect(
      results.allSatisfy { $0 == results[0] }, "the same step has the same bits in used storage")
  }

  @Test func keptValuesDoNotChange() {
    let tape = Tape<Double>()
    let first = tape.parameter(Matrix([[1, 2]])).square()
    let kept = first.value
    tape.reset()
    let second = tape.parameter(Matrix([[5, 6]])).square()
    #expect(kept == Matrix([[1, 4]]) && second.value == Matrix([[25, 36]]))
  }

  @Test func misuseStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      let tape = Tape<Double>()
      let x = tape.parameter(Matrix([[1]]))
      tape.reset()
      _ = x.square()
    }
    await #expect(processExitsWith: .failure) {
      _ = Tape<Double>().parameter(Matrix([[1]])) + Tape<Double>().parameter(Matrix([[1]]))
    }
    await #expect(processExitsWith: .failure) {
      let tape = Tape<Double>()
      _ = tape.gradients(of: tape.parameter(Matrix([[1, 2]])))
    }
    await #expect(processExitsWith: .failure) {
      let tape = Tape<Double>()
      _ = tape.parameter(Matrix([[1, 2]])) + tape.parameter(Matrix([[1], [2]]))
    }
  }
}
