import CMRMethods
import CMRTraining

extension EncoderOptions {
  /// One hidden layer of 24, embeddings of length 8.
  static let small = EncoderOptions(hidden: [24], dimension: 8)
}

extension UOTRCL.Options {
  /// ``small(_:)`` with the cost of votes among embeddings, whose mass grows to .9.
  static func voting(_ change: (inout Self) -> Void = { _ in }) -> Self {
    small {
      $0.cost = .votes
      $0.transport.massEnd = 0.9
      change(&$0)
    }
  }

  /// A small encoder, 5 neighbours, 2 epochs of warm-up and a mass that grows from .3, changed further
  /// by `change`.
  static func small(_ change: (inout Self) -> Void = { _ in }) -> Self {
    var options = Self()
    options.encoder = .small
    options.votes.neighbours = 5
    options.warmup.epochs = 2
    options.transport.massStart = 0.3
    change(&options)
    return options
  }
}
