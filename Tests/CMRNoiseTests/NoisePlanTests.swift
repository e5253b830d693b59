import CMRNoise
import Testing

@Suite struct NoisePlanTests {
  @Test func namesSpellWhatDiffersFromTheDefaults() throws {
    let plan = NoisePlan(model: .symmetric, rate: try NoiseRate("0.4"), seed: 1)
    #expect(plan.name == "symmetric-0.4-s1")
    #expect(
      NoisePlan(
        model: .pairFlip, rate: try NoiseRate("0.20"), seed: 18_446_744_073_709_551_615,
        semantics: .redraw, sharing: .independent
      ).name == "pair-flip-0.2-s18446744073709551615-redraw-independent")
    #expect(
      NoisePlan(model: .asymmetric, rate: try NoiseRate("1"), seed: 0, sharing: .independent).name
        == "asymmetric-1-s0-independent")
    #expect(
      NoisePlan(
        model: .pairFlip, rate: try NoiseRate("0.1"), seed: 2, semantics: .redraw,
        base: "symmetric-0.4-s1"
      ).name == "pair-flip-0.1-s2-redraw-on-symmetric-0.4-s1")
  }

  @Test func namesSayTheSplitWhereItIsNotTrain() throws {
    let plan = NoisePlan(
      model: .add, rate: try NoiseRate(level: "1.5"), seed: 3, base: "x", split: "test")
    #expect(plan.name == "add-1.5-s3-of-test-on-x")
  }

  @Test func allPlansHaveDifferentNames() throws {
    var names: Set<String> = []
    var count = 0
    for model in NoiseModel.allCases {
      for rate in ["0", "0.2", "0.25", "1"] {
        for semantics in NoiseSemantics.allCases {
          for sharing in NoiseSharing.allCases {
            for seed: UInt64 in [0, 1, 11] {
              count += 1
              names.insert(
                NoisePlan(
                  model: model, rate: try NoiseRate(rate), seed: seed, semantics: semantics,
                  sharing: sharing
                ).name)
            }
          }
        }
      }
    }
    #expect(names.count == count)
  }
}
