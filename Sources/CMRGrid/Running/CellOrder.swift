extension [ResolvedCell] {
  /// In which order the cells are computed: all with the first seeds, the longest of them first,
  /// then all with the next.
  ///
  /// So a grid that is stopped has whole tables of fewer seeds, and the end of a round keeps no
  /// processor waiting for a long cell.
  func inOrderOfWork() -> [ResolvedCell] {
    var rounds: [String: Int] = [:]
    let ranked = map { cell in
      let key = "\(cell.cell.store)/\(cell.cell.method)/\(cell.cell.condition)"
      let round = rounds[key, default: 0]
      rounds[key] = round + 1
      return (cell: cell, round: round, steps: WorkEstimate.steps(of: cell))
    }
    return ranked.enumerated().sorted { a, b in
      (a.element.round, -a.element.steps, a.offset) < (b.element.round, -b.element.steps, b.offset)
    }.map(\.element.cell)
  }
}
