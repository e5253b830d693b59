/// One column of a table: what each method reached, which of them is best, and how each compares.
struct ColumnJudgement {
  /// The methods of the rows.
  let methods: [String]
  /// What each reached.
  let values: [SeedValues]
  let request: ComparisonRequest

  /// A cell for each method; nil where the plan has none.
  var cells: [Comparison.Cell?] {
    let best = best()
    return values.indices.map { index in
      let own = values[index]
      guard own.planned > 0 else { return nil }
      return Comparison.Cell(
        planned: own.planned, finished: own.finished, count: own.values.count, mean: own.mean,
        spread: own.deviation(request.spread), standing: standing(of: index, best: best),
        test: test(of: index))
    }
  }

  /// The mean of a method, the greater the better.
  private func merit(_ index: Int) -> Double? {
    values[index].mean.map { request.isLessBetter ? -$0 : $0 }
  }

  /// The method with the best mean, the first of equals.
  private func best(except other: Int? = nil) -> Int? {
    var best: (index: Int, merit: Double)?
    for index in values.indices where index != other {
      guard let merit = merit(index), merit > best?.merit ?? -.infinity else { continue }
      best = (index, merit)
    }
    return best?.index
  }

  /// Nobody is the best of one.
  private func standing(of index: Int, best: Int?) -> Comparison.Standing {
    guard let best, let own = merit(index), let top = merit(best), self.best(except: best) != nil
    else { return .none }
    if index == best { return .best }
    return own >= top - (values[best].ofDraws?.standardError ?? 0) ? .nearBest : .none
  }

  private func test(of index: Int) -> Comparison.Test? {
    let reference: Int? =
      switch request.reference {
      case .method(let name): methods.firstIndex(of: name)
      case .bestPeer: best(except: index)
      }
    guard let reference, reference != index,
      let outcome = request.test.outcome(of: values[index].differences(from: values[reference]))
    else { return nil }
    return Comparison.Test(reference: methods[reference], outcome: outcome)
  }
}
