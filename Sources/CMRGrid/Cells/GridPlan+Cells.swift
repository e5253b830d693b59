extension GridPlan {
  /// Every column once, in the order of the plan.
  func conditions() throws(GridError) -> [NoiseCondition] {
    var seen: Set<NoiseCondition> = []
    var all: [NoiseCondition] = []
    for (index, entry) in noise.enumerated() {
      for condition in try entry.conditions(place: Self.place(ofNoise: index))
      where seen.insert(condition).inserted { all.append(condition) }
    }
    return all
  }

  /// All cells, each once, in the order of the plan: stores, methods, noise, seeds.
  public func cells() throws(GridError) -> [GridCell] { try plannedCells().map(\.cell) }

  /// A cell and the noise that its labels are made with.
  struct PlannedCell {
    let cell: GridCell
    let store: GridStore
    let method: GridMethod
    let condition: NoiseCondition
  }

  func plannedCells() throws(GridError) -> [PlannedCell] {
    var seen: Set<GridCell> = []
    var cells: [PlannedCell] = []
    for store in stores {
      for method in methods {
        for condition in try conditions(of: store, method) {
          for pair in pairs(of: store, method, condition) {
            let cell = GridCell(
              store: store.name, method: method.label, noise: condition.family,
              condition: condition.name, rate: condition.rate, noiseSeed: pair.noise,
              trainingSeed: pair.training,
              labels: condition.labels(seed: pair.noise))
            guard seen.insert(cell).inserted else { continue }
            cells.append(
              PlannedCell(cell: cell, store: store, method: method, condition: condition))
          }
        }
      }
    }
    return cells
  }

  private func conditions(
    of store: GridStore, _ method: GridMethod
  ) throws(GridError) -> [NoiseCondition] {
    var conditions: [NoiseCondition] = []
    for (index, entry) in noise.enumerated() {
      guard entry.methods?.contains(method.label) ?? true,
        entry.stores?.contains(store.name) ?? true
      else { continue }
      conditions += try entry.conditions(place: Self.place(ofNoise: index)).filter { condition in
        guard let rates = store.rates, let rate = condition.rate else { return true }
        return rates.contains(rate)
      }
    }
    return conditions
  }

  /// The plan's seeds, as far as store and method take them.
  private func pairs(
    of store: GridStore, _ method: GridMethod, _ condition: NoiseCondition
  ) -> [GridSeeds.Pair] {
    let limits = [store.seeds, method.seeds].compactMap { $0 }
      .map { Set($0.pairs(drawn: condition.isDrawn)) }
    return seeds.pairs(drawn: condition.isDrawn).filter { pair in
      limits.allSatisfy { $0.contains(pair) }
    }
  }
}
