internal import CMRArchive
internal import CMRMATFile
internal import SystemPackage

/// The first pass: finds out what every member is, and keeps what is small.
struct InventoryPass: MemberVisitor {
  /// The most bytes of a text that is kept; the lists of the field have some 100 kB.
  static let textLimit = 4 << 20
  /// The most bytes of a variable's name; HDF5 takes 64 KiB, and errors list names.
  static let nameLimit = 255
  /// The most bytes of all texts together.
  static let textTotal = 64 << 20

  let files: SourceFiles
  let destination: FilePath
  let hdf5Reader: HDF5Reader
  let report: (_ member: String) throws(ImportError) -> Void

  var members: [Member] = []
  /// The members that stay open.
  var open: [Int: any OpenMember] = [:]
  /// Small arrays of MAT files by member and name.
  var arrays: [Int: [String: NumberArray]] = [:]
  /// One line for each member of which something cannot be asked for.
  var passedOver: [String] = []
  /// The digests of members that were read whole.
  var digests: [Int: MemberDigest] = [:]
  private var textLeft = textTotal
  private var names = Set<String>()
  private var namesLeft: Int

  init(
    files: SourceFiles, destination: FilePath, hdf5Reader: HDF5Reader,
    report: @escaping (_ member: String) throws(ImportError) -> Void
  ) {
    self.files = files
    self.destination = destination
    self.hdf5Reader = hdf5Reader
    self.report = report
    namesLeft = files.limits.allNameBytes
  }

  mutating func visit(
    _ index: Int, _ name: String, size: UInt64?, _ data: consuming some ByteStream & ~Copyable
  ) throws(ImportError) {
    try report(name)
    namesLeft -= name.utf8.count
    guard members.count < files.limits.entries else {
      throw .tooManyFiles(limit: files.limits.entries)
    }
    // Each file of an archive inside an archive bears that one's name before its own.
    guard namesLeft >= 0 else { throw .fileNamesTooLong(limit: files.limits.allNameBytes) }
    guard names.insert(name).inserted else { throw .memberTwice(name) }
    var stream = PeekableByteStream(data)
    let head: [UInt8]
    do {
      // Only its lines tell whether a text is a table.
      head = try stream.peek(TableReader.isNamedSo(name) ? Self.textLimit : MATFormat.prefixLength)
    } catch {
      throw .cannotRead(error, in: name)
    }
    let content = try content(of: index, name, size, head, &stream)
    members.append(Member(name: name, size: size ?? stream.position, content: content))
  }

  private mutating func content(
    of index: Int, _ name: String, _ size: UInt64?, _ head: [UInt8],
    _ stream: inout some ByteStream & ~Copyable
  ) throws(ImportError) -> Member.Content {
    switch MATFormat.detect(head.span) {
    case .version5: return .mat(try matVariables(index, name, &stream))
    case .hdf5: return .hdf5(try hdf5Variables(index, name, .plain, &stream))
    case .version73: return .mat(try hdf5Variables(index, name, .matlab, &stream))
    case .version4: return .other("MAT file of version 4, which is not read")
    case nil: break
    }
    if let format = ArrayFormat.detect(head, name: name) {
      return .arrays(format, try arrayVariables(index, name, format, &stream))
    }
    if let refusal = Refusal.pickle(head, name: name) { return refusal }
    return try textOrOther(index, name, size, head, &stream)
  }

  private mutating func matVariables(
    _ index: Int, _ name: String, _ stream: inout some ByteStream & ~Copyable
  ) throws(ImportError) -> [Variable] {
    var collector = SmallArrayCollector()
    let contents = try readMAT(name, &stream, &collector)
    arrays[index] = collector.arrays
    return try unique(contents.arrays.map { Variable($0) }, in: name)
  }

  /// The variables, each of which has a name of its own that somebody could type.
  private mutating func unique(
    _ variables: [Variable], in name: String
  ) throws(ImportError) -> [Variable] {
    let named = variables.filter { $0.name.utf8.count <= Self.nameLimit }
    if named.count < variables.count {
      let count = variables.count - named.count
      passedOver.append(
        "\(name): \(count) \(count == 1 ? "array" : "arrays") with a name of more than"
          + " \(Self.nameLimit) bytes")
    }
    var names = Set<String>()
    for variable in named where !names.insert(variable.name).inserted {
      throw .variableTwice(variable.name, in: name)
    }
    return named
  }

