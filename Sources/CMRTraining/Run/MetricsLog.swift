import CMRFiles
import CMRJSON
import FoundationEssentials
import SystemPackage

/// `metrics.jsonl`: a line per finished epoch, then the reports of a finished run.
///
/// The one place that holds times. A run that goes on cuts the file back to its checkpoint, so that
/// no epoch has two lines and none is missing.
struct MetricsLog: ~Copyable {
  private var log: AppendOnlyLog

  /// Opens or creates the file and cuts it back to the lines of `records`.
  ///
  /// A line that was lost is written anew from its record, without its time.
  init(_ path: FilePath, keeping records: [EpochRecord]) throws {
    var log = try AppendOnlyLog(path)
    let kept = try Self.keptLines(path, of: records)
    try log.truncate(to: kept.bytes)
    for record in records.dropFirst(kept.lines) {
      try log.append(MetricsLine.epoch(record, seconds: nil).text())
    }
    self.log = log
  }

  /// Adds the line of an epoch.
  mutating func append(_ record: EpochRecord, seconds: Double) throws {
    try log.append(MetricsLine.epoch(record, seconds: seconds).text())
  }

  /// Adds the line of a report.
  mutating func append(_ report: FitOutcome.Report) throws {
    try log.append(MetricsLine.report(report).text())
  }

  /// Waits until the lines are on the disk.
  func flush() throws { try log.flush() }

  /// How many lines from the start are those of the first records, and their size.
  private static func keptLines(
    _ path: FilePath, of records: [EpochRecord]
  ) throws -> (lines: Int, bytes: Int64) {
    let data = try Data(contentsOf: URL(filePath: path.string))
    var kept: (lines: Int, bytes: Int64) = (0, 0)
    for line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      guard kept.lines < records.count,
        let value = try? JSONValue(parsing: String(decoding: line, as: UTF8.self)),
        value.isLine(of: records[kept.lines])
      else { break }
      kept.lines += 1
      kept.bytes += Int64(line.count) + 1
    }
    return kept
  }
}

/// The lines of `metrics.jsonl`.
enum MetricsLine {
  static func epoch(_ record: EpochRecord, seconds: Double?) -> JSONValue {
    var members: [String: JSONValue] = [
      "type": .string("epoch"), "epoch": .integer(Int128(record.epoch)),
      "loss": .number(record.loss), "learningRate": .number(record.learningRate),
    ]
    if !record.diagnostics.entries.isEmpty {
      let pairs = record.diagnostics.entries.map { ($0.name, JSONValue.number($0.value)) }
      members["diagnostics"] = .object(Dictionary(uniqueKeysWithValues: pairs))
    }
    if let scores = record.validation { members["validation"] = self.scores(scores) }
    if let seconds { members["seconds"] = .number((seconds * 1000).rounded() / 1000) }
    return .object(members)
  }

  static func report(_ report: FitOutcome.Report) -> JSONValue {
    .object([
      "type": .string("report"), "choice": .string(report.choice),
      "epoch": .integer(Int128(report.epoch)), "split": .string(report.split),
      "scores": scores(report.scores),
    ])
  }

  private static func scores(_ scores: Scores) -> JSONValue {
    var members = Dictionary(
      uniqueKeysWithValues: scores.directions.map { ($0.name, JSONValue.number($0.map)) })
    members["mean"] = .number(scores.mean)
    return .object(members)
  }
}

extension JSONValue {
  /// Whether this line of the metrics tells of `record`, whatever time it names.
  fileprivate func isLine(of record: EpochRecord) -> Bool {
    guard case .object(var members) = self else { return false }
    members["seconds"] = nil
    let expected = MetricsLine.epoch(record, seconds: nil)
    // By way of the text: NaN becomes null there, and 1.0 becomes 1.
    return JSONValue.object(members).text() == expected.text()
  }
}
