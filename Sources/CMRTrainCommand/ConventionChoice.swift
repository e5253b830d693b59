import ArgumentParser
import CMRRetrieval

/// A scoring convention as it is named on the command line.
struct ConventionChoice: ExpressibleByArgument {
  let convention: any ScoringConvention

  init?(argument: String) {
    guard let convention = ScoringConventions.all.first(where: { $0.name == argument }) else {
      return nil
    }
    self.convention = convention
  }

  static var allValueStrings: [String] { ScoringConventions.all.map(\.name) }
}
