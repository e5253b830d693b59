package import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// Whether a regular file lies at `path`, or a link to one; false for folders, and for pipes, whose
/// opening would wait for a writer.
package func isRegularFile(_ path: FilePath) -> Bool {
  var status = stat()
  return unsafe stat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}
