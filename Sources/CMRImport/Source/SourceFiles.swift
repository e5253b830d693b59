internal import CMRArchive
internal import CMRFiles
internal import CMRMATFile
internal import Glibc
internal import SystemPackage

/// The files that an input consists of, gone through one after another and always in the same
/// order.
struct SourceFiles {
  /// A file on disk, and what it is called in reports.
  struct LooseFile {
    let name: String
    let path: FilePath
  }

  private enum Kind {
    case archive(FilePath, ArchiveLimits)
    case loose([LooseFile], skipped: [String])
  }

  /// What the input is called in reports.
  let name: String
  /// What an archive may ask of us.
  let limits: ArchiveLimits
  private let kind: Kind
  private let catalog = ContainerCatalog()
  /// What archives inside may ask of us on the first pass; later ones read the same bytes.
  let budget: NestedBudget
  /// Beside it lie the copies of archives inside archives, without a name.
  private let destination: FilePath
  /// What the files of the input looked like when it was opened.
  private let fingerprints: [Fingerprint]

  /// A file's size and time of last change, by which a change between two passes shows.
  private struct Fingerprint: Hashable {
    let path: FilePath
    let size: Int64
    let seconds: Int
    let nanoseconds: Int
    var byteCount: UInt64 { UInt64(clamping: size) }

    init(_ path: FilePath) throws(ImportError) {
      do {
        let status = try path.stat()
        self.path = path
        size = status.size
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
      } catch {
        throw .cannotOpen(path, error)
      }
    }
  }

  /// Looks at what lies at `paths`: one archive, one folder, or some files.
  ///
  /// - Parameters:
  ///   - destination: beside it lie the copies of archives from archives, without a name.
  ///   - isOneFile: whether a single file that is neither an archive nor known otherwise is taken
  ///     as it is.
  /// - Throws: ``ImportError`` with code `unreadableInput` or `notAnArchive`.
  init(
    _ paths: [FilePath], limits: ArchiveLimits, destination: FilePath, isOneFile: Bool = false
  ) throws(ImportError) {
    name = paths.map { terminalSafe($0.string) }.joined(separator: ", ")
    self.limits = limits
    self.destination = destination
    for path in paths where try ![.regular, .directory].contains(Self.type(of: path)) {
      throw .notAFile(path)
    }
    if !isOneFile, paths.count == 1, try Self.isArchive(paths[0]) {
      kind = .archive(paths[0], limits)
      fingerprints = [try Fingerprint(paths[0])]
      budget = NestedBudget(limits, byteCount: fingerprints[0].byteCount)
      return
    }
    var files: [LooseFile] = []
    var skipped: [String] = []
    for path in paths {
      switch try Self.type(of: path) {
      case .directory:
        let listing = try FolderListing(of: path)
        files += listing.files
        skipped += listing.skipped
      default: files.append(LooseFile(name: path.lastComponent?.string ?? "", path: path))
      }
    }
    kind = .loose(files, skipped: skipped)
    fingerprints = try files.map { (file) throws(ImportError) in try Fingerprint(file.path) }
    budget = NestedBudget(limits, byteCount: fingerprints.reduce(0) { $0 &+ $1.byteCount })
  }

  /// The archives on disk that the files at `members` come from.
  func archives(of members: Set<Int>) -> [FilePath] {
    if case .archive(let path, _) = kind { return [path] }
    return catalog.archives(of: members)
  }

  /// The file on disk at `index`, which is its place in every pass; nil for a member of an archive.
  func looseFile(_ index: Int) -> FilePath? { catalog.paths[index] }

  /// Throws if a file of the input is no longer what it was when the input was opened.
  func checkUnchanged() throws(ImportError) {
    for fingerprint in fingerprints where try Fingerprint(fingerprint.path) != fingerprint {
      throw .inputChanged(fingerprint.path)
    }
  }

