import CMRStore

extension Comparison {
  /// The comparison of `results` that `request` asks for.
  ///
  /// Throws a ``GridError`` where no finished cell has what is asked for, and says what there is.
  public init(_ results: GridResults, _ request: ComparisonRequest) throws(GridError) {
    let question = try Question(request, of: results)
    if case .method(let name) = request.reference {
      let methods = results.entries.map(\.cell.method).uniqued
      if !methods.contains(name) { throw .noSuch("method", name, known: methods) }
    }
    let isCrossed = Self.isCrossed(results.entries.map(\.cell))
    if request.spread != .pooled, !isCrossed { throw .notCrossed(request.spread) }
    self.request = request
    split = question.split
    planned = results.planned
    finished = results.finished
    self.isCrossed = isCrossed
    tables = results.entries.map(\.cell.store).uniqued.flatMap { store in
      Self.tables(
        of: results.entries.filter { $0.cell.store == store }, store: store, question)
    }
  }

  /// Whether some noise seed occurs with several training seeds, or no noise makes it differ.
  private static func isCrossed(_ cells: [GridCell]) -> Bool {
    var training: [UInt64: Set<UInt64>] = [:]
    for cell in cells {
      guard let noise = cell.noiseSeed else { continue }
      training[noise, default: []].insert(cell.trainingSeed)
    }
    return training.values.contains { $0.count > 1 }
  }

  /// Clean labels stand beside every kind of noise, and alone where there is none.
  private static func tables(
    of entries: [GridResults.Entry], store: String, _ question: Question
  ) -> [Table] {
    let clean = LabelSet.cleanName
    let kinds = entries.map(\.cell.noise).uniqued
    return (kinds == [clean] ? kinds : kinds.filter { $0 != clean }).map { noise in
      let rows = entries.filter { $0.cell.noise == noise }.map(\.cell.method).uniqued
      let own = entries.filter {
        [noise, clean].contains($0.cell.noise) && rows.contains($0.cell.method)
      }
      return table(of: own, store: store, noise: noise, methods: rows, question)
    }
  }

  private static func table(
    of entries: [GridResults.Entry], store: String, noise: String, methods: [String],
    _ question: Question
  ) -> Table {
    let conditions = entries.map {
      Column(condition: $0.cell.condition, rate: $0.cell.rate, direction: "")
    }
    .uniqued.enumerated()
    .sorted { ($0.element.rate ?? 2e9, $0.offset) < ($1.element.rate ?? 2e9, $1.offset) }
    .map(\.element)
    let columns = conditions.flatMap { column in
      question.directions.map {
        Column(condition: column.condition, rate: column.rate, direction: $0)
      }
    }
    let cells = columns.map { column in
      let values = methods.map { method in
        seedValues(of: entries.filter { $0.cell.method == method }, column, question)
      }
      return judged(values, methods: methods, question.request)
    }
    return Table(
      store: store, noise: noise, columns: columns,
      rows: methods.enumerated().map { index, method in
        Row(method: method, cells: cells.map { $0[index] })
      })
  }

  private static func seedValues(
    of entries: [GridResults.Entry], _ column: Column, _ question: Question
  ) -> SeedValues {
    var values = SeedValues()
    for entry in entries where entry.cell.condition == column.condition {
      values.add(
        entry.cell, isFinished: entry.record != nil,
        entry.record.flatMap { question.value(in: $0, column.direction) })
    }
    return values
  }

  /// One column: what each method reached, which of them is best, and how each compares.
  private static func judged(
    _ column: [SeedValues], methods: [String], _ request: ComparisonRequest
  ) -> [Cell?] {
    let sign = request.isLessBetter ? -1.0 : 1.0
    let means = column.map { $0.mean.map { $0 * sign } }
    let best = means.indices.filter { means[$0] != nil }
      .max { (means[$0] ?? 0, $1) < (means[$1] ?? 0, $0) }
    return column.indices.map { index in
      let values = column[index]
      guard values.planned > 0 else { return nil }
      var cell = Cell(
        planned: values.planned, finished: values.finished, count: values.values.count,
        mean: values.mean,
        spread: values.deviation(request.spread))
      if let best, let top = means[best], let own = means[index],
        means.count(where: { $0 != nil }) > 1
      {
        let error = column[best].ofDraws?.standardError ?? 0
        cell.standing = index == best ? .best : own >= top - error ? .nearBest : .none
      }
      let reference: Int? =
        switch request.reference {
        case .method(let name): methods.firstIndex(of: name)
        case .bestPeer:
          means.indices.filter { $0 != index && means[$0] != nil }
            .max { (means[$0] ?? 0, $1) < (means[$1] ?? 0, $0) }
        }
      if let reference, reference != index,
        let outcome = request.test.outcome(of: values.differences(from: column[reference]))
      {
        cell.test = Test(reference: methods[reference], outcome: outcome)
      }
      return cell
    }
  }
}

extension ComparisonRequest {
  /// Whether a smaller figure is the better one.
  var isLessBetter: Bool { [ResultRow.seconds, ResultRow.peakMemory].contains(measure) }
}

extension Array where Element: Hashable {
  /// Each element once, where it occurs first.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
