import CMRJSON
import CMRTraining
import FoundationEssentials
import Glibc
import SystemPackage

/// What became of a cell's process.
enum CellOutcome {
  /// The record is published.
  case finished(CellRecord)
  /// It has saved and will go on.
  case stopped
  /// Why there is no record.
  case failed(String)
}

extension CellFolder {
  /// What a fit ended so had to say.
  func outcome(
    of cell: ResolvedCell, _ end: CellEnd, build: String, stopping: Bool
  ) -> CellOutcome {
    switch end.reason {
    case .exited(0):
      do {
        let data = FileManager.default.contents(atPath: reportPath.string) ?? Data()
        let fit: FitReport = try JSONValue(parsing: String(decoding: data, as: UTF8.self)).decoded()
        guard fit.stopReason == .finished else { return .stopped }
        let metrics = RunMetrics(run.metricsPath)
        return .finished(
          CellRecord(
            cell: cell.cell, identity: cell.identity, build: build, fit: fit,
            figures: metrics.figures(of: fit),
            seconds: (metrics.seconds * 1000).rounded() / 1000, peakMemory: end.peakMemory))
      } catch {
        return .failed("its report '\(reportPath)' cannot be read: \(error)")
      }
    case .exited(Self.interrupted) where stopping: return .stopped
    case .exited(let code): return .failed("exit code \(code): \(lastWords)")
    case .signalled(let signal): return .failed("\(Self.name(of: signal)): \(lastWords)")
    }
  }

  /// `EX_TEMPFAIL`: how a command says that it was stopped and saved.
  private static var interrupted: Int32 { 75 }

  private static func name(of signal: Int32) -> String {
    signal == SIGKILL
      ? "ended by SIGKILL, which the system also sends when memory is short"
      : "ended by signal \(signal)"
  }

  /// The end of what it said.
  private var lastWords: String {
    let data = FileManager.default.contents(atPath: logPath.string) ?? Data()
    let text = String(decoding: data.suffix(4000), as: UTF8.self)
      .split(separator: "\n").joined(separator: "\n")
    return text.isEmpty ? "it said nothing" : text
  }

  /// Publishes the record; what only a fit that goes on needs is removed then.
  func finish(_ record: CellRecord, keepingCheckpoints: Bool) throws {
    try publish(record, asJSONAt: recordPath)
    remove(failurePath)
    remove(reportPath)
    if !keepingCheckpoints { remove(run.checkpointsPath) }
  }
}
