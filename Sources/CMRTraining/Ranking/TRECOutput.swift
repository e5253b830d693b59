import CMRFiles
import CMRRetrieval
public import SystemPackage

/// Where the rankings are written in the form of trec_eval: for each direction
/// `PREFIX.DIRECTION.run` and `.qrels`.
public struct TRECOutput: Sendable, Equatable {
  /// The path before the direction's name.
  public let prefix: FilePath
  /// The run's name in the last column.
  public let tag: String

  /// Files beginning with `prefix`.
  public init(prefix: FilePath, tag: String) {
    self.prefix = prefix
    self.tag = tag
  }

  /// The file of rankings for `direction`.
  public func runPath(_ direction: RankingDirection) -> FilePath {
    FilePath("\(prefix).\(direction.name).run")
  }

  /// The file of what is relevant for `direction`.
  public func qrelsPath(_ direction: RankingDirection) -> FilePath {
    FilePath("\(prefix).\(direction.name).qrels")
  }
}

/// The two open files of one direction.
struct TRECFiles {
  let run: FileDescriptor
  let qrels: FileDescriptor
  let tag: String
  let queryIDs: [String]
  let galleryIDs: [String]

  /// Writes one query of a block.
  func write(_ ranking: Ranking<Float>, queries: Range<Int>, _ relevance: Relevance) throws {
    // Rankings count the queries of their block.
    let lines = try TRECRun(
      queryIdentifiers: Array(queryIDs[queries]), galleryIdentifiers: galleryIDs, tag: tag)
    _ = try run.writeAll(lines.runLines(of: ranking).utf8)
    _ = try qrels.writeAll(lines.qrelsLines(of: ranking.query, relevance).utf8)
  }
}

/// Lets `body` write a file that appears whole or not at all.
func withPendingText<Result>(
  _ path: FilePath, _ body: (FileDescriptor) throws -> Result
) throws -> Result {
  let pending = try PendingFile.create(for: path)
  let file = try FileDescriptor.open(pending.path, .writeOnly)
  let result = try file.closeAfter {
    do { return try body(file) } catch let errno as Errno {
      throw FilesError.failed(.write, path, errno)
    }
  }
  try pending.publish()
  return result
}