  /// Shows `visitor` every file, those in archives among the files included, and returns what was
  /// passed over, one line for each.
  ///
  /// The first visitor must want every file.
  func visit(_ visitor: inout some MemberVisitor & ~Copyable) throws(ImportError) -> [String] {
    var index = 0
    var skipped = SkippedLines()
    switch kind {
    case .archive(let path, let limits):
      try visitArchive(path, limits, &index, &skipped, &visitor)
    case .loose(let files, let passedOver):
      for line in passedOver { skipped.add(line) }
      for (ordinal, file) in files.enumerated() {
        if try visitContainer(ordinal, &index, &skipped, &visitor) { continue }
        if catalog.isComplete, !visitor.wants(index, file.name) {
          index += 1
          continue
        }
        try visit(ordinal, file, &index, &skipped, &visitor)
      }
    }
    catalog.isComplete = true
    return skipped.all
  }

  private func visit(
    _ ordinal: Int, _ file: LooseFile, _ index: inout Int, _ skipped: inout SkippedLines,
    _ visitor: inout some MemberVisitor & ~Copyable
  ) throws(ImportError) {
    let name = terminalSafe(file.name)
    let opened = try reading(name) { () throws(ArchiveError) in
      try FileByteStream(opening: file.path)
    }
    let size = opened.size
    var stream = PeekableByteStream(opened)
    if !catalog.isComplete {
      let head = try peek(&stream, name)
      if ContainerCatalog.isContainer(head, name: name),
        try enter(
          name, SeekableFile(file.path), file.path, ordinal, &index, &skipped, &visitor)
      {
        return
      }
      catalog.paths[index] = file.path
    }
    try visitor.visit(index, name, size: size, stream)
    index += 1
  }

  private func visitArchive(
    _ path: FilePath, _ limits: ArchiveLimits, _ index: inout Int, _ skipped: inout SkippedLines,
    _ visitor: inout some MemberVisitor & ~Copyable
  ) throws(ImportError) {
    let name = name
    var archive = try reading(name) { () throws(ArchiveError) in
      try ArchiveReader(opening: path, limits: limits)
    }
    var ordinal = 0
    while true {
      let entry: ArchiveEntry?
      do { entry = try archive.next() } catch { throw .cannotRead(error, in: name) }
      guard let entry else { break }
      guard entry.kind == .file, !entry.lastComponent.hasPrefix(".") else { continue }
      defer { ordinal += 1 }
      if try visitContainer(ordinal, &index, &skipped, &visitor) { continue }
      if catalog.isComplete {
        if visitor.wants(index, entry.name) {
          try visitor.visit(index, entry.name, size: entry.size, archive.data())
        }
        index += 1
        continue
      }
      try visitFirst(
        ordinal, entry, PeekableByteStream(archive.data()), &index, &skipped, &visitor)
    }
    for entry in archive.skipped { skipped.add(entry.description) }
  }

  /// Shows a member of an archive for the first time, when it may turn out to be an archive.
  private func visitFirst(
    _ ordinal: Int, _ entry: ArchiveEntry, _ data: consuming PeekableByteStream<EntryStream>,
    _ index: inout Int, _ skipped: inout SkippedLines,
    _ visitor: inout some MemberVisitor & ~Copyable
  ) throws(ImportError) {
    var stream = data
    let head = try peek(&stream, entry.name)
    guard ContainerCatalog.isContainer(head, name: entry.name) else {
      try visitor.visit(index, entry.name, size: entry.size, stream)
      index += 1
      return
    }
    try budget.countCopy(of: entry.name)
    let scratch = try ScratchFile(beside: destination)
    _ = try scratch.fill(from: &stream, member: entry.name)
    let copy = SeekableFile(copiedTo: scratch)
    if try enter(entry.name, copy, nil, ordinal, &index, &skipped, &visitor) { return }
    let file = try reading(entry.name) { () throws(ArchiveError) in
      try FileByteStream(opening: copy.path)
    }
    try visitor.visit(index, entry.name, size: entry.size, file)
    index += 1
  }

