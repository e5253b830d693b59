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
    case loose([LooseFile])
  }

  /// What the input is called in reports.
  let name: String
  private let kind: Kind
  /// What the files of the input looked like when it was opened.
  private let fingerprints: [Fingerprint]

  /// A file's size and time of last change, by which a change between two passes shows.
  private struct Fingerprint: Hashable {
    let path: FilePath
    let size: Int64
    let seconds: Int
    let nanoseconds: Int

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
  /// - Throws: ``ImportError`` with code `unreadableInput` or `notAnArchive`.
  init(_ paths: [FilePath], limits: ArchiveLimits) throws(ImportError) {
    name = paths.map { terminalSafe($0.string) }.joined(separator: ", ")
    for path in paths where try ![.regular, .directory].contains(Self.type(of: path)) {
      throw .notAFile(path)
    }
    if paths.count == 1, try Self.isArchive(paths[0]) {
      kind = .archive(paths[0], limits)
      fingerprints = [try Fingerprint(paths[0])]
      return
    }
    var files: [LooseFile] = []
    for path in paths {
      switch try Self.type(of: path) {
      case .directory: files += try FolderListing.files(in: path)
      default: files.append(LooseFile(name: path.lastComponent?.string ?? "", path: path))
      }
    }
    kind = .loose(files)
    fingerprints = try files.map { (file) throws(ImportError) in try Fingerprint(file.path) }
  }

  /// The archive that holds everything; nil for loose files.
  var archive: FilePath? { if case .archive(let path, _) = kind { path } else { nil } }

  /// The loose file at `index`, which is its place in every pass; nil in an archive.
  func looseFile(_ index: Int) -> FilePath? {
    if case .loose(let files) = kind, files.indices.contains(index) {
      files[index].path
    } else {
      nil
    }
  }

  /// Throws if a file of the input is no longer what it was when the input was opened.
  func checkUnchanged() throws(ImportError) {
    for fingerprint in fingerprints where try Fingerprint(fingerprint.path) != fingerprint {
      throw .inputChanged(fingerprint.path)
    }
  }

  /// Shows `visitor` every file, and returns what was passed over, one line for each.
  func visit(_ visitor: inout some MemberVisitor & ~Copyable) throws(ImportError) -> [String] {
    switch kind {
    case .archive(let path, let limits):
      return try visitArchive(path, limits, &visitor)
    case .loose(let files):
      for (index, file) in files.enumerated() where visitor.wants(index, file.name) {
        let stream = try reading(file.name) { () throws(ArchiveError) in
          try FileByteStream(opening: file.path)
        }
        let size = stream.size
        try visitor.visit(index, terminalSafe(file.name), size: size, stream)
      }
      return []
    }
  }

  private func visitArchive(
    _ path: FilePath, _ limits: ArchiveLimits, _ visitor: inout some MemberVisitor & ~Copyable
  ) throws(ImportError) -> [String] {
    let name = name
    var archive = try reading(name) { () throws(ArchiveError) in
      try ArchiveReader(opening: path, limits: limits)
    }
    var index = 0
    while true {
      let entry: ArchiveEntry?
      do { entry = try archive.next() } catch { throw .cannotRead(error, in: name) }
      guard let entry else { break }
      guard entry.kind == .file, !entry.lastComponent.hasPrefix(".") else { continue }
      if visitor.wants(index, entry.name) {
        try visitor.visit(index, entry.name, size: entry.size, archive.data())
      }
      index += 1
    }
    return archive.skipped.map(\.description)
  }

  private func reading<Result: ~Copyable>(
    _ name: String, _ body: () throws(ArchiveError) -> Result
  ) throws(ImportError) -> Result {
    do throws(ArchiveError) { return try body() } catch { throw .cannotRead(error, in: name) }
  }

  private static func type(of path: FilePath) throws(ImportError) -> FileType {
    do { return try path.stat().type } catch { throw .cannotOpen(path, error) }
  }

  /// Whether the single input `path` is to be opened as an archive: it is a file, and neither a MAT
  /// nor an HDF5 file.
  private static func isArchive(_ path: FilePath) throws(ImportError) -> Bool {
    guard try type(of: path) != .directory else { return false }
    do throws(ArchiveError) {
      var stream = try FileByteStream(opening: path)
      let head = try stream.bytes(upTo: MATFormat.prefixLength)
      return MATFormat.detect(head.span) == nil
    } catch {
      throw .cannotRead(error, in: terminalSafe(path.string))
    }
  }
}
