import CMRCommand
import Testing

@Suite struct NegativeNumberTests {
  @Test(arguments: [
    (["fit", "--seed", "-1"], ["fit", "--seed=-1"]),
    (["--rate", "0.2", "-.4", "-1e-3"], ["--rate", "0.2", "--rate=-.4", "--rate=-1e-3"]),
    (["--rate=0.2", "-0.4"], ["--rate=0.2", "--rate=-0.4"]),
    (["--json", "-o", "-1"], ["--json", "-o", "-1"]),
    (["--seed", "-x", "--seed", "-"], ["--seed", "-x", "--seed", "-"]),
    (["--seed", "1", "--", "-1"], ["--seed", "1", "--", "-1"]),
    (["-1"], ["-1"]),
  ])
  func areJoinedToTheirOption(_ arguments: [String], _ expected: [String]) {
    #expect(NegativeNumbers.joined(arguments) == expected)
  }
}
