/// r, the column marginal of the transport: how much of every class there is.
package struct ClassPrior {
  private let options: UOTRCL.PriorOptions
  /// K.
  package let classCount: Int

  /// The rule of a prior over `classCount` classes.
  package init(options: UOTRCL.PriorOptions, classCount: Int) {
    self.options = options
    self.classCount = classCount
  }

  /// r before the first transport, from the given labels of both modalities, or from the mean
  /// posterior where there is one.
  package func initial(_ given: [[Int32]], posteriorMean: [Double]? = nil) -> [Double] {
    if options.kind == .posterior, let posteriorMean { return posteriorMean }
    guard options.kind != .uniform else {
      return [Double](repeating: 1 / Double(classCount), count: classCount)
    }
    return histogram(given.joined().lazy.map { Int($0) })
  }

  /// r for the next transport, from the classes that the last one gave to the rows it moved.
  ///
  /// These are the rows that are easiest to move, and not the classes as often as they are: a
  /// posterior, which is about all rows, is not mixed with them.
  package func next(
    after prior: [Double], classes: some Sequence<Int>, hasPosterior: Bool = false
  ) -> [Double] {
    guard options.kind == .ema || (options.kind == .posterior && !hasPosterior) else {
      return prior
    }
    let found = histogram(classes)
    guard found.contains(where: { $0 > 0 }) else { return prior }
    let mixed = zip(prior, found).map { options.momentum * $0 + (1 - options.momentum) * $1 }
    let total = mixed.reduce(0, +)
    return mixed.map { $0 / total }
  }

  /// Shares of the classes; zeros of no rows.
  private func histogram(_ classes: some Sequence<Int>) -> [Double] {
    var counts = [Double](repeating: 0, count: classCount)
    var rows = 0.0
    for index in classes {
      counts[index] += 1
      rows += 1
    }
    return counts.map { rows > 0 ? $0 / rows : 0 }
  }
}
