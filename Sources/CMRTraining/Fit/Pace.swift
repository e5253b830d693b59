/// Clock readings of a run; they go to observers and metrics and decide nothing but when to save.
struct Pace {
  private var rows = 0
  private var trained = Duration.zero
  private var stepStart = ContinuousClock.now
  private var epochStart = ContinuousClock.now

  /// Seconds since ``startEpoch()``.
  var epochSeconds: Double { (ContinuousClock.now - epochStart) / .seconds(1) }

  /// Rows per second of training, over all steps of this call.
  var rowsPerSecond: Double { trained > .zero ? Double(rows) / (trained / .seconds(1)) : 0 }

  mutating func startEpoch() {
    epochStart = .now
    stepStart = .now
  }

  /// A step of `rows` rows is done.
  mutating func add(rows: Int) {
    let now = ContinuousClock.now
    self.rows += rows
    trained += now - stepStart
    stepStart = now
  }
}
