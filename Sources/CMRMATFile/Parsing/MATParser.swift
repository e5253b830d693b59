import CMRArchive

/// Walks through a file once, front to back.
///
/// Every size is compared with what the enclosing array has left before anything of that size is
/// read or allocated, so memory never exceeds the limits whatever the file claims.
struct MATParser {
  let source: MATSource
  let limits: MATLimits
  var contents = MATContents()
  /// Whether numbers of several bytes lie the other way round than in this machine.
  var swaps = false
  /// The array being parsed, for errors; `nil` between variables.
  var path: MATPath?
  /// How many arrays have been met, those inside kept values included.
  var arrayCount = 0
  /// The bytes that the list of arrays takes.
  var listedBytes = 0
  /// The bytes that the value being kept may still take.
  var keptLeft = 0
  /// Where the subsystem data (MATLAB's own, unnamed) starts, from the file's header; 0 for none.
  var subsystemOffset: UInt64 = 0

  init(_ source: MATSource, limits: MATLimits) {
    self.source = source
    self.limits = limits
  }

  /// Parses header and variables.
  mutating func parseFile(_ visitor: inout some MATVisitor & ~Copyable) throws {
    do {
      try parseHeader()
      while try parseVariable(&visitor) { path = nil }
    } catch let problem as MATProblem {
      throw MATError(problem, path: path, source: source)
    } catch let error as ArchiveError {
      throw MATError(error, path: path, source: source)
    }
  }

  private mutating func parseHeader() throws {
    var header = [UInt8](repeating: 0, count: MATFormat.prefixLength)
    var span = header.mutableSpan
    let count = try source.fill(&span)
    switch MATFormat.detect(header.span.extracting(first: count)) {
    case .version5(let order): contents.byteOrder = order
    case .version73: throw MATError.isHDF5(version73: true)
    case .hdf5: throw MATError.isHDF5(version73: false)
    case .version4: throw MATError.isVersion4
    case nil: throw MATError.notMATFile(length: count)
    }
    swaps = (contents.byteOrder == .little) != (UInt16(1).littleEndian == 1)
    let text = header[..<116].prefix { $0 != 0 }
    contents.description = String(decoding: text, as: UTF8.self).trimmingBlanks
    let offset = header[116..<124]
    let ordered = contents.byteOrder == .little ? Array(offset.reversed()) : Array(offset)
    subsystemOffset = ordered.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Parses the next variable; `false` at the end of the file.
  private mutating func parseVariable(
    _ visitor: inout some MATVisitor & ~Copyable
  ) throws -> Bool {
    let isSubsystem = source.fileOffset == subsystemOffset
    guard let tag = try readVariableTag() else { return false }
    if isSubsystem {
      contents.notes.append(
        MATNote(path: MATPath(""), reason: "data of MATLAB's own objects, \(tag.byteCount) bytes"))
      try skipExactly(tag.byteCount, "the data of MATLAB's own objects")
      return true
    }
    switch tag.storage {
    case .matrix: _ = try parseMatrix(tag.byteCount, place: .variable, mode: .ask, &visitor)
    case .compressed: try parseCompressed(tag.byteCount, &visitor)
    default:
      contents.notes.append(
        MATNote(
          path: MATPath(""), reason: "data of type \(tag.storage) outside of any array"))
      try skipExactly(tag.byteCount + tag.padding, "an element")
    }
    return true
  }

  private mutating func parseCompressed(
    _ byteCount: Int, _ visitor: inout some MATVisitor & ~Copyable
  ) throws {
    try source.beginInflating(UInt64(byteCount))
    let tag = try readTag("the compressed variable", left: .max)
    guard tag.storage == .matrix else {
      throw MATProblem.wrongStorage("the compressed variable", tag.storage, wanted: "matrix")
    }
    let outcome = try parseMatrix(tag.byteCount, place: .variable, mode: .ask, &visitor)
    let missing = try source.endInflating(checked: outcome != .skipped)
    if missing > 0 {
      throw MATProblem.fileEnds(
        "a compressed variable", bytes: byteCount, got: byteCount - Int(missing))
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