  private func peek(
    _ stream: inout PeekableByteStream<some ByteStream & ~Copyable>, _ name: String
  ) throws(ImportError) -> [UInt8] {
    do { return try stream.peek(ArchiveKind.prefixLength) } catch {
      throw .cannotRead(error, in: name)
    }
  }

  // MARK: Archives among the files

  /// Shows the files of the container at `ordinal` once more; false where there is none.
  private func visitContainer(
    _ ordinal: Int, _ index: inout Int, _ skipped: inout SkippedLines,
    _ visitor: inout some MemberVisitor & ~Copyable
  ) throws(ImportError) -> Bool {
    guard catalog.isComplete, let container = catalog.containers[ordinal] else { return false }
    // Asks for each, since a visitor may count them; the names are of no interest to it then.
    var isWanted = false
    for place in container.members where visitor.wants(place, container.name) { isWanted = true }
    guard isWanted else {
      index = container.members.upperBound
      return true
    }
    _ = try show(container.name, container.file, &index, &skipped, &visitor)
    return true
  }

  /// Looks into a container for the first time; false where it is none after all.
  private func enter(
    _ name: String, _ file: SeekableFile, _ path: FilePath?, _ ordinal: Int,
    _ index: inout Int, _ skipped: inout SkippedLines,
    _ visitor: inout some MemberVisitor & ~Copyable
  ) throws(ImportError) -> Bool {
    let first = index
    let isArchive = try budget.reading(name) { () throws(ImportError) in
      try show(name, file, &index, &skipped, &visitor)
    }
    guard isArchive else { return false }
    catalog.add(
      ContainerCatalog.Container(name: name, file: file, path: path, members: first..<index),
      at: ordinal)
    return true
  }

  /// Shows the files of an archive that lies among the files; false where it is none.
  private func show(
    _ name: String, _ file: SeekableFile, _ index: inout Int, _ skipped: inout SkippedLines,
    _ visitor: inout some MemberVisitor & ~Copyable
  ) throws(ImportError) -> Bool {
    var archive = try file.archive(
      named: name, limits: catalog.isComplete ? limits : budget.next)
    defer { if !catalog.isComplete { budget.count(archive) } }
    var isFirst = true
    while true {
      let entry: ArchiveEntry?
      do throws(ArchiveError) { entry = try archive.next() } catch {
        if isFirst, error.code == .notArchive { return false }
        throw .cannotRead(error, in: name)
      }
      isFirst = false
      guard let entry else { break }
      guard entry.kind == .file, !entry.lastComponent.hasPrefix(".") else { continue }
      let folder = archive.isSingleFile ? name.split(separator: "/").dropLast() : [name[...]]
      let title = (folder + [entry.name[...]]).joined(separator: "/")
      if visitor.wants(index, title) {
        try visitor.visit(index, title, size: entry.size, archive.data())
      }
      index += 1
    }
    for entry in archive.skipped { skipped.add("\(name): \(entry)") }
    return true
  }

  private func reading<Result: ~Copyable>(
    _ name: String, _ body: () throws(ArchiveError) -> Result
  ) throws(ImportError) -> Result {
    do throws(ArchiveError) { return try body() } catch { throw .cannotRead(error, in: name) }
  }

  private static func type(of path: FilePath) throws(ImportError) -> FileType {
    do { return try path.stat().type } catch { throw .cannotOpen(path, error) }
  }

  /// Whether the single input `path` is to be opened as an archive: it is a file, and none that is
  /// known by itself.
  private static func isArchive(_ path: FilePath) throws(ImportError) -> Bool {
    guard try type(of: path) != .directory else { return false }
    do throws(ArchiveError) {
      var stream = try FileByteStream(opening: path)
      let head = try stream.bytes(upTo: MATFormat.prefixLength)
      let name = path.lastComponent?.string ?? ""
      guard !TableReader.isNamedSo(name) else { return false }
      return MATFormat.detect(head.span) == nil && ArrayFormat.detect(head, name: name) == nil
        && Refusal.pickle(head, name: name) == nil
    } catch {
      throw .cannotRead(error, in: terminalSafe(path.string))
    }
  }
}
