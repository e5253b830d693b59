/// s over the epochs: constant until warm-up ends, then linear, then constant.
struct MassSchedule {
  let warmupEpochs: Int
  let start: Double
  let end: Double
  /// The share of all epochs after which s has reached its end.
  let growthEnd: Double

  init(_ options: UOTRCL.Options) {
    warmupEpochs = options.warmup.epochs
    start = options.transport.massStart
    end = options.transport.massEnd
    growthEnd = options.transport.massGrowthEnd
  }

  /// s of `epoch`, from 0.
  func mass(epoch: Int, epochs: Int) -> Double {
    let length = max(1, growthEnd * Double(epochs) - Double(warmupEpochs))
    let grown = min(1, max(0, Double(epoch - warmupEpochs)) / length)
    return start + (end - start) * grown
  }
}
