import CMRArchive

extension MATParser {
  /// Where an array lies, to give it its path.
  enum Place {
    /// A variable: it carries its name itself.
    case variable
    /// Inside another array.
    case inside(MATPath)

    var depth: Int {
      switch self {
      case .variable: 0
      case .inside(let path): path.steps.count
      }
    }
  }

  /// What to do with an array.
  enum Mode {
    /// Ask the visitor.
    case ask
    /// Hold it: the visitor has decided about an array around it.
    case keep
  }

  /// What was done with an array.
  enum Outcome: Equatable {
    /// Nothing was read after the header; the rest of a variable was left where it is.
    case skipped
    /// The visitor has got what it wanted.
    case visited
    /// The array in memory, for the one that holds it.
    case value(MATValue)
  }

  /// Parses an array whose element has `byteCount` bytes, which start here.
  mutating func parseMatrix(
    _ byteCount: Int, place: Place, mode: Mode, _ visitor: inout some MATVisitor & ~Copyable
  ) throws -> Outcome {
    let end = source.offset + UInt64(byteCount)
    let enclosing = path
    if case .inside(let path) = place { self.path = path }
    let outcome: Outcome
    if byteCount == 0 {
      outcome = try parseNothing(place: place, mode: mode)
    } else {
      let (header, extra) = try parseArrayHeader(end: end, place: place)
      outcome = try handle(header, extra, end: end, mode: mode, &visitor)
      // A compressed variable that nobody wants need not be inflated to its end.
      if outcome != .skipped || place.depth > 0 || !source.isInflating {
        try skipExactly(Int(left(until: end)), "the array")
      }
    }
    // Not on the way out of an error, which wants to know where it happened.
    path = enclosing
    return outcome
  }

  private mutating func handle(
    _ header: MATArrayHeader, _ extra: HeaderExtra, end: UInt64, mode: Mode,
    _ visitor: inout some MATVisitor & ~Copyable
  ) throws -> Outcome {
    if mode == .ask { contents.arrays.append(header) }
    if let reason = extra.unreadable {
      contents.notes.append(MATNote(path: header.path, reason: reason))
      return mode == .keep ? .value(.unreadable(header.arrayClass)) : .skipped
    }
    if mode == .keep { return .value(try keep(header, extra, end: end, &visitor)) }
    switch try visitor.request(for: header) {
    case .skip: return .skipped
    case .keep:
      keptLeft = limits.keptBytes
      let value = try keep(header, extra, end: end, &visitor)
      try visitor.receive(value, for: header)
      return .visited
    case _ where header.arrayClass.isContainer:
      _ = try parseChildren(of: header, extra, end: end, mode: .ask, &visitor)
      return .visited
    case .descend: return .skipped
    case .floats:
      return try stream(header, as: Float.self, end: end) { try visitor.receive($0) }
    case .doubles:
      return try stream(header, as: Double.self, end: end) { try visitor.receive($0) }
    }
  }

  /// Holds an array with everything in it.
  private mutating func keep(
    _ header: MATArrayHeader, _ extra: HeaderExtra, end: UInt64,
    _ visitor: inout some MATVisitor & ~Copyable
  ) throws -> MATValue {
    try takeFromKept(Self.arrayOverhead)
    switch header.arrayClass {
    case .cell, .structure:
      let children = try parseChildren(of: header, extra, end: end, mode: .keep, &visitor)
      return assemble(header, children)
    case .sparse: return .sparse(try readSparse(header, end: end))
    case .char: return .text(try readText(header, end: end))
    default:
      let real = try readElements(of: header, part: "the real part", end: end)
      let imaginary =
        header.isComplex ? try readElements(of: header, part: "the imaginary part", end: end) : nil
      return .numeric(
        MATNumeric(
          dims: header.dims, isLogical: header.isLogical, real: real, imaginary: imaginary))
    }
  }

  /// An element of no bytes stands for the empty array `[]`.
  private mutating func parseNothing(place: Place, mode: Mode) throws -> Outcome {
    guard case .inside(let path) = place else { return .visited }
    guard mode == .keep else {
      contents.arrays.append(
        MATArrayHeader(
          path: path, arrayClass: .double, dims: [0, 0], isLogical: false, isComplex: false,
          isGlobal: false))
      return .visited
    }
    try takeFromKept(Self.arrayOverhead)
    return .value(
      .numeric(MATNumeric(dims: [0, 0], isLogical: false, real: .double([]), imaginary: nil)))
  }

  /// Counts `bytes` of the value being kept.
  mutating func takeFromKept(_ bytes: Int) throws {
    guard bytes <= keptLeft else {
      throw MATProblem.tooLargeToKeep(
        (limits.keptBytes - keptLeft).addingReportingOverflow(bytes).partialValue,
        limit: limits.keptBytes)
    }
    keptLeft -= bytes
  }

  /// What an array costs besides its numbers: a value, its extents, a header. Measured: about 250
  /// bytes.
  static var arrayOverhead: Int { 256 }
}
