internal import CMRArchive
internal import CMRMATFile

/// Takes the fingerprints of all samples of some matrices, in one pass and without holding them.
struct FingerprintPass: MemberVisitor {
  /// The matrices wanted, with the axis along which their samples lie.
  let wanted: [VariableReference: SampleAxis]
  let members: [Member]
  /// Called after each block with the member's name; throws where the import is to stop.
  let tick: (String) throws(ImportError) -> Void
  private(set) var rows: [VariableReference: [RowFingerprint]] = [:]

  /// The fingerprints of `wanted` in `input`.
  static func run(
    _ wanted: [VariableReference: SampleAxis], _ input: OpenInput,
    tick: @escaping (String) throws(ImportError) -> Void
  ) throws(ImportError) -> [VariableReference: [RowFingerprint]] {
    var pass = FingerprintPass(
      wanted: wanted.filter { input.open[$0.key.member] == nil },
      members: input.inventory.members, tick: tick)
    if !pass.wanted.isEmpty { _ = try input.files.visit(&pass) }
    for (index, member) in input.open.sorted(by: { $0.key < $1.key }) {
      let here = wanted.filter { $0.key.member == index }
      if !here.isEmpty { try pass.read(here, member, input.inventory.members[index].name) }
    }
    return pass.rows
  }

  /// Matrices of a member that is not read front to back. Those of HDF5 whose samples do not lie
  /// together are left out: they are read at a cost, and that once.
  private mutating func read(
    _ here: [VariableReference: SampleAxis], _ member: any OpenMember, _ name: String
  ) throws(ImportError) {
    var streamed = here
    if let file = member as? HDF5Member {
      for (source, axis) in here {
        let wanted = max(1, (1 << 20) / max(1, Piece.extents(source.variable, axis).width))
        switch try file.access(to: source.variable, axis: axis, near: wanted) {
        case .stream: continue
        case .rows(let access):
          rows[source] = try fingerprints(of: source.variable, axis, file, access, name)
        case .tiles: break
        }
        streamed[source] = nil
      }
    }
    guard !streamed.isEmpty else { return }
    var collector = collector(streamed, name)
    try member.read(&collector)
    for source in streamed.keys { rows[source] = collector.rows[source.variable.name] }
  }

  func wants(_ index: Int, _ name: String) -> Bool { wanted.keys.contains { $0.member == index } }

  mutating func visit(
    _ index: Int, _ name: String, size: UInt64?, _ data: consuming some ByteStream & ~Copyable
  ) throws(ImportError) {
    let here = wanted.filter { $0.key.member == index }
    var collector = collector(here, name)
    var stream = data
    try readVariables(of: members[index], &stream, &collector)
    for source in here.keys { rows[source] = collector.rows[source.variable.name] }
  }

  private func collector(_ here: [VariableReference: SampleAxis], _ member: String) -> Collector {
    let tick = tick
    return Collector(
      tick: { () throws(ImportError) in try tick(member) },
      axes: Dictionary(uniqueKeysWithValues: here.map { ($0.key.variable.name, $0.value) }))
  }

  private func fingerprints(
    of variable: Variable, _ axis: SampleAxis, _ file: HDF5Member, _ access: RowAccess,
    _ member: String
  ) throws(ImportError) -> [RowFingerprint] {
    let (count, width) = Piece.extents(variable, axis)
    let step = access.step
    var result = [RowFingerprint](repeating: RowFingerprint(), count: count)
    for start in stride(from: 0, to: count, by: step) {
      try tick(member)
      guard let range = Self.range(start, step, count) else { break }
      var block = [Float](repeating: 0, count: range.count * width)
      var rows = block.mutableSpan
      try file.read(
        range, of: variable, by: access, into: &rows,
        before: Self.range(range.upperBound, step, count))
      for (place, value) in block.enumerated() { result[start + place / width].add(value) }
    }
    return result
  }

  /// The `step` samples from `start` on, as far as there are any.
  private static func range(_ start: Int, _ step: Int, _ count: Int) -> Range<Int>? {
    start < count ? start..<start + min(step, count - start) : nil
  }

  /// Fingerprints the matrices of one member.
  private struct Collector: MATVisitor, ArrayVisitor {
    let tick: () throws(ImportError) -> Void
    let axes: [String: SampleAxis]
    var rows: [String: [RowFingerprint]] = [:]

    func request(for array: MATArrayHeader) -> MATRequest {
      let name = array.path.text
      if axes[name] != nil { return .floats }
      let isOnTheWay = axes.keys.contains { $0.hasPrefix(name) }
      return array.arrayClass.isContainer && isOnTheWay ? .descend : .skip
    }

    /// How many numbers of each array were seen: blocks follow one another.
    private var seen: [String: Int] = [:]

    init(tick: @escaping () throws(ImportError) -> Void, axes: [String: SampleAxis]) {
      self.tick = tick
      self.axes = axes
    }

    func request(for variable: Variable) -> ArrayRequest {
      axes[variable.name] == nil ? .skip : .floats
    }

    mutating func receive(_ block: Span<Float>, for variable: Variable) throws(ImportError) {
      try tick()
      guard let axis = axes[variable.name], variable.shape.count == 2 else { return }
      let run = variable.shape[variable.isColumnMajor ? 0 : 1]
      let samplesAreRuns = variable.isColumnMajor == (axis == .columns)
      let (samples, _) = Piece.extents(variable, axis)
      let first = seen[variable.name] ?? 0
      var list =
        rows[variable.name] ?? [RowFingerprint](repeating: RowFingerprint(), count: samples)
      rows[variable.name] = nil
      for index in block.indices {
        let (line, place) = (first + index).quotientAndRemainder(dividingBy: max(1, run))
        list[samplesAreRuns ? line : place].add(block[index])
      }
      rows[variable.name] = list
      seen[variable.name] = first + block.count
    }

    mutating func receive(_ block: borrowing MATBlock<Float>) throws {
      try tick()
      let name = block.array.path.text
      let height = block.array.rows
      guard let axis = axes[name], height > 0, !block.isImaginary else { return }
      let samples = axis == .rows ? height : block.array.count / height
      var list = rows[name] ?? [RowFingerprint](repeating: RowFingerprint(), count: samples)
      rows[name] = nil
      let values = block.values
      for index in values.indices {
        let (column, row) = (block.first + index).quotientAndRemainder(dividingBy: height)
        list[axis == .rows ? row : column].add(values[index])
      }
      rows[name] = list
    }
  }
}
