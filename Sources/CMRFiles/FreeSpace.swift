public import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// How many bytes this user can still write on the file system that holds `path` (which must
/// exist).
public func freeSpace(at path: FilePath) throws(FilesError) -> Int64 {
  var status = statvfs()
  guard unsafe statvfs(path.string, &status) == 0 else {
    throw .failed(.measure, path, Errno(rawValue: errno))
  }
  let (bytes, overflow) = Int64(clamping: status.f_bavail)
    .multipliedReportingOverflow(by: Int64(clamping: status.f_frsize))
  return overflow ? .max : bytes
}
