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
    if mode == .ask { try list(header) }
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
      if header.arrayClass == .structure {
        // Each element is an array of its own, also where it has no field that the file would have
        // to hold.
        let (bytes, overflow) = header.count.multipliedReportingOverflow(by: Self.elementOverhead)
        try takeFromKept(overflow ? .max : bytes)
      }
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
    try countArray()
    guard mode == .keep else {
      try list(
        MATArrayHeader(
          path: path, arrayClass: .double, dims: [0, 0], isLogical: false, isComplex: false,
          isGlobal: false))
      return .visited
    }
    try takeFromKept(Self.arrayOverhead)
    return .value(
      .numeric(MATNumeric(dims: [0, 0], isLogical: false, real: .double([]), imaginary: nil)))
  }

  /// Counts one more array.
  mutating func countArray() throws {
    arrayCount += 1
    guard arrayCount <= limits.arrays else {
      throw MATProblem.overLimit("arrays", arrayCount, limit: limits.arrays, name: "arrays")
    }
  }

  /// Adds an array to the contents, whose size the file's own does not bound: compressed headers
  /// take a thousandth of what they become.
  private mutating func list(_ header: MATArrayHeader) throws {
    let names = header.fieldNames.reduce(0) { $0 + 16 + $1.utf8.count }
    listedBytes +=
      Self.arrayOverhead + header.path.variable.utf8.count + header.path.steps.count * 32
      + header.dims.count * 8 + names
    guard listedBytes <= limits.listedBytes else {
      throw MATProblem.overLimit(
        "bytes to list its arrays by name", listedBytes, limit: limits.listedBytes,
        name: "listedBytes")
    }
    contents.arrays.append(header)
  }

  /// Counts `bytes` of the value being kept.
  mutating func takeFromKept(_ bytes: Int) throws {
    guard bytes <= keptLeft else {
      let (sum, overflow) = (limits.keptBytes - keptLeft).addingReportingOverflow(bytes)
      throw MATProblem.tooLargeToKeep(overflow ? .max : sum, limit: limits.keptBytes)
    }
    keptLeft -= bytes
  }

  /// What an array costs besides its numbers: a value, its extents, a header. Measured: about 250
  /// bytes.
  static var arrayOverhead: Int { 256 }

  /// What an element of a structure costs besides its fields.
  private static var elementOverhead: Int { 64 }
}
