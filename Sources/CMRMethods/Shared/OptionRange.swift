import CMRTraining

/// Range checks of options; each throws the one error that every option out of range has.
enum OptionRange {
  /// Finite and above 0.
  static func positive(_ value: Double, _ name: String) throws(TrainingError) {
    guard value > 0, value.isFinite else { throw .optionOutOfRange(name, value, "above 0") }
  }

  /// Finite and not negative.
  static func notNegative(_ value: Double, _ name: String) throws(TrainingError) {
    guard value >= 0, value.isFinite else { throw .optionOutOfRange(name, value, "0 or more") }
  }

  /// Between 0 and 1, both included.
  static func share(_ value: Double, _ name: String) throws(TrainingError) {
    guard value >= 0, value <= 1 else { throw .optionOutOfRange(name, value, "in [0, 1]") }
  }

  /// Above 0, at most 1.
  static func positiveShare(_ value: Double, _ name: String) throws(TrainingError) {
    guard value > 0, value <= 1 else { throw .optionOutOfRange(name, value, "in (0, 1]") }
  }

  /// A whole number of at least `least`.
  static func atLeast(_ least: Int, _ value: Int, _ name: String) throws(TrainingError) {
    guard value >= least else { throw .optionOutOfRange(name, value, "\(least) or more") }
  }
}
