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
  ///
  /// - Throws: ``TrainingError`` for a folder that is there and cannot be listed. It must not pass
  ///   for an empty one, or a run would begin anew over its checkpoints.
  public func positions() throws(TrainingError) -> [CheckpointPosition] {
    try named().filter { isRegularFile(path(of: $0)) }
  }

  /// What is called like a checkpoint and is no file, such as a folder: one sentence each.
  public func obstacles() throws(TrainingError) -> [String] {
    try named().map { path(of: $0) }.filter { !isRegularFile($0) }.map { path in
      "'\(path)' is passed over: it is no regular file; move it away, no checkpoint of that name "
        + "can be written"
    }
  }

  /// Whether anything in it is called like a checkpoint.
  func isInUse() throws(TrainingError) -> Bool { try !named().isEmpty }

  private func named() throws(TrainingError) -> [CheckpointPosition] {
    let names: [String]
    do throws(FilesError) { names = try namesInFolder(path) } catch {
      guard error.code != .missingFile else { return [] }
      throw .cannotList(error)
    }
    return names.compactMap { CheckpointPosition(fileName: $0) }.sorted()
  }

  /// The file at `position`.
  public func path(of position: CheckpointPosition) -> FilePath {
    path.appending(position.fileName)
  }

  /// What the checkpoints say of themselves, oldest first; files whose header cannot be read are
  /// left out.
  public func summaries() throws(TrainingError) -> [CheckpointSummary] {
    try positions().compactMap { try? Checkpoint.summary(of: path(of: $0)) }
  }

  /// The evaluated ones, best first.
  private static func ranked(_ summaries: [CheckpointSummary]) -> [CheckpointSummary] {
    summaries.filter { $0.validationMean != nil }.sorted {
      ($1.validationMean ?? 0, $0.position.epoch) < ($0.validationMean ?? 0, $1.position.epoch)
    }
  }
}

extension CheckpointFolder {
  /// Deletes all but the best, the newest and those at `positions`.
  ///
  /// Files at `distrusted` count as nothing; they and files with a damaged header go once one that
  /// is newer is among `positions`.
  func prune(
    best: Int, last: Int, keeping positions: Set<CheckpointPosition>,
    distrusting distrusted: Set<CheckpointPosition>
  ) throws {
    guard let verified = positions.max() else { return }
    let trusted = try summaries().filter { !distrusted.contains($0.position) }
    let kept =
      positions
      .union(Self.ranked(trusted).prefix(best).map(\.position))
      .union(trusted.suffix(last).map(\.position))
    for position in try self.positions()
    where position < verified && !kept.contains(position) && !isForeign(position) {
      try FileManager.default.removeItem(atPath: path(of: position).string)
    }
  }

  /// Whether the file is one that this program must not judge: of a newer version, or closed to it.
  private func isForeign(_ position: CheckpointPosition) -> Bool {
    do {
      _ = try Checkpoint.summary(of: path(of: position))
      return false
    } catch {
      return !error.isDamage
    }
  }
}

extension Error {
  /// Whether reading failed for what the file holds, and not because a newer program wrote it or
  /// the system refused.
  var isDamage: Bool {
    switch self {
    case let error as ContainerError: ![.newerVersion, .denied, .other].contains(error.code)
    case let error as TrainingError: error.code != .newerVersion
    default: true
    }
  }

  /// What went wrong, without the advice that goes with a file of its own.
  var reason: String {
    switch self {
    case let error as ContainerError: error.message
    case let error as TrainingError: error.message
    default: "\(self)"
    }
  }
}
