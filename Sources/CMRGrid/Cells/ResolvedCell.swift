import CMRStore
import CMRTraining
import SystemPackage

/// A cell with everything decided: what is fitted, and who it is.
struct ResolvedCell: Sendable, Equatable {
  /// The cell.
  let cell: GridCell
  /// The resolved fit plan.
  let plan: FitPlan
  /// What the result follows from.
  let identity: CellIdentity
  /// Which library its method comes from, if not from the program itself.
  let origin: MethodOrigin?
  /// How many rows it trains on.
  let trainingRows: Int

  /// The path of its folder below that of all cells: another identity has another one, so that
  /// results of two plans never mix.
  var folderName: String { "\(cell.folderStem)-\(identity.short)" }
}

extension GridPlan {
  /// All cells, with their stores as they are now.
  ///
  /// Throws what resolving a fit plan throws, with the cell named.
  func resolvedCells(
    storesIn folder: FilePath, catalog: MethodCatalog, program: String
  ) throws -> [ResolvedCell] {
    let stores = try openStores(in: folder)
    return try plannedCells().compactMap { planned in
      guard let store = stores[planned.store.name] else { return nil }
      return try Self.resolve(
        planned.cell, fitPlan(of: planned, storesIn: folder), in: store, catalog, program)
    }
  }

  /// The stores by their names.
  func openStores(in folder: FilePath) throws -> [String: Store] {
    Dictionary(
      uniqueKeysWithValues: try stores.map {
        ($0.name, try Store.open(path(of: $0, in: folder)))
      })
  }

  static func resolve(
    _ cell: GridCell, _ plan: FitPlan, in store: Store, _ catalog: MethodCatalog, _ program: String
  ) throws -> ResolvedCell {
    let resolved: FitPlan
    do {
      resolved = try plan.resolved(in: store, catalog: catalog).plan
    } catch let error as TrainingError {
      throw GridError.unfit(cell, error)
    }
    guard resolved.splits.validation != nil || resolved.splits.report != nil else {
      throw GridError.measuresNothing(cell)
    }
    let origin = try catalog.method(named: resolved.method.name).origin
    return ResolvedCell(
      cell: cell, plan: resolved,
      identity: try CellIdentity(
        of: resolved, in: store, program: program + (origin.map { ", plug-in \($0.sha256)" } ?? "")),
      origin: origin,
      trainingRows: try resolved.modalities.first.map {
        try store.rowCount(of: resolved.splits.train, modality: $0)
      } ?? 0)
  }
}

extension GridError {
  static func unfit(_ cell: GridCell, _ error: TrainingError) -> Self {
    Self(
      code: .invalidPlan,
      message: "store '\(cell.store)', method '\(cell.method)': \(error.message)",
      remedy: error.remedy)
  }

  static func measuresNothing(_ cell: GridCell) -> Self {
    Self(
      code: .unsuitableStore,
      message: "the cells of store '\(cell.store)' would be measured on nothing: it has no "
        + "validation split, and 'evaluate' names no other",
      remedy: "name a split of the store in 'evaluate', such as \"test\"")
  }
}
