import CMRContainer
import CMRRetrieval

/// Writes the rankings of one direction into a ranking file, query by query.
struct RankingWriter {
  /// 1 MiB of either array: HDF5's cost per call no longer counts, and neither does the memory.
  private static let bufferedElements = 1 << 18

  let direction: RankingDirection
  let queryIDs: [String]
  let galleryIDs: [String]
  /// How many items of each ranking are kept.
  let depth: Int

  private var path: String { "\(RankingFormat.directions)/\(direction.name)" }

  /// Adds the direction's group to `writer`, filled by `pass`.
  func write(
    _ pass: RankingPass<some TrainingMethod>, to writer: inout ContainerWriter,
    also visit: (RankingPass<some TrainingMethod>.Block, borrowing RankingStream<Float>) throws -> Void
  ) throws -> RankingReport.Direction {
    fatalError()
  }
}