  private mutating func arrayVariables(
    _ index: Int, _ name: String, _ format: ArrayFormat,
    _ stream: inout some ByteStream & ~Copyable
  ) throws(ImportError) -> [Variable] {
    var collector = SmallArrayCollector()
    let variables: [Variable]
    if format == .npz {
      let member = NPZMember(
        name, try seekable(index, name, &stream), limits: files.limits, budget: files.budget)
      variables = try member.readFirst(&collector)
      open[index] = member
    } else {
      variables = try readArrays(format, name, &stream, &collector)
    }
    arrays[index] = collector.arrays
    return try unique(variables, in: name)
  }

  /// The member as a file: itself, or a copy.
  private mutating func seekable(
    _ index: Int, _ name: String, _ stream: inout some ByteStream & ~Copyable
  ) throws(ImportError) -> SeekableFile {
    if let path = files.looseFile(index) { return SeekableFile(path) }
    try files.budget.countCopy(of: name)
    let scratch = try ScratchFile(beside: destination)
    digests[index] = try scratch.fill(from: &stream, member: name)
    return SeekableFile(copiedTo: scratch)
  }

  private mutating func hdf5Variables(
    _ index: Int, _ name: String, _ convention: HDF5Convention,
    _ stream: inout some ByteStream & ~Copyable
  ) throws(ImportError) -> [Variable] {
    let file = try seekable(index, name, &stream)
    let member = HDF5Member(ConfinedHDF5File(name, file, hdf5Reader), convention)
    open[index] = member
    return try unique(try member.variables(), in: name)
  }

  private mutating func textOrOther(
    _ index: Int, _ name: String, _ size: UInt64?, _ head: [UInt8],
    _ stream: inout some ByteStream & ~Copyable
  ) throws(ImportError) -> Member.Content {
    if let kind = Self.knownKind(head) { return .other(kind) }
    guard !head.contains(0), size ?? 0 <= UInt64(min(Self.textLimit, textLeft)) else {
      return .other(head.contains(0) ? "binary" : "text of more than \(Self.textLimit) bytes")
    }
    let bytes: [UInt8]
    do { bytes = try stream.bytes(upTo: min(Self.textLimit, textLeft) + 1) } catch {
      throw .cannotRead(error, in: name)
    }
    guard bytes.count <= min(Self.textLimit, textLeft) else {
      return .other("text of more than \(Self.textLimit) bytes")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { return .other("binary") }
    textLeft -= bytes.count
    let hash = RunningSHA256()
    unsafe hash.update(bytes.span.bytes)
    digests[index] = MemberDigest(hash)
    return .text(text)
  }

  /// What some signatures stand for, so that errors can say why a file was of no use.
  private static func knownKind(_ head: [UInt8]) -> String? {
    let signatures: [(bytes: [UInt8], kind: String)] = [
      (Array("PK\u{3}\u{4}".utf8), "zip archive inside an archive"),
      ([0x1f, 0x8b], "gzip file inside an archive"),
    ]
    if head.isEmpty { return "empty file" }
    return signatures.first { head.starts(with: $0.bytes) }?.kind
  }
}

/// What a member that was read whole amounts to.
struct MemberDigest {
  let byteCount: UInt64
  let sha256: String

  init(_ hash: RunningSHA256) {
    byteCount = hash.byteCount
    sha256 = hash.hexadecimal
  }
}

extension ScratchFile {
  /// Copies what is left of `stream`.
  func fill(
    from stream: inout some ByteStream & ~Copyable, member: String
  ) throws(ImportError) -> MemberDigest {
    let hash = RunningSHA256()
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count: Int
      do { count = try stream.read(into: &block, count: block.count) } catch {
        throw .cannotRead(error, in: member)
      }
      guard count > 0 else { return MemberDigest(hash) }
      unsafe hash.update(block.span.extracting(first: count).bytes)
      try append(block[..<count])
    }
  }

  private func append(_ bytes: ArraySlice<UInt8>) throws(ImportError) {
    do { try descriptor.writeAll(bytes) } catch { throw .scratchFailed(error) }
  }
}
