internal import CMRArchive

/// The features of a plan, readable sample by sample whatever file they come from.
final class FeatureReader {
  /// The digests of all members that are used.
  private(set) var digests: [Int: MemberDigest]
  private let input: OpenInput
  private let spools: [VariableReference: FeatureSpool]

  /// The store is written in blocks of about this size. 4 MiB: a disk is kept busy and little is
  /// held.
  private static let blockBytes = 4 << 20

  /// Reads everything that has to be read from front to back.
  init(plan: ImportPlan, monitor: ImportMonitor) throws(ImportError) {
    input = plan.input
    let budget = MemoryBudget()
    var spools: [VariableReference: FeatureSpool] = [:]
    for modality in plan.blueprint.modalities {
      for piece in modality.pieces
      where input.hdf5[piece.source.member] == nil && spools[piece.source] == nil {
        let extents = Piece.extents(piece.source.variable, piece.axis)
        spools[piece.source] = try FeatureSpool(
          samples: extents.samples, width: extents.width,
          order: piece.axis == .rows ? .features : .samples, destination: plan.request.destination,
          budget: budget)
      }
    }
    self.spools = spools
    digests = [:]
    try read(plan, monitor)
  }

  private func read(_ plan: ImportPlan, _ monitor: ImportMonitor) throws(ImportError) {
    let members = input.inventory.members
    let texts = plan.companions.members + plan.blueprint.textMembers
    let used = Set(plan.blueprint.sources.map(\.member))
      .union(members.indices.filter { texts.contains(members[$0].name) })
    digests = input.digests.filter { used.contains($0.key) }
    var bySpool: [Int: [String: FeatureSpool]] = [:]
    var expected: [Int: [String: Variable]] = [:]
    for (source, spool) in spools {
      bySpool[source.member, default: [:]][source.variable.name] = spool
      expected[source.member, default: [:]][source.variable.name] = source.variable
    }
    let left = used.subtracting(digests.keys)
    guard !left.isEmpty else { return }
    var pass = FeaturePass(spools: bySpool, expected: expected, used: left) {
      (member, done, size) throws(ImportError) in
      try monitor.report(.reading, member, done, of: size)
    }
    _ = try input.files.visit(&pass)
    digests.merge(pass.digests) { _, new in new }
    if let missing = left.subtracting(pass.digests.keys).min() {
      throw .changedBetweenPasses(members[missing].name, variable: "")
    }
  }

  /// Calls `body` with the samples of `piece` in blocks of whole rows, all numbers finite.
  func forEachBlock(
    of piece: Piece, modality: String, _ body: (Span<Float>) throws -> Void
  ) throws {
    let width = piece.width
    var step = max(1, Self.blockBytes / (width * MemoryLayout<Float>.stride))
    if let file = input.hdf5[piece.source.member] {
      step = try file.rowStep(of: piece.source.variable, near: step)
    }
    var block = [Float](repeating: 0, count: min(step, piece.samples.count) * width)
    for first in stride(from: piece.samples.lowerBound, to: piece.samples.upperBound, by: step) {
      let range = first..<min(first + step, piece.samples.upperBound)
      try read(range, of: piece, into: &block)
      try checkFinite(block.span.extracting(first: range.count * width), piece, modality, first)
      try body(block.span.extracting(first: range.count * width))
    }
  }

  private func read(
    _ range: Range<Int>, of piece: Piece, into block: inout [Float]
  ) throws(ImportError) {
    var whole = block.mutableSpan
    var rows = whole._mutatingExtracting(first: range.count * piece.width)
    if let spool = spools[piece.source] {
      try spool.read(range, into: &rows)
    } else if let file = input.hdf5[piece.source.member] {
      try file.read(range, of: piece.source.variable, into: &rows)
    }
  }

  private func checkFinite(
    _ rows: Span<Float>, _ piece: Piece, _ modality: String, _ first: Int
  ) throws(ImportError) {
    // An exponent of all ones is NaN or infinity; the greatest of all tells without a branch in the
    // loop.
    var greatest: UInt32 = 0
    for index in rows.indices { greatest = max(greatest, rows[index].bitPattern & 0x7fff_ffff) }
    guard greatest >= Float.infinity.bitPattern else { return }
    for index in rows.indices where !rows[index].isFinite {
      throw .notFinite(
        rows[index], modality: modality, row: first + index / piece.width,
        column: index % piece.width, in: input.title(piece.source))
    }
  }
}

extension Blueprint {
  /// The text files that labels come from.
  var textMembers: [String] {
    labels.flatMap(\.origins).compactMap { origin in
      if case .numbers(_, let name) = origin { name } else { nil }
    }
  }
}
