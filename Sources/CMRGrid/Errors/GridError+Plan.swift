import SystemPackage

extension GridError {
  private static func plan(_ message: String, remedy: String? = nil) -> Self {
    Self(code: .invalidPlan, message: message, remedy: remedy)
  }

  static func noPlanFile(_ path: FilePath) -> Self {
    plan(
      "cannot read the grid plan '\(path)'",
      remedy: "check that the file is there; 'cmrdata schema grid' says what one holds")
  }

  static func notText(_ path: FilePath) -> Self {
    plan("\(path): the grid plan is not UTF-8 text", remedy: "save it as UTF-8")
  }

  /// The same error, with the file that the plan was read from.
  func inFile(_ path: FilePath) -> Self {
    Self(code: code, message: "\(path): \(message)", remedy: remedy)
  }

  static func planVersion(_ version: Int128) -> Self {
    plan(
      "the grid plan has version \(version), this program reads version \(GridPlan.currentVersion)",
      remedy: version > GridPlan.currentVersion ? "use a newer program" : nil)
  }

  static func missing(_ key: String, of place: String, wanted: String) -> Self {
    plan("key '\(key)' of \(place) is missing or empty", remedy: "give \(wanted)")
  }

  static func unknownName(_ name: String, key: String, of place: String, known: [String]) -> Self {
    plan(
      "key '\(key)' of \(place) names '\(name)', which is not known",
      remedy: "known: \(known.joined(separator: ", "))")
  }

  static func refused(
    _ key: String, of place: String, _ message: String, remedy: String?
  ) -> Self {
    plan("key '\(key)' of \(place): \(message)", remedy: remedy)
  }

  static func ratesAndLabels(_ place: String) -> Self {
    plan(
      "\(place) has both 'rates' and 'labels'",
      remedy: "rates are of noise that is drawn, labels are sets that the stores have; "
        + "make two entries")
  }

  static func unsafeName(_ name: String, key: String, of place: String) -> Self {
    plan(
      "key '\(key)' of \(place) is '\(name)', which cannot be a part of a folder's name",
      remedy: "use letters, digits, '.', '_', '+' and '-', beginning with a letter or digit")
  }

  static func twice(_ name: String, key: String, first: String, second: String) -> Self {
    plan(
      "\(first) and \(second) have the same \(key) '\(name)'",
      remedy: key == "label"
        ? "give one of them a label of its own" : "give one of them another \(key)")
  }

  static func seedTwice(_ seed: UInt64, key: String, of place: String) -> Self {
    plan(
      "key '\(key)' of \(place) has the seed \(seed) twice", remedy: "name every seed once")
  }

  static func otherSeedForm(of place: String, wanted: String) -> Self {
    plan(
      "key 'seeds' of \(place) has another form than that of the grid plan",
      remedy: "it takes some of the plan's seeds: name them as \(wanted)")
  }

  static func seedNotInPlan(_ seed: UInt64, key: String, of place: String, known: [UInt64]) -> Self
  {
    plan(
      "key '\(key)' of \(place) has the seed \(seed), which the grid plan does not have",
      remedy: "it has \(known.map(String.init).joined(separator: ", "))")
  }

  static func rateNotInPlan(_ rate: Double, of place: String, known: [Double]) -> Self {
    plan(
      "key 'rates' of \(place) has \(rate), which no noise of the grid plan has",
      remedy: "it has \(known.map { "\($0)" }.joined(separator: ", "))")
  }

  static func takenKey(_ key: String, of place: String, remedy: String) -> Self {
    plan("\(place) sets '\(key)', which the grid sets for every cell", remedy: remedy)
  }

  static func twoReports(_ splits: [String], validation: String?) -> Self {
    let names = splits.map { "'\($0)'" }.joined(separator: " and ")
    let judge = validation.map { "the split '\($0)' chooses the best epoch, and" } ?? "of these"
    return plan(
      "key 'evaluate' of the grid plan asks for \(names): \(judge) one more can be measured",
      remedy: "leave one out")
  }

  static func noCells(_ place: String) -> Self {
    plan(
      "\(place) takes part in no cell",
      remedy: "check its seeds and rates, and who takes part in each noise")
  }
}
