/// s over the epochs: constant until warm-up ends, then linear, then constant.
package struct MassSchedule {
  private let warmupEpochs: Int
  private let start: Double
  private let end: Double
  /// The share of all epochs after which s has reached its end.
  private let growthEnd: Double

  /// The schedule that the options describe.
  ///
  /// - Parameter expectedRight: the share of rows that a model of the labels expects to be right.
  package init(_ options: UOTRCL.Options, expectedRight: Double? = nil) {
    warmupEpochs = options.warmup.epochs
    let limit = options.transport.massLimit == .expectedRight ? expectedRight : nil
    end = min(options.transport.massEnd, limit ?? 1)
    // Where less can be expected to be right than s begins with, it begins with that.
    start = min(options.transport.massStart, limit ?? 1)
    growthEnd = options.transport.massGrowthEnd
  }

  /// s of `epoch`, from 0.
  package func mass(epoch: Int, epochs: Int) -> Double {
    let length = max(1, growthEnd * Double(epochs) - Double(warmupEpochs))
    let grown = max(0, Double(epoch - warmupEpochs)) / length
    guard grown < 1 else { return end }
    return start + (end - start) * grown
  }
}
