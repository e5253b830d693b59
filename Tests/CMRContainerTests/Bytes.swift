import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// All bytes of a file.
func bytes(of path: FilePath) throws -> [UInt8] {
  let file = try FileDescriptor.open(path, .readOnly)
  defer { try? file.close() }
  let size = Int(try file.seek(offset: 0, from: .end))
  var bytes = [UInt8](repeating: 0, count: size)
  var done = 0
  while done < size {
    let count = try unsafe bytes.withUnsafeMutableBytes {
      try unsafe file.read(
        fromAbsoluteOffset: Int64(done), into: UnsafeMutableRawBufferPointer(rebasing: $0[done...]))
    }
    if count == 0 { break }
    done += count
  }
  return bytes
}

/// Writes a whole file, the old one gone.
func write(_ bytes: some Sequence<UInt8>, to path: FilePath) throws {
  let file = try FileDescriptor.open(
    path, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite])
  defer { try? file.close() }
  _ = try file.writeAll(bytes)
}

/// Makes every write of this process that passes `bytes` in a file fail, as a full disk does.
func limitFileSize(to bytes: UInt64) {
  signal(SIGXFSZ, SIG_IGN)
  var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
  _ = unsafe setrlimit(__rlimit_resource_t(1), &limit)  // RLIMIT_FSIZE
}

/// The text of what `body` throws; "" where it does not.
func failure(_ body: () throws -> Void) -> String {
  do {
    try body()
    return ""
  } catch {
    return "\(error)"
  }
}
