public import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// Removes the temporaries that killed processes left in the folder of `target`, and returns their
/// names, sorted.
///
/// A temporary is stale when nobody holds its lock. Where the file system has no locks nothing is
/// removed. ``PendingFile/create(for:)`` calls this; a command that only reads has no need to.
@discardableResult
public func sweepStaleTemporaries(beside target: FilePath) -> [String] {
  var removed: [String] = []
  for name in (try? namesInFolder(target.folder)) ?? [] where TemporaryName.matches(name) {
    let path = target.folder.appending(name)
    guard let file = try? OwnedDescriptor.open(path, .readWrite, options: .noFollow),
      file.tryLock() == .taken, file.isNamed(path)
    else { continue }
    if unsafe unlink(path.string) == 0 { removed.append(name) }
  }
  return removed
}

/// The names in `folder` except "." and "..", sorted.
package func namesInFolder(_ folder: FilePath) throws(FilesError) -> [String] {
  guard let directory = unsafe opendir(folder.string) else {
    throw .failed(.list, folder, Errno(rawValue: errno))
  }
  defer { unsafe closedir(directory) }
  guard let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
  var names: [String] = []
  while let entry = unsafe readdir(directory) {
    let start = unsafe UnsafeRawPointer(entry).advanced(by: nameOffset)
    let name = unsafe String(cString: start.assumingMemoryBound(to: CChar.self))
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}

/// Waits until the names in `folder` are on the disk: after a rename, this is what survives a power
/// cut.
package func flushFolder(_ folder: FilePath) throws(FilesError) {
  let opened = try OwnedDescriptor.open(folder, .readOnly, options: .directory)
  // Some network file systems refuse to flush a folder with EINVAL; they have nothing to flush.
  guard fsync(opened.descriptor.rawValue) != 0, errno != EINVAL else { return }
  throw .failed(.flush, folder, Errno(rawValue: errno))
}
