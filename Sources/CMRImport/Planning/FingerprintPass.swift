internal import CMRArchive
internal import CMRMATFile

/// Takes the fingerprints of all samples of some matrices, in one pass and without holding them.
struct FingerprintPass: MemberVisitor {
  /// The matrices wanted, with the axis along which their samples lie.
  let wanted: [VariableReference: SampleAxis]
  /// Called after each block with the member's name; throws where the import is to stop.
  let tick: (String) throws(ImportError) -> Void
  private(set) var rows: [VariableReference: [RowFingerprint]] = [:]

  /// The fingerprints of `wanted` in `input`.
  static func run(
    _ wanted: [VariableReference: SampleAxis], _ input: OpenInput,
    tick: @escaping (String) throws(ImportError) -> Void
  ) throws(ImportError) -> [VariableReference: [RowFingerprint]] {
    var pass = FingerprintPass(
      wanted: wanted.filter { input.hdf5[$0.key.member] == nil }, tick: tick)
    if !pass.wanted.isEmpty { _ = try input.files.visit(&pass) }
    for source in wanted.keys {
      guard let file = input.hdf5[source.member] else { continue }
      let member = input.inventory.members[source.member].name
      pass.rows[source] = try fingerprints(of: source.variable, in: file) {
        () throws(ImportError) in try tick(member)
      }
    }
    return pass.rows
  }

  func wants(_ index: Int, _ name: String) -> Bool { wanted.keys.contains { $0.member == index } }

  mutating func visit(
    _ index: Int, _ name: String, size: UInt64?, _ data: consuming some ByteStream & ~Copyable
  ) throws(ImportError) {
    let here = wanted.filter { $0.key.member == index }
    let tick = tick
    var collector = Collector(
      tick: { () throws(ImportError) in try tick(name) },
      axes: Dictionary(uniqueKeysWithValues: here.map { ($0.key.variable.name, $0.value) }))
    var stream = data
    _ = try readMAT(name, &stream, &collector)
    for source in here.keys { rows[source] = collector.rows[source.variable.name] }
  }

  private static func fingerprints(
    of variable: Variable, in file: HDF5Member, tick: () throws(ImportError) -> Void
  ) throws(ImportError) -> [RowFingerprint] {
    let (count, width) = Piece.extents(variable, .rows)
    var result = [RowFingerprint](repeating: RowFingerprint(), count: count)
    let step = try file.rowStep(of: variable, near: max(1, (1 << 20) / max(1, width)))
    for start in stride(from: 0, to: count, by: step) {
      try tick()
      let range = start..<min(count, start + step)
      var block = [Float](repeating: 0, count: range.count * width)
      var rows = block.mutableSpan
      try file.read(range, of: variable, into: &rows)
      for (place, value) in block.enumerated() { result[start + place / width].add(value) }
    }
    return result
  }

  /// Fingerprints the matrices of one MAT file.
  private struct Collector: MATVisitor {
    let tick: () throws(ImportError) -> Void
    let axes: [String: SampleAxis]
    var rows: [String: [RowFingerprint]] = [:]

    func request(for array: MATArrayHeader) -> MATRequest {
      let name = array.path.text
      if axes[name] != nil { return .floats }
      let isOnTheWay = axes.keys.contains { $0.hasPrefix(name) }
      return array.arrayClass.isContainer && isOnTheWay ? .descend : .skip
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
