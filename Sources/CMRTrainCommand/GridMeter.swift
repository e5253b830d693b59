import CMRCommand
import CMRGrid
import CMRTraining

/// Draws the progress of a grid on standard error.
final class GridMeter: GridObserver {
  private let isEnabled: Bool
  private var progress: Progress

  init(isEnabled: Bool) {
    self.isEnabled = isEnabled
    progress = Progress("grid", isEnabled: isEnabled)
  }

  /// Removes the bar.
  func clear() { progress.clear() }

  func observe(_ event: GridEvent) {
    switch event {
    case .drew(let store, let count): note("drew \(count) label sets into store '\(store)'")
    case .started(let state, let otherBuilds): started(state, otherBuilds: otherBuilds)
    case .progressed(let state): draw(state)
    case .finished(let record, let state):
      note(
        "\(record.cell): \(scores(of: record)), \(Formatting.duration(seconds: record.seconds))")
      draw(state)
    case .failed(let cell, let reason, let state):
      warn("\(cell): failed: \(reason)")
      draw(state)
    }
  }

  private func started(_ state: GridProgress, otherBuilds: Int) {
    note(
      "\(Formatting.count(state.planned)) cells, \(Formatting.count(state.finished)) of them finished before"
    )
    if otherBuilds > 0 {
      warn(
        "\(Formatting.count(otherBuilds)) of the finished cells were computed by another build of this "
          + "version; if that matters, remove their folders or begin a new grid")
    }
    draw(state)
  }

  /// The best epoch's mean on the split that stands last: the report's where there is one.
  private func scores(of record: CellRecord) -> String {
    let best = record.fit.choices.last { $0.choice == "best" } ?? record.fit.choices.last
    guard let best else { return "no scores" }
    return "mAP \(Formatting.measure(best.scores.mean)) on \(best.split)"
  }

  private func draw(_ state: GridProgress) {
    let failed = state.failed > 0 ? ", \(state.failed) failed" : ""
    progress.update(
      fraction: state.fraction,
      detail: "\(state.finished) done, \(state.running) running, \(state.left) left\(failed)")
  }

  private func note(_ text: String) {
    if isEnabled { warn(text) }
  }

  /// Says what a person must know even of a quiet run.
  private func warn(_ text: String) {
    progress.clear()
    Console.note(text)
  }
}
