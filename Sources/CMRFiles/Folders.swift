public import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// Makes the folder at `path`, and those above it that are missing; one that is there is left alone.
///
/// - Throws: ``FilesError`` where it cannot be made, or where something else lies there.
public func makeFolder(_ path: FilePath) throws(FilesError) {
  switch mkdirErrno(path) {
  case nil: return
  case .fileExists?:
    var status = stat()
    let isFolder = unsafe stat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    if !isFolder { throw .failed(.create, path, .fileExists) }
  case .noSuchFileOrDirectory? where !path.removingLastComponent().isEmpty:
    try makeFolder(path.removingLastComponent())
    if let errno = mkdirErrno(path), errno != .fileExists { throw .failed(.create, path, errno) }
  case let errno?: throw .failed(.create, path, errno)
  }
}

/// Tries to make one folder; why it failed, or nil.
private func mkdirErrno(_ path: FilePath) -> Errno? {
  unsafe mkdir(path.string, 0o777) == 0 ? nil : Errno(rawValue: errno)
}
