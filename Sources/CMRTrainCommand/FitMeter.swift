import CMRCommand
import CMRTraining

/// Draws the progress of a fit on standard error.
final class FitMeter: FitObserver {
  private let isEnabled: Bool
  private let showsDiagnostics: Bool
  private var progress: Progress
  private var epochs = 0

  init(isEnabled: Bool, showsDiagnostics: Bool) {
    self.isEnabled = isEnabled
    self.showsDiagnostics = showsDiagnostics
    progress = Progress("fit", isEnabled: isEnabled)
  }

  /// Removes the bar.
  func clear() { progress.clear() }

  func observe(_ event: FitEvent) {
    switch event {
    case .notice(let text): warn(text)
    case .started(let start): started(start)
    case .step(let report): step(report)
    case .epoch(let record, let seconds): epoch(record, seconds: seconds)
    case .saved: break
    }
  }

  private func started(_ start: FitStart) {
    epochs = start.plan.epochs
    let names = start.task.modalities.map(\.name).joined(separator: " and ")
    note(
      "\(start.plan.method.name) on \(start.plan.labels): "
        + "\(Formatting.count(start.task.trainingRows)) rows of \(names), "
        + "\(Formatting.count(start.parameterCount)) parameters, \(start.plan.threads) threads")
    if start.memory.bytes > 0 {
      let items = start.memory.items.map { "\($0.what) \(Formatting.bytes(UInt64($0.bytes)))" }
      let sum = Formatting.bytes(UInt64(start.memory.bytes))
      note("memory: \(sum) in all: \(items.joined(separator: ", "))")
    }
    guard let position = start.resumedFrom else { return }
    let isComplete = position.epoch >= epochs
    note(
      isComplete
        ? "the run is complete: all \(Formatting.count(epochs)) epochs are done"
        : "goes on from \(position)")
  }

  private func step(_ report: StepReport) {
    let rate = Formatting.fixed(report.rowsPerSecond, places: 0)
    let loss = Formatting.fixed(report.meanLoss, places: 4)
    progress.update(
      fraction: report.progress.fraction,
      detail: "epoch \(report.progress.epoch + 1)/\(epochs)  loss \(loss)  \(rate) rows/s")
  }

  /// One line an epoch: few enough for a log, and what a person wants to follow.
  private func epoch(_ record: EpochRecord, seconds: Double) {
    var parts = [
      "epoch \(record.epoch)/\(epochs)", "loss \(Formatting.fixed(record.loss, places: 4))",
    ]
    for score in record.validation?.directions ?? [] {
      parts.append("\(score.name) \(Formatting.measure(score.map))")
    }
    for (name, value) in showsDiagnostics ? record.diagnostics.entries : [] {
      parts.append("\(name) \(Formatting.fixed(value, places: 3))")
    }
    parts.append("\(Formatting.fixed(seconds, places: 1)) s")
    note(parts.joined(separator: "  "))
  }

  private func note(_ text: String) {
    if isEnabled { warn(text) }
  }

  /// Says what a person must know even of a quiet run: a damaged checkpoint, a missing split.
  private func warn(_ text: String) {
    progress.clear()
    Console.note(text)
  }
}
