import CMRFiles
import CMRTraining
import Glibc
import SystemPackage

/// One call of a grid: from what is finished to the end, or to a request to stop.
struct GridSession: ~Copyable {
  private let cells: [ResolvedCell]
  private let folder: GridFolder
  private let libraries: CellLibraries
  private let jobs: Int
  private let keepsCheckpoints: Bool
  private let observer: any GridObserver
  private let stop: StopFlag
  private let build = OwnProgram.digest()
  private(set) var results: GridResults
  private var estimate = WorkEstimate()
  /// What is still to be computed, the next one last.
  private var queue: [ResolvedCell] = []
  private var running = ProcessTable()
  private var computed = 0
  private var failures: [GridOutcome.Failure] = []

  init(
    _ cells: [ResolvedCell], in folder: GridFolder, libraries: CellLibraries, jobs: Int,
    keepsCheckpoints: Bool, observer: any GridObserver, stop: StopFlag
  ) throws {
    self.cells = cells
    self.folder = folder
    self.libraries = libraries
    self.jobs = jobs
    self.keepsCheckpoints = keepsCheckpoints
    self.observer = observer
    self.stop = stop
    results = try GridResults(of: folder)
    var left: [ResolvedCell] = []
    for (cell, entry) in zip(cells, results.entries) {
      guard let record = entry.record else {
        left.append(cell)
        continue
      }
      estimate.add(cell, seconds: record.seconds)
    }
    queue = left.inOrderOfWork().reversed()
  }

  /// Computes what is left; the results as text are whole after every cell.
  mutating func run() throws -> GridOutcome {
    observer.observe(.started(progress, otherBuilds: otherBuilds))
    do {
      try runCells()
    } catch {
      finishRunning()
      throw error
    }
    try results.writeText(to: folder)
    return GridOutcome(
      planned: results.planned, finished: results.finished, computed: computed,
      failures: failures, isInterrupted: stop.isRaised && results.finished < results.planned)
  }

  private mutating func runCells() throws {
    var ticks = 0
    while !queue.isEmpty || !running.isEmpty {
      if stop.isRaised {
        finishRunning()
        return
      }
      while running.count < jobs, let cell = queue.popLast() { try start(cell) }
      for (process, end) in running.reap() { try close(process, end, stopping: false) }
      usleep(Self.tickMicroseconds)
      ticks += 1
      if ticks.isMultiple(of: Self.ticksPerReport) {
        running.readEpochs()
        observer.observe(.progressed(progress))
      }
    }
  }

  /// Short beside a cell, and nothing beside a processor's work.
  private static let tickMicroseconds: UInt32 = 50_000
  private static let ticksPerReport = 20

  private mutating func start(_ cell: ResolvedCell) throws {
    let files = folder.cell(cell.folderName)
    try files.awaitRelease(stop)
    files.remove(files.failurePath)
    running.add(
      try CellProcess(
        cell, in: files, executable: OwnProgram.path, libraries: libraries.needed(by: cell)))
  }

  /// Lets all that run save, and waits for them.
  private mutating func finishRunning() {
    running.stop()
    while !running.isEmpty {
      for (process, end) in running.reap() { try? close(process, end, stopping: true) }
      usleep(Self.tickMicroseconds)
    }
  }

  private mutating func close(
    _ process: ProcessTable.Ended, _ end: CellEnd, stopping: Bool
  ) throws {
    let cell = process.cell
    switch process.files.outcome(of: cell, end, build: build, stopping: stopping) {
    case .stopped:
      if !stopping { fail(cell, process.files, "it was stopped by a signal and has saved") }
    case .failed(let reason): fail(cell, process.files, reason)
    case .finished(let record):
      try process.files.finish(record, keepingCheckpoints: keepsCheckpoints)
      estimate.add(cell, seconds: record.seconds)
      results.set(record, of: cell.cell)
      computed += 1
      try results.writeText(to: folder)
      observer.observe(.finished(record, progress))
    }
  }

  private mutating func fail(_ cell: ResolvedCell, _ files: CellFolder, _ reason: String) {
    try? publish(reason + "\n", at: files.failurePath)
    failures.append(GridOutcome.Failure(cell: cell.cell, reason: reason))
    observer.observe(.failed(cell.cell, reason: reason, progress))
  }

  /// How many finished cells another build of this version computed.
  private var otherBuilds: Int {
    results.entries.count { $0.record.map { $0.build != build } ?? false }
  }

  private var progress: GridProgress {
    var (done, all) = (0.0, 0.0)
    for (cell, entry) in zip(cells, results.entries) {
      let work = estimate.work(of: cell)
      all += work
      if entry.record != nil { done += work }
    }
    for (cell, epochs) in running.epochs {
      done += estimate.work(of: cell) * Double(epochs) / Double(max(1, cell.plan.epochs))
    }
    return GridProgress(
      planned: results.planned, finished: results.finished, running: running.count,
      failed: failures.count, fraction: all > 0 ? done / all : 1)
  }
}

extension CellFolder {
  /// Waits until nobody fits in the run's folder: the process of a grid that was killed is still
  /// saving.
  fileprivate func awaitRelease(_ stop: StopFlag) throws {
    guard isRegularFile(run.planPath) else { return }
    for attempt in 0...Self.patience where !stop.isRaised {
      do throws(FilesError) {
        _ = try FolderLock.take(run.path, purpose: "fitted")
        return
      } catch {
        if error.code != .held || attempt == Self.patience { throw error }
      }
    }
  }

  /// How often it is asked; each time takes a second.
  private static var patience: Int { 60 }
}
