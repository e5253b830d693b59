import CMRCArchive
import SystemPackage

/// What a compressed file decompresses to, by libarchive's filters alone.
///
/// The reader of the archive itself gets bytes that are decompressed already, because libarchive
/// gives nobody a chance to stop it while it decompresses: behind the end of a tar file it would
/// read zeros for hours that a few bytes of bzip2 stand for.
@safe final class Decompressor {
  private let path: FilePath
  private let archive: OpaquePointer
  private var hasEnded = false

  /// Reads from `descriptor`, which the caller keeps open.
  init(_ descriptor: FileDescriptor, name: FilePath) throws(ArchiveError) {
    path = name
    guard let archive = unsafe archive_read_new() else {
      throw ArchiveError(.unreadable, "libarchive cannot start: out of memory")
    }
    unsafe self.archive = archive
    let enablers = unsafe [
      archive_read_support_filter_bzip2, archive_read_support_filter_xz,
      archive_read_support_filter_lzma, archive_read_support_filter_zstd,
      archive_read_support_filter_lz4, archive_read_support_filter_lzip,
      archive_read_support_filter_compress, archive_read_support_filter_gzip,
      archive_read_support_format_raw, archive_read_support_format_empty,
    ]
    unsafe enablers.forEach { unsafe _ = $0(archive) }
    var entry: OpaquePointer?
    let opened = unsafe archive_read_open_fd(archive, descriptor.rawValue, 64 << 10)
    guard opened >= ARCHIVE_WARN else { throw failure(at: 0) }
    let status = unsafe archive_read_next_header(archive, &entry)
    hasEnded = status == ARCHIVE_EOF
    guard hasEnded || status >= ARCHIVE_WARN else { throw failure(at: 0) }
  }

  deinit { unsafe archive_read_free(archive) }

  /// The next bytes; 0 at the end.
  func read(into buffer: inout MutableRawSpan, at offset: UInt64) throws(ArchiveError) -> Int {
    if hasEnded { return 0 }
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe archive_read_data(archive, bytes.baseAddress, bytes.count)
    }
    guard count >= 0 else { throw failure(at: offset) }
    return count
  }

  private func failure(at offset: UInt64) -> ArchiveError {
    let reason = unsafe archive_error_string(archive).map { unsafe String(cString: $0) }
    return .decompressionFailed(path, at: offset, reason: reason ?? "no reason given")
  }
}
