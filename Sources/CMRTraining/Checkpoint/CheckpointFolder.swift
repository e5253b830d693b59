import CMRContainer
import CMRFiles
import FoundationEssentials
public import SystemPackage

/// The checkpoints of a run, found by their names and headers; there is no pointer file that could
/// be wrong.
public struct CheckpointFolder: Sendable, Equatable {
  /// The folder.
  public let path: FilePath

  /// The folder at `path`, whether or not it exists.
  public init(_ path: FilePath) { self.path = path }

  /// The positions of all checkpoint files, oldest first, without a look inside.
  public func positions() -> [CheckpointPosition] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path.string)) ?? []
    return names.compactMap { CheckpointPosition(fileName: $0) }.sorted()
  }

  /// The file at `position`.
  public func path(of position: CheckpointPosition) -> FilePath {
    path.appending(position.fileName)
  }

  /// What the checkpoints say of themselves, oldest first; files whose header is damaged are left
  /// out.
  public func summaries() -> [CheckpointSummary] {
    positions().compactMap { try? Checkpoint.summary(of: path(of: $0)) }
  }

  /// The newest checkpoint.
  public func last() throws(TrainingError) -> CheckpointSummary {
    guard let last = summaries().last else { throw .noCheckpoint(path) }
    return last
  }

  /// The checkpoint of the epoch with the highest validation mean, the earlier of equals; nil if
  /// none was evaluated.
  public func best() -> CheckpointSummary? { Self.ranked(summaries()).first }

  /// The checkpoint taken after `epoch` epochs.
  public func after(epoch: Int) throws(TrainingError) -> CheckpointSummary {
    let between = summaries().filter(\.position.isBetweenEpochs)
    guard let found = between.first(where: { $0.position.epoch == epoch }) else {
      throw .noCheckpoint(path, epoch: epoch, kept: between.map(\.position.epoch))
    }
    return found
  }

  /// The evaluated ones, best first.
  private static func ranked(_ summaries: [CheckpointSummary]) -> [CheckpointSummary] {
    summaries.filter { $0.validationMean != nil }.sorted {
      ($1.validationMean ?? 0, $0.position.epoch) < ($0.validationMean ?? 0, $1.position.epoch)
    }
  }
}

extension CheckpointFolder {
  /// Deletes all but the best, the newest and the one just verified at `verified`.
  ///
  /// Files at `distrusted` count as nothing; they and files without a readable header go once a
  /// newer one is verified.
  func prune(
    best: Int, last: Int, keeping verified: CheckpointPosition,
    distrusting distrusted: Set<CheckpointPosition>
  ) throws {
    let trusted = summaries().filter { !distrusted.contains($0.position) }
    let kept = Set(
      [verified] + Self.ranked(trusted).prefix(best).map(\.position)
        + trusted.suffix(last).map(\.position))
    for position in positions() where position < verified && !kept.contains(position) {
      try FileManager.default.removeItem(atPath: path(of: position).string)
    }
  }
}
