import CMRHDF5

/// Reads contents block by block and compares them with their digests.
struct ContentVerifier {
  let file: ContainerFile
  private(set) var damages: [Damage] = []
  private(set) var objects = 0
  private(set) var bytes: Int64 = 0

  init(file: ContainerFile) { self.file = file }

  /// The most bytes held at a time, unless one row is larger.
  private static let blockBytes = 8 << 20

  /// Checks every dataset of `tree`.
  mutating func verify(_ tree: TreeDescription) {
    tree.forEach { path, node in
      objects += 1
      guard node.kind == .dataset else { return }
      do throws(Unreadable) {
        if node.encoding.type == Encoding.rowMatrix.type {
          try verifyRows(path, node, tree)
        } else {
          try verifyArray(path, node)
        }
      } catch {
        damages.append(Damage(object: path.description, reason: error.reason))
      }
    }
  }

  private mutating func verifyArray(_ path: ElementPath, _ node: TreeDescription)
    throws(Unreadable)
  {
    let file = self.file
    let dataset = try Unreadable.catching { () throws(HDF5Error) in
      try file.hdf5.root().dataset(path.relative)
    }
    var digest = RunningDigest()
    for rows in Self.blocks(of: node, elementSize: dataset.type.size) {
      bytes += try Unreadable.catching { () throws(HDF5Error) in
        try digest.update(dataset, rows: rows)
      }
    }
    try compare(digest, node)
  }

  private mutating func verifyRows(
    _ path: ElementPath, _ node: TreeDescription, _ tree: TreeDescription
  ) throws(Unreadable) {
    let matrix = try matrix(path, node, tree)
    var digest = RunningDigest()
    var wrong: [Int] = []
    let step = max(1, Self.blockBytes / max(1, matrix.rowBytes))
    var block = [Float](repeating: 0, count: min(step, matrix.rows) * matrix.columns)
    for start in stride(from: 0, to: matrix.rows, by: step) {
      let rows = start..<min(start + step, matrix.rows)
      var span = block.mutableSpan
      var part = span._mutatingExtracting(first: rows.count * matrix.columns)
      do {
        try matrix.readUnchecked(rows, into: &part)
      } catch {
        throw Unreadable(error.message)
      }
      wrong += matrix.mismatches(in: rows, part)
      unsafe digest.update(part.span.bytes)
      bytes += Int64(rows.count * matrix.rowBytes)
    }
    if !wrong.isEmpty { throw Unreadable(DamageReason.rows(wrong, of: matrix.rows)) }
    try compare(digest, node)
  }

  /// The matrix with its table of checksums, whose own damage is reported where the table itself is
  /// looked at.
  private func matrix(_ path: ElementPath, _ node: TreeDescription, _ tree: TreeDescription)
    throws(Unreadable) -> RowMatrix
  {
    do {
      let container = Container(path: file.path, tree: tree, file: file)
      return try container.rowMatrix(path.description, encoding: node.encoding)
    } catch {
      throw Unreadable("its rows cannot be checked: \(error.message)")
    }
  }

  private func compare(_ digest: RunningDigest, _ node: TreeDescription) throws(Unreadable) {
    let stored = node.contentSHA256 ?? ""
    let computed = digest.hexadecimal
    guard stored == computed else {
      throw Unreadable(DamageReason.content(stored: stored, computed: computed))
    }
  }

  /// Ranges of rows to read at a time; one nil for a scalar.
  private static func blocks(of node: TreeDescription, elementSize: Int) -> [Range<Int>?] {
    guard let shape = node.shape, let rows = shape.first else { return [nil] }
    guard !shape.contains(0) else { return [] }
    let rowBytes = shape.dropFirst().reduce(elementSize) {
      let (bytes, overflow) = $0.multipliedReportingOverflow(by: $1)
      return overflow ? .max : bytes
    }
    let step = max(1, blockBytes / max(1, rowBytes))
    return stride(from: 0, to: rows, by: step).map { $0..<min($0 + step, rows) }
  }
}

extension RunningDigest {
  /// Adds the elements of `rows`, or of everything, and returns how many bytes they are.
  fileprivate mutating func update(_ dataset: borrowing Dataset, rows: Range<Int>?)
    throws(HDF5Error) -> Int64
  {
    guard let scalar = dataset.type.scalarType else {
      let texts: [String]
      if let rows {
        texts = try dataset.strings(rows: rows)
      } else {
        texts = try dataset.strings()
      }
      update(paddedTexts: texts, size: dataset.type.size)
      return Int64(texts.count * dataset.type.size)
    }
    switch scalar {
    case .int8: return try update(dataset, rows, as: Int8.self)
    case .int16: return try update(dataset, rows, as: Int16.self)
    case .int32: return try update(dataset, rows, as: Int32.self)
    case .int64: return try update(dataset, rows, as: Int64.self)
    case .uint8: return try update(dataset, rows, as: UInt8.self)
    case .uint16: return try update(dataset, rows, as: UInt16.self)
    case .uint32: return try update(dataset, rows, as: UInt32.self)
    case .uint64: return try update(dataset, rows, as: UInt64.self)
    case .float32: return try update(dataset, rows, as: Float.self)
    case .float64: return try update(dataset, rows, as: Double.self)
    }
  }

  private mutating func update<Element: HDF5Scalar>(
    _ dataset: borrowing Dataset, _ rows: Range<Int>?, as type: Element.Type
  ) throws(HDF5Error) -> Int64 {
    let elements: [Element] =
      if let rows { try dataset.read(rows: rows) } else { try dataset.read() }
    unsafe update(elements.elementSpan.bytes)
    return Int64(elements.count * MemoryLayout<Element>.stride)
  }
}
