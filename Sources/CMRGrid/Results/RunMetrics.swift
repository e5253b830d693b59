import CMRJSON
import CMRTraining
import FoundationEssentials
import SystemPackage

/// What `metrics.jsonl` of a run says beside the scores.
struct RunMetrics {
  /// The seconds of all epochs whose time is known.
  private(set) var seconds = 0.0
  /// How many epochs are done.
  private(set) var epochs = 0
  private var diagnostics: [Int: JSONValue] = [:]

  /// Reads the file; one that is not there, or a last line that is being written, says nothing.
  init(_ path: FilePath) {
    guard let data = FileManager.default.contents(atPath: path.string) else { return }
    for line in data.split(separator: UInt8(ascii: "\n")) {
      guard let value = try? JSONValue(parsing: String(decoding: line, as: UTF8.self)),
        value["type"] == .string("epoch"), let epoch = value["epoch"]?.wholeNumber
      else { continue }
      epochs = max(epochs, Int(epoch))
      seconds += value["seconds"]?.double ?? 0
      diagnostics[Int(epoch)] = value["diagnostics"]
    }
  }

  /// The figures of the epochs that `report` chose, sorted by name.
  func figures(of report: FitReport) -> [CellRecord.Figure] {
    var chosen: [(choice: String, epoch: Int)] = []
    for choice in report.choices where !chosen.contains(where: { $0.choice == choice.choice }) {
      chosen.append((choice.choice, choice.epoch))
    }
    return chosen.flatMap { choice, epoch in
      guard case .object(let members)? = diagnostics[epoch] else { return [CellRecord.Figure]() }
      return members.keys.sorted().compactMap { name in
        members[name]?.double.map {
          CellRecord.Figure(choice: choice, epoch: epoch, name: name, value: $0)
        }
      }
    }
  }
}
