/// What a training method must keep for the core's promises to hold.
public enum ConformanceProperty: String, CaseIterable, Sendable, CustomStringConvertible {
  /// Options come back from JSON as they went; unknown ones, wrong types and absurd numbers are
  /// refused by name.
  case options
  /// Data that the method cannot use is refused; data at the edge of what it can use gives finite
  /// numbers.
  case refusal
  /// The derivative of a step's loss by every parameter agrees with central differences.
  case gradients
  /// Embeddings have one row per row of features, of unit length, whatever rows come with them.
  case embeddings
  /// State put into a fresh method is the same state, and a damaged one is refused.
  case state
  /// A run that is stopped and resumed after any step ends in the same bits.
  case resume
  /// What the method believes of labels is one class of the task for every pair, and a run that is
  /// stopped and resumed believes the same.
  case beliefs
  /// Equal seeds give equal bits, and clean labels change none of them.
  case determinism
  /// A copy keeps its numbers while the original is trained on.
  case snapshot
  /// What the method holds is what it declares.
  case memory

  /// The name.
  public var description: String { rawValue }
}
