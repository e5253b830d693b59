public import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// A file that appears under its name whole, or not at all.
///
/// The bytes go to a temporary in the same folder (``path``), by whatever means the caller likes.
/// ``publish()`` flushes them to the disk and renames the temporary over the target, so that at
/// every moment, whatever is killed, the target is absent, the old file, or the new one. A pending
/// file that dies unpublished removes its temporary; one whose process is killed leaves it behind,
/// unlocked, and the next ``create(for:)`` in that folder sweeps it.
public struct PendingFile: ~Copyable, Sendable {
  /// Where the file will appear. A symbolic link given by the caller is followed once, at creation.
  public let target: FilePath
  /// The temporary to write to. Write in place: do not replace or remove it.
  public let path: FilePath
  private let owner: OwnedDescriptor
  private var isPublished = false

  private init(target: FilePath, path: FilePath, owner: consuming OwnedDescriptor) {
    self.target = target
    self.path = path
    self.owner = owner
  }

  /// Makes an empty temporary beside `target`, after sweeping those of dead processes.
  ///
  /// - Throws: ``FilesError`` where the folder is missing, may not be written to, or where `target`
  ///   is a folder.
  public static func create(for target: FilePath) throws(FilesError) -> PendingFile {
    let target = resolvingLink(target)
    var status = stat()
    let exists = unsafe stat(target.string, &status) == 0
    if exists && status.st_mode & S_IFMT == S_IFDIR { throw .failed(.create, target, .isDirectory) }
    if exists && status.st_mode & S_IFMT != S_IFREG { throw .notRegular(.create, target) }
    _ = sweepStaleTemporaries(beside: target)
    while true {
      let path = TemporaryName.random(for: target)
      // The user knows the target, not our temporary, so errors name the former.
      let owner = try OwnedDescriptor.open(
        path, .readWrite, options: [.create, .exclusiveCreate], as: .create, reporting: target)
      // A sweeper can hold the lock between our creating and our locking; it then removes the file.
      guard owner.tryLock() != .held && owner.isNamed(path) else { continue }
      if exists { _ = fchmod(owner.descriptor.rawValue, status.st_mode & 0o777) }
      return PendingFile(target: target, path: path, owner: owner)
    }
  }

  /// Adds `bytes` at the end of the temporary.
  public borrowing func write(_ bytes: RawSpan) throws(FilesError) {
    try attempting(.write, target) {
      _ = unsafe try bytes.withUnsafeBytes { try unsafe owner.descriptor.writeAll($0) }
    }
  }

  /// Flushes the temporary, renames it over the target and flushes the folder.
  ///
  /// - Throws: ``FilesError``; the temporary is then gone and the target as it was, unless only the
  ///   last flush failed.
  public consuming func publish() throws(FilesError) {
    try flush()
    guard unsafe rename(path.string, target.string) == 0 else {
      throw .failed(.publish, target, Errno(rawValue: errno))
    }
    isPublished = true
    try flushFolder(target.folder)
  }

  /// Waits until the temporary's bytes are on the disk.
  public borrowing func flush() throws(FilesError) { try owner.flush(target) }

  deinit {
    if !isPublished { _ = unsafe unlink(path.string) }
  }

  /// What a symbolic link leads to, so that publishing replaces the file and not the link.
  private static func resolvingLink(_ path: FilePath) -> FilePath {
    guard let real = unsafe realpath(path.string, nil) else { return path }
    defer { unsafe free(real) }
    return FilePath(unsafe String(cString: real))
  }
}
