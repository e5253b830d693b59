/// How runs of whole samples are read straight from an HDF5 file, which then needs no scratch file.
struct RowAccess {
  /// The samples to read at once.
  let step: Int
  /// How the file has them; nil for what is not a matrix.
  private let plan: TilePlan?

  /// The most bytes that are read at once: 32 MiB, which the reading process and this one hold twice at most.
  private static let bytes = 32 << 20
  /// The fewest samples for which it pays to pick a run of each feature out of a file in one piece: 512 numbers of 8
  /// bytes are a page.
  private static let shortestRun = 512

  /// One sample after another, `step` at once.
  init(step: Int) {
    self.step = step
    plan = nil
  }

  /// Nil where whole chunks, or runs that are worth it, are more than is read at once.
  ///
  /// - Parameter wanted: about how many samples to read at once where they lie together.
  init?(_ plan: TilePlan, near wanted: Int) {
    let rowBytes = plan.width.multipliedReportingOverflow(by: MemoryLayout<Float>.stride)
    guard !rowBytes.overflow else { return nil }
    let fitting = Self.bytes / max(1, rowBytes.partialValue)
    let height = plan.chunk.samples
    var step = max(1, (plan.samplesAreRows ? min(wanted, fitting) : fitting) / height) * height
    guard step <= fitting || step == 1 else { return nil }
    if !plan.samplesAreRows, plan.isContiguous {
      guard step >= Self.shortestRun else { return nil }
      // Runs that are a power of two apart fall on the same few lines of the cache when they are transposed.
      step = step / 32 * 32 - 16
    }
    self.step = step
    self.plan = plan
  }

  /// Whether the file has each feature of all samples together.
  var isTransposed: Bool { plan.map { !$0.samplesAreRows } ?? false }

  /// What the samples are asked for by.
  func question(of path: String, samples: Range<Int>) -> HDF5Question {
    guard let plan, isTransposed else { return .rows(of: path, range: samples) }
    return plan.question(of: path, samples: samples, features: 0..<plan.width)
  }
}
