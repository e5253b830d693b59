import CMRTraining
import Testing
import TrainingTesting
import TripletRanking

/// The whole test of a method's promises.
@Suite struct ConformanceTests {
  @Test(arguments: ConformanceProperty.allCases, [TripletRanking.Negatives.hardest, .all])
  func conforms(to property: ConformanceProperty, negatives: TripletRanking.Negatives) throws {
    var options = TripletRanking.Options()
    options.encoder = EncoderOptions(hidden: [12], dimension: 8)
    options.negatives = negatives
    try Conformance(of: TripletRanking.self, options: options).check(property)
  }
}
