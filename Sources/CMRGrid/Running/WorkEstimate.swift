import CMRTraining

/// How long cells take, from those that are finished; before the first is, by rows and epochs.
struct WorkEstimate {
  private struct Kind: Hashable {
    let store: String
    let method: String
  }

  private struct Sum {
    var seconds = 0.0
    var steps = 0.0

    mutating func add(_ seconds: Double, _ steps: Double) {
      self.seconds += seconds
      self.steps += steps
    }

    /// Seconds for each row of each epoch.
    var rate: Double? { steps > 0 && seconds > 0 ? seconds / steps : nil }
  }

  private var kinds: [Kind: Sum] = [:]
  private var methods: [String: Sum] = [:]
  private var all = Sum()

  /// Learns from a finished cell.
  mutating func add(_ cell: ResolvedCell, seconds: Double) {
    let steps = Self.steps(of: cell)
    kinds[Self.kind(of: cell), default: Sum()].add(seconds, steps)
    methods[cell.cell.method, default: Sum()].add(seconds, steps)
    all.add(seconds, steps)
  }

  /// The work of a cell in seconds, or in another unit while there is nothing to go by.
  func work(of cell: ResolvedCell) -> Double {
    let rate = kinds[Self.kind(of: cell)]?.rate ?? methods[cell.cell.method]?.rate ?? all.rate
    return Self.steps(of: cell) * (rate ?? 1)
  }

  static func steps(of cell: ResolvedCell) -> Double {
    Double(max(1, cell.trainingRows)) * Double(cell.plan.epochs)
  }

  private static func kind(of cell: ResolvedCell) -> Kind {
    Kind(store: cell.cell.store, method: cell.cell.method)
  }
}
