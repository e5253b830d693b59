import CMRContainer
import CMRJSON
import CMRTestSupport
import CMRTraining
import FoundationEssentials
import Synchronization
import SystemPackage

/// Remembers every event.
final class Recorder: FitObserver {
  private(set) var notices: [String] = []
  private(set) var saved: [CheckpointPosition] = []
  private(set) var steps: [StepReport] = []
  private(set) var epochs: [EpochRecord] = []
  private(set) var start: FitStart?

  func observe(_ event: FitEvent) {
    switch event {
    case .notice(let text): notices.append(text)
    case .started(let start): self.start = start
    case .step(let report): steps.append(report)
    case .epoch(let record, _): epochs.append(record)
    case .saved(_, let position): saved.append(position)
    }
  }
}

extension StopFlag {
  /// A flag that goes up at the poll number `polls`, counted from 1; 0 for never.
  static func after(polls: Int) -> StopFlag {
    let count = Atomic<Int>(0)
    let counter = Counter(count)
    return StopFlag { polls > 0 && counter.next() >= polls }
  }

  private final class Counter: Sendable {
    private let count: Atomic<Int>
    init(_ count: consuming Atomic<Int>) { self.count = count }
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}

/// Fits the tiny method.
@discardableResult
func fit(
  _ plan: FitPlan, in run: FilePath, stop: StopFlag = StopFlag(),
  observer: any FitObserver = SilentObserver(), catalog: MethodCatalog = .tiny
) throws -> FitOutcome {
  try Trainer(
    plan: plan, run: RunFolder(run), catalog: catalog, toolVersion: "1", observer: observer,
    stop: stop
  ).fit()
}

/// Every byte of a file.
func bytes(_ path: FilePath) throws -> Data { try Data(contentsOf: URL(filePath: path.string)) }

/// The names and bytes of the checkpoints of a run.
func checkpointBytes(_ run: FilePath) throws -> [CheckpointPosition: Data] {
  let folder = RunFolder(run).checkpoints()
  return Dictionary(
    uniqueKeysWithValues: try folder.positions().map { ($0, try bytes(folder.path(of: $0))) })
}

/// The lines of a run's metrics.
func metrics(_ run: FilePath) throws -> [JSONValue] {
  let text = String(decoding: try bytes(RunFolder(run).metricsPath), as: UTF8.self)
  return try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
}

/// Changes one bit of a file.
func flipBit(_ path: FilePath, at offset: Int) throws {
  var data = try bytes(path)
  data[offset] ^= 1
  try data.write(to: URL(filePath: path.string))
}

/// Changes one bit of a checkpoint at the first place from `offset` on where it counts: a file has
/// gaps between its objects, which nothing reads.
func damage(_ path: FilePath, from offset: Int) throws {
  let count = try bytes(path).count
  for place in offset..<count {
    try flipBit(path, at: place)
    if (try? Checkpoint.read(path)) == nil { return }
    try flipBit(path, at: place)
  }
}

/// Runs `body` with a folder that holds a tiny store as `tiny.h5`.
func withTinyStore<Result>(
  _ store: TinyStore = TinyStore(), _ body: (TemporaryFolder) throws -> Result
) throws -> Result {
  try withTemporaryFolder { folder in
    try store.write(to: folder("tiny.h5"))
    return try body(folder)
  }
}
