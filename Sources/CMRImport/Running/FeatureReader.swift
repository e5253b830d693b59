internal import CMRArchive
internal import SystemPackage

/// The features of a plan, readable sample by sample whatever file they come from.
final class FeatureReader {
  /// The digests of the members that are used and were read front to back.
  private var digests: [Int: MemberDigest] = [:]
  /// Those of the others.
  private var background = BackgroundDigests(of: [:])
  private let input: OpenInput
  private var places: [VariableReference: Place] = [:]

  /// Where the samples of a matrix are read from.
  private enum Place {
    case spool(FeatureSpool)
    case panels(PanelFile)
    case file(HDF5Member, RowAccess)
  }

  /// The store is written in blocks of about this size. 4 MiB: a disk is kept busy and little is
  /// held.
  private static let blockBytes = 4 << 20

  /// Reads everything that has to be read from front to back.
  init(plan: ImportPlan, monitor: ImportMonitor) throws(ImportError) {
    input = plan.input
    let budget = MemoryBudget()
    var spools: [VariableReference: FeatureSpool] = [:]
    for modality in plan.blueprint.modalities {
      for piece in modality.pieces where places[piece.source] == nil {
        if let place = try openPlace(of: piece, plan, monitor) {
          places[piece.source] = place
          continue
        }
        let extents = Piece.extents(piece.source.variable, piece.axis)
        let isByFeatures = piece.source.variable.isColumnMajor == (piece.axis == .rows)
        let spool = try FeatureSpool(
          samples: extents.samples, width: extents.width,
          order: isByFeatures ? .features : .samples,
          destination: plan.request.destination, budget: budget)
        spools[piece.source] = spool
        places[piece.source] = .spool(spool)
      }
    }
    try read(plan, spools, monitor)
  }

  /// How samples come from a file that need not be read front to back; nil where it must be. Tiles
  /// are copied at once.
  private func openPlace(
    of piece: Piece, _ plan: ImportPlan, _ monitor: ImportMonitor
  ) throws(ImportError) -> Place? {
    guard let file = input.open[piece.source.member] as? HDF5Member else { return nil }
    let variable = piece.source.variable
    switch try file.access(to: variable, axis: piece.axis, near: step(of: piece)) {
    case .stream: return nil
    case .rows(let access): return .file(file, access)
    case .tiles(let tiles):
      var panels = try PanelFile(
        beside: plan.request.destination, samples: tiles.samples, width: tiles.width)
      let name = input.inventory.members[piece.source.member].name
      let total = UInt64(tiles.samples * tiles.panels.count)
      var done: UInt64 = 0
      try file.copy(variable, tiles, to: &panels) { (samples) throws(ImportError) in
        done += UInt64(samples)
        try monitor.report(.reading, name, done, of: total)
      }
      return .panels(panels)
    }
  }

  private func read(
    _ plan: ImportPlan, _ spools: [VariableReference: FeatureSpool], _ monitor: ImportMonitor
  ) throws(ImportError) {
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
    let isOpen = { (index: Int) in self.input.open[index] != nil }
    var inBackground: [Int: FilePath] = [:]
    for index in used.subtracting(digests.keys) where isOpen(index) {
      inBackground[index] = input.files.looseFile(index)
    }
    background = BackgroundDigests(of: inBackground)
    let left = used.subtracting(digests.keys).subtracting(inBackground.keys)
    var pass = FeaturePass(
      spools: bySpool.filter { !isOpen($0.key) }, expected: expected, members: members, used: left
    ) { (member, done, size) throws(ImportError) in
      try monitor.report(.reading, member, done, of: size)
    }
    if !left.isEmpty { _ = try input.files.visit(&pass) }
    digests.merge(pass.digests) { _, new in new }
    if let missing = left.subtracting(pass.digests.keys).min() {
      throw .changedBetweenPasses(members[missing].name, variable: "")
    }
    pass.spools = bySpool
    for (index, member) in input.open.sorted(by: { $0.key < $1.key }) {
      try pass.read(index, member)
    }
  }

  /// The digests of all members that are used; waits for those that are still being taken.
  func allDigests(
    tick: () throws(ImportError) -> Void
  ) throws(ImportError) -> [Int: MemberDigest] {
    digests.merging(try background.result(tick: tick)) { _, new in new }
  }

  /// How many samples are a block of the store.
  private func step(of piece: Piece) -> Int {
    max(1, Self.blockBytes / (piece.width * MemoryLayout<Float>.stride))
  }

  /// Calls `body` with the samples of `piece` in blocks of whole rows, all numbers finite.
  func forEachBlock(
    of piece: Piece, modality: String, _ body: (Span<Float>) throws -> Void
  ) throws {
    let width = piece.width
    var step = step(of: piece)
    if case .file(_, let access)? = places[piece.source] { step = access.step }
    var block = [Float](repeating: 0, count: min(step, piece.samples.count) * width)
    for first in stride(from: piece.samples.lowerBound, to: piece.samples.upperBound, by: step) {
      let range = first..<min(first + step, piece.samples.upperBound)
      let next = range.upperBound..<min(range.upperBound + step, piece.samples.upperBound)
      try read(range, of: piece, into: &block, before: next.isEmpty ? nil : next)
      try checkFinite(block.span.extracting(first: range.count * width), piece, modality, first)
      try body(block.span.extracting(first: range.count * width))
    }
  }

  private func read(
    _ range: Range<Int>, of piece: Piece, into block: inout [Float], before next: Range<Int>?
  ) throws(ImportError) {
    var whole = block.mutableSpan
    var rows = whole._mutatingExtracting(first: range.count * piece.width)
    switch places[piece.source] {
    case .spool(let spool): try spool.read(range, into: &rows)
    case .panels(let panels): try panels.read(range, into: &rows)
    case .file(let file, let access):
      try file.read(range, of: piece.source.variable, by: access, into: &rows, before: next)
    case nil: return
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
