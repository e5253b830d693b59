import CMRFiles
import CMRJSON
import CMRStore
public import CMRTraining
import Glibc
public import SystemPackage

/// Computes the cells of a plan in a folder, several at a time; those that are finished are not
/// computed again, and those that were stopped or killed go on.
///
/// Each cell is a process of its own, so that what ends one harms no other.
public struct GridRunner {
  /// What to compute.
  public let plan: GridPlan
  /// Where.
  public let folder: GridFolder
  /// Where relative paths of stores begin.
  public let stores: FilePath
  /// The methods that the plan can name.
  public let catalog: MethodCatalog
  /// The shared libraries that the catalog's plug-ins come from; a cell of such a method loads them too.
  public let libraries: [FilePath]
  /// The program and its version: a part of every cell's identity.
  public let program: String
  /// How many cells run at a time; nil for as many as there are processors for.
  public let jobs: Int?
  /// Whether the checkpoints of finished cells stay.
  public let keepsCheckpoints: Bool
  /// Receives the events.
  public let observer: any GridObserver
  /// Polled all the time.
  public let stop: StopFlag

  /// A runner from its parts.
  public init(
    plan: GridPlan, folder: GridFolder, stores: FilePath, catalog: MethodCatalog,
    libraries: [FilePath] = [], program: String, jobs: Int? = nil, keepsCheckpoints: Bool = false,
    observer: any GridObserver,
    stop: StopFlag = StopFlag()
  ) {
    self.plan = plan
    self.folder = folder
    self.stores = stores
    self.catalog = catalog
    self.libraries = libraries
    self.program = program
    self.jobs = jobs
    self.keepsCheckpoints = keepsCheckpoints
    self.observer = observer
    self.stop = stop
  }

  /// What there is to compute, without computing or drawing anything.
  public func survey() throws -> GridSurvey {
    try checkFits()
    let drawings = try plan.drawings(storesIn: stores)
    return GridSurvey(
      cells: try plan.cells(),
      missing: drawings.filter { !$0.missing.isEmpty }.map { ($0.store.name, $0.missing.count) })
  }

  /// Computes what is missing.
  ///
  /// Throws a ``GridError`` for a plan that cannot be computed, or the error of the layer that
  /// failed; what is finished stays. Cells that fail are no error: the outcome lists them.
  public func run() throws -> GridOutcome {
    try checkFits()
    let lock = try folder.prepare()
    for drawing in try plan.drawings(storesIn: stores) where !drawing.missing.isEmpty {
      if stop.isRaised { throw GridError.stoppedBeforeTheFirstCell(folder.path) }
      try drawing.draw()
      observer.observe(.drew(store: drawing.store.name, labelSets: drawing.missing.count))
    }
    let cells = try plan.resolvedCells(storesIn: stores, catalog: catalog, program: program)
    let text = plan.document.text(indented: true) + "\n"
    try publish(text, at: folder.planPath)
    try publish(CellIndex(cells, program: program), asJSONAt: folder.indexPath)
    var session = try GridSession(
      cells, in: folder, libraries: CellLibraries(paths: libraries),
      jobs: jobs ?? defaultJobs(for: cells), keepsCheckpoints: keepsCheckpoints, observer: observer,
      stop: stop)
    let outcome = try session.run()
    try session.results.writeSealed(to: folder, plan: text)
    withExtendedLifetime(lock) {}
    return outcome
  }

  /// One cell per processor, fewer where a cell has several threads.
  private func defaultJobs(for cells: [ResolvedCell]) -> Int {
    let threads = cells.map(\.plan.threads).max() ?? 1
    return max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) / max(1, threads))
  }

  /// Throws for methods, options, settings, splits and label sets that are not there, before any
  /// noise is drawn: clean labels stand for those that will be.
  private func checkFits() throws {
    let opened = try plan.openStores(in: stores)
    var seen: Set<[String]> = []
    for cell in try plan.plannedCells() {
      let labels = cell.condition.isDrawn ? LabelSet.cleanName : cell.cell.labels
      guard seen.insert([cell.store.name, cell.method.label, labels]).inserted,
        let store = opened[cell.store.name]
      else { continue }
      var fit = try plan.fitPlan(of: cell, storesIn: stores)
      fit.labels = labels
      _ = try GridPlan.resolve(cell.cell, fit, in: store, catalog, program)
    }
  }
}

/// What a plan asks for.
public struct GridSurvey: Sendable {
  /// All cells.
  public let cells: [GridCell]
  /// The stores that lack label sets, and how many.
  public let missing: [(store: String, labelSets: Int)]
}

extension GridError {
  static func stoppedBeforeTheFirstCell(_ folder: FilePath) -> Self {
    Self(
      code: .interrupted, message: "the grid '\(folder)' was stopped before its first cell",
      remedy: "the same command begins again")
  }
}
