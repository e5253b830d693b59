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

extension TRECOutput {
  /// All files that a ranking of `modalities` writes.
  public func paths(of modalities: [String]) -> [FilePath] {
    RankingDirection.all(of: modalities).flatMap { [runPath($0), qrelsPath($0)] }
  }
}

/// The two files of one direction, which appear when they are published.
struct TRECFiles {
  let run: PendingText
  let qrels: PendingText
  private let lines: TRECRun

  /// Files for `direction`; the identifiers are checked here, once for all queries.
  init(
    _ output: TRECOutput, _ direction: RankingDirection, queryIDs: [String], galleryIDs: [String]
  ) throws {
    lines = try TRECRun(
      queryIdentifiers: queryIDs, galleryIdentifiers: galleryIDs, tag: output.tag)
    run = try PendingText(output.runPath(direction))
    qrels = try PendingText(output.qrelsPath(direction))
  }

  /// Writes one query of a block.
  func write(_ ranking: Ranking<Float>, _ block: Range<Int>, _ relevance: Relevance) throws {
    let first = block.lowerBound
    try run.write(lines.runLines(of: ranking, firstQuery: first))
    try qrels.write(lines.qrelsLines(of: ranking.query, relevance, firstQuery: first))
  }
}
