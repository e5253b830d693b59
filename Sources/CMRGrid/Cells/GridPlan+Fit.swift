import CMRJSON
import CMRTraining
import SystemPackage

extension GridPlan {
  /// The fit plan of a cell, before its store is looked at.
  func fitPlan(of cell: PlannedCell, storesIn folder: FilePath) throws(GridError) -> FitPlan {
    var plan = FitPlan()
    // Cells run beside each other, and sums depend on the number of threads: it is part of the plan.
    plan.threads = 1
    plan = try overlay(fit, over: plan, of: "'fit' of the grid plan")
    plan = try overlay(cell.store.fit, over: plan, of: "'fit' of store '\(cell.store.name)'")
    plan = try overlay(cell.method.fit, over: plan, of: "'fit' of method '\(cell.method.label)'")
    plan = try overlay(
      .object(["method": .object(["options": cell.method.options])]), over: plan,
      of: "method '\(cell.method.label)'")
    if plan.threads == 0 { throw .threadsLeftOpen(cell.cell) }
    let reports = evaluate.filter { $0 != plan.splits.validation }
    if reports.count > 1 { throw .twoReports(reports, validation: plan.splits.validation) }
    plan.splits.report = reports.first
    plan.store.path = path(of: cell.store, in: folder).string
    plan.method.name = cell.method.name
    plan.labels = cell.cell.labels
    plan.seed = cell.cell.trainingSeed
    return plan
  }

  func path(of store: GridStore, in folder: FilePath) -> FilePath {
    let path = FilePath(store.path)
    return path.isRelative ? folder.pushing(path).lexicallyNormalized() : path
  }

  private func overlay(
    _ document: JSONValue, over plan: FitPlan, of place: String
  ) throws(GridError) -> FitPlan {
    do throws(TrainingError) {
      return try FitPlan(document: document, over: plan)
    } catch {
      throw GridError(
        code: .invalidPlan, message: "\(place): \(error.message)", remedy: error.remedy)
    }
  }
}

extension GridError {
  static func threadsLeftOpen(_ cell: GridCell) -> Self {
    Self(
      code: .invalidPlan,
      message: "the fit of store '\(cell.store)' and method '\(cell.method)' has 'threads' 0: as "
        + "many as there are processors",
      remedy: "give a number: the results depend on it; 1 lets most cells run at a time")
  }
}
