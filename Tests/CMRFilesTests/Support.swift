import CMRFiles
import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// The text of a file; nil where there is none.
func contents(_ path: FilePath) -> String? {
  guard let file = try? FileDescriptor.open(path, .readOnly) else { return nil }
  defer { try? file.close() }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while let count = unsafe try? block.withUnsafeMutableBytes({ unsafe try file.read(into: $0) }),
    count > 0
  {
    bytes += block[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Writes a whole file, the old one gone.
func write(_ text: String, to path: FilePath) throws {
  let file = try FileDescriptor.open(
    path, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite])
  defer { try? file.close() }
  _ = try file.writeAll(text.utf8)
}

/// Makes every write of this process that passes `bytes` in a file fail, as a full disk does.
func limitFileSize(to bytes: UInt64) {
  signal(SIGXFSZ, SIG_IGN)
  var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
  _ = unsafe setrlimit(__rlimit_resource_t(1), &limit)  // RLIMIT_FSIZE
}

/// Publishes `text` at `path`.
func publish(_ text: String, at path: FilePath) throws {
  let file = try PendingFile.create(for: path)
  try write(text, to: file.path)
  try file.publish()
}
