import CMRArchive

extension MATParser {
  /// Hands the numbers of an array out block by block.
  mutating func stream<Scalar: MATScalar>(
    _ header: MATArrayHeader, as _: Scalar.Type, end: UInt64,
    to sink: (borrowing MATBlock<Scalar>) throws -> Void
  ) throws -> Outcome {
    switch header.arrayClass {
    case .sparse:
      guard header.count <= limits.denseElements else {
        throw MATProblem.overLimit(
          "elements of a sparse matrix to write out", header.count, limit: limits.denseElements,
          name: "denseElements")
      }
      keptLeft = limits.keptBytes
      try streamDense(try readSparse(header, end: end), header, to: sink)
    case .char:
      contents.notes.append(MATNote(path: header.path, reason: "text cannot be read as numbers"))
      return .skipped
    default:
      try streamPart(header, isImaginary: false, end: end, to: sink)
      if header.isComplex { try streamPart(header, isImaginary: true, end: end, to: sink) }
    }
    return .visited
  }

  private mutating func streamPart<Scalar: MATScalar>(
    _ header: MATArrayHeader, isImaginary: Bool, end: UInt64,
    to sink: (borrowing MATBlock<Scalar>) throws -> Void
  ) throws {
    let part = isImaginary ? "the imaginary part" : "the real part"
    let tag = try readDataTag(header, part: part, end: end)
    let blocks = BlockPlan(header, limits: limits)
    let deliver = { (first: Int, values: Span<Scalar>) throws in
      try sink(MATBlock(array: header, first: first, isImaginary: isImaginary, values: values))
    }
    switch tag.storage {
    case .int8: try pump(Int8.self, blocks, part, to: deliver)
    case .uint8, .utf8: try pump(UInt8.self, blocks, part, to: deliver)
    case .int16: try pump(Int16.self, blocks, part, to: deliver)
    case .uint16, .utf16: try pump(UInt16.self, blocks, part, to: deliver)
    case .int32: try pump(Int32.self, blocks, part, to: deliver)
    case .uint32, .utf32: try pump(UInt32.self, blocks, part, to: deliver)
    case .int64: try pump(Int64.self, blocks, part, to: deliver)
    case .uint64: try pump(UInt64.self, blocks, part, to: deliver)
    case .single: try pump(Float.self, blocks, part, to: deliver)
    case .double, .matrix, .compressed: try pump(Double.self, blocks, part, to: deliver)
    }
    try skipExactly(tag.padding, "the padding")
  }

  /// Reads blocks as stored, converts and delivers them.
  private mutating func pump<Stored: MATNumber, Scalar: MATScalar>(
    _: Stored.Type, _ blocks: BlockPlan, _ part: String,
    to deliver: (Int, Span<Scalar>) throws -> Void
  ) throws {
    var stored = [Stored](repeating: .zero, count: blocks.largest)
    var converted = [Scalar](repeating: .zero, count: blocks.largest)
    var first = 0
    while first < blocks.count {
      let size = blocks.size(at: first)
      if Stored.self == Scalar.self {
        // The same type: straight from the file into what the sink sees.
        try fill(&converted, count: size, of: part)
      } else {
        try fill(&stored, count: size, of: part)
        let source = stored.span
        var target = converted.mutableSpan
        for index in 0..<size { target[index] = Scalar.value(of: source[index]) }
      }
      try deliver(first, converted.span.extracting(first: size))
      first += size
    }
  }

  /// Hands a sparse matrix out as full blocks.
  private func streamDense<Scalar: MATScalar>(
    _ sparse: MATSparse, _ header: MATArrayHeader,
    to sink: (borrowing MATBlock<Scalar>) throws -> Void
  ) throws {
    let blocks = BlockPlan(header, limits: limits)
    for isImaginary in sparse.imaginary == nil ? [false] : [false, true] {
      let stored = isImaginary ? sparse.imaginary ?? [] : sparse.real
      var first = 0
      while first < blocks.count {
        let size = blocks.size(at: first)
        var full = [Scalar](repeating: .zero, count: size)
        sparse.forEach(in: first..<first + size) { element, index in
          full[element - first] += Scalar.value(of: stored[index])
        }
        try sink(
          MATBlock(array: header, first: first, isImaginary: isImaginary, values: full.span))
        first += size
      }
    }
  }
}

/// How an array is cut into blocks: whole columns or, where one is too large, parts of one column.
struct BlockPlan {
  let count: Int
  let rows: Int
  let largest: Int

  init(_ header: MATArrayHeader, limits: MATLimits) {
    count = header.count
    rows = max(header.rows, 1)
    let most = max(limits.blockElements, 1)
    largest = min(count, rows <= most ? most / rows * rows : most)
  }

  /// The size of the block that starts at `first`.
  func size(at first: Int) -> Int {
    let untilColumnEnds = rows <= largest ? count - first : rows - first % rows
    return min(largest, untilColumnEnds, count - first)
  }
}
