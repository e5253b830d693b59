import CMRAutodiff
import CMRDense
import Testing

struct OptimiserTests {
  private static let parameters = Parameters<Float>([
    ("weight", Matrix([[0.5, -0.25], [1, 2]])), ("bias", Matrix([[0.1, 0.2]])),
  ])

  private static func gradients(_ step: Int) -> [String: Matrix<Float>] {
    let scale = Float(step % 3) - 0.7
    return [
      "weight": scale * Matrix([[1, -2], [0.3, 0.01]]), "bias": scale * Matrix([[-0.4, 5]]),
    ]
  }

  private static func run<O: Optimiser<Float>>(
    _ optimiser: inout O, _ steps: Range<Int>, _ parameters: inout Parameters<Float>
  ) {
    for step in steps { optimiser.step(&parameters, gradients(step), 0.01) }
  }

  private static func resume<O: Optimiser<Float>>(_ make: () -> O) throws {
    var whole = make()
    var expected = parameters
    run(&whole, 0..<9, &expected)

    var first = make()
    var found = parameters
    run(&first, 0..<4, &found)
    let state = first.state
    var second = make()
    try second.restore(state)
    #expect(second.state == state)
    run(&second, 4..<9, &found)
    #expect(found == expected && second.state == whole.state, "bit for bit")
    #expect(whole.state.steps == ["weight": 9, "bias": 9])
    #expect(expected != parameters)
  }

  @Test func aRestoredOptimiserGoesOnBitForBit() throws {
    try Self.resume { Adam<Float>(for: Self.parameters) }
    try Self.resume {
      Adam(
        for: Self.parameters, options: AdamOptions(weightDecay: .decoupled(0.1), amsgrad: true))
    }
    try Self.resume { SGD<Float>(for: Self.parameters) }
    try Self.resume {
      SGD(for: Self.parameters, options: SGDOptions(momentum: 0.9, damping: 0.1, nesterov: true))
    }
  }

  @Test func nesterovByItsDefinition() {
    var parameters = Parameters<Double>([("p", Matrix([[1]]))])
    var optimiser = SGD(for: parameters, options: SGDOptions(momentum: 0.5, nesterov: true))
    optimiser.step(&parameters, ["p": Matrix([[2]])], 0.1)  // b = 2, direction 2 + 0.5 * 2
    #expect(abs(parameters["p"][0, 0] - 0.7) < 1e-15)
    optimiser.step(&parameters, ["p": Matrix([[1]])], 0.1)  // b = 2, direction 1 + 0.5 * 2
    #expect(abs(parameters["p"][0, 0] - 0.5) < 1e-15)
  }

  @Test func parametersWithoutGradientAreLeftAlone() {
    var parameters = Self.parameters
    var optimiser = Adam<Float>(for: parameters, options: AdamOptions(weightDecay: .decoupled(1)))
    optimiser.step(&parameters, ["bias": Matrix([[1, 1]])], 0.1)
    #expect(parameters["weight"] == Self.parameters["weight"])
    #expect(parameters["bias"] != Self.parameters["bias"])
    #expect(optimiser.state.steps == ["weight": 0, "bias": 1])
  }

  @Test func stateIsNamed() {
    let adam = Adam<Float>(for: Self.parameters, options: AdamOptions(amsgrad: true))
    #expect(
      adam.state.arrays.names == [
        "weight/first-moment", "weight/second-moment", "weight/largest-second-moment",
        "bias/first-moment", "bias/second-moment", "bias/largest-second-moment",
      ])
    #expect(SGD<Float>(for: Self.parameters).state.arrays.names.isEmpty)
  }

  @Test func stateThatDoesNotFitIsRefused() {
    let remedy =
      "the state belongs to another model or optimiser: use the options it was saved with"
    var adam = Adam<Float>(for: Self.parameters)
    let good = adam.state
    func message(_ state: OptimiserState<Float>) -> String? {
      do {
        try adam.restore(state)
        return nil
      } catch {
        return error.description
      }
    }
    #expect(
      message(SGD<Float>(for: Self.parameters).state)
        == "the optimiser state has no 'first-moment' of parameter 'weight'; \(remedy)")
    #expect(
      message(Adam<Float>(for: Self.parameters, options: AdamOptions(amsgrad: true)).state)
        == "the optimiser state has 'weight/largest-second-moment', "
        + "which no parameter of this model needs; \(remedy)"
    )
    var other = good
    other.steps["bias"] = nil
    #expect(message(other) == "the optimiser state has no 'steps' of parameter 'bias'; \(remedy)")
    other = good
    other.steps["bias"] = -1
    #expect(message(other) == "the optimiser state says that parameter 'bias' took -1 steps")
    other = good
    other.steps["extra"] = 1
    #expect(
      message(other)
        == "the optimiser state has 'extra', which no parameter of this model needs; \(remedy)")
    other = good
    other.arrays = Parameters(
      good.arrays.names.map {
        ($0, $0 == "bias/second-moment" ? Matrix(rows: 2, columns: 1) : good.arrays[$0])
      })
    #expect(
      message(other)
        == "the optimiser state 'bias/second-moment' has the shape [2, 1], "
        + "but parameter 'bias' has [1, 2]; \(remedy)"
    )
    #expect(adam.state == good, "a refused state changes nothing")
  }

  /// A step may copy nothing: the parameters' storage stays where it is.
  @Test func parametersChangeInPlace() {
    var parameters = Parameters<Float>([("w", Matrix(rows: 30, columns: 20, repeating: 1))])
    var optimiser = Adam<Float>(for: parameters)
    let tape = Tape<Float>()
    var places = Set<UInt>()
    for _ in 0..<4 {
      tape.reset()
      let variables = tape.parameters(parameters)
      let loss = variables["w"].square().mean()
      let gradients = tape.gradients(of: loss)
      optimiser.update(&parameters, variables, gradients, learningRate: 0.1)
      let weights = parameters["w"].elements
      unsafe weights.withUnsafeBufferPointer {
        _ = places.insert(UInt(bitPattern: $0.baseAddress))
      }
    }
    #expect(places.count == 1)
  }
}

struct ScheduleTests {
  @Test func constant() {
    #expect([0, 1, 500].map { Schedule.constant.rate(0.3, at: $0) } == [0.3, 0.3, 0.3])
  }

  @Test func cosineEndsAtItsFloorAndStaysThere() {
    let schedule = Schedule.cosine(total: 10, floor: 0.1)
    #expect(schedule.rate(1, at: 0) == 1)
    #expect(abs(schedule.rate(1, at: 5) - 0.55) < 1e-15)
    #expect(schedule.rate(1, at: 10) == 0.1 && schedule.rate(1, at: 99) == 0.1)
    let rates = (0...10).map { schedule.rate(1, at: $0) }
    #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func steps() {
    let schedule = Schedule.step(every: 30, factor: 0.5)
    #expect([0, 29, 30, 59, 60].map { schedule.rate(8, at: $0) } == [8, 8, 4, 4, 2])
  }
}
