import CMRCArchive
import SystemPackage

/// The one owner of a libarchive reader and the only place that calls it.
@safe final class ArchiveHandle {
  /// What libarchive says about a member, before anybody judges it.
  struct Header {
    var name: String?
    var size: UInt64?
    var type: UInt32
    var isHardLink: Bool
    var isEncrypted: Bool
  }

  /// The archive in error texts.
  let path: FilePath
  let source: ArchiveSource
  private let archive: OpaquePointer

  init(_ path: FilePath, name: FilePath, limits: ArchiveLimits) throws(ArchiveError) {
    self.path = name
    source = try ArchiveSource(path, name: name, limits: limits)
    guard let archive = unsafe archive_read_new() else {
      throw ArchiveError(.unreadable, "libarchive cannot start: out of memory")
    }
    unsafe self.archive = archive
    enableFormats()
    let status = unsafe call { unsafe source.open($0) }
    guard status >= ARCHIVE_WARN else { throw failure(member: nil, at: 0) }
  }

  deinit { unsafe archive_read_free(archive) }

  /// The next member's header, or `nil` after the last.
  func nextHeader() throws(ArchiveError) -> Header? {
    var entry: OpaquePointer?
    let status = unsafe call { unsafe archive_read_next_header($0, &entry) }
    if status == ARCHIVE_EOF { return nil }
    guard status >= ARCHIVE_WARN, let entry = unsafe entry else {
      if status < ARCHIVE_WARN && hasEncryptedMembers { throw .encrypted(path, member: nil) }
      throw failure(member: nil, at: 0)
    }
    return unsafe call { _ in unsafe Self.header(entry) }
  }

  /// Reads data of the current member; 0 at its end.
  func readData(
    into buffer: inout MutableRawSpan, member: String, at offset: UInt64
  ) throws(ArchiveError) -> Int {
    var count = Int(ARCHIVE_RETRY)
    while count == Int(ARCHIVE_RETRY) {
      count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe call { unsafe archive_read_data($0, bytes.baseAddress, bytes.count) }
      }
    }
    guard count >= 0 else { throw failure(member: member, at: offset) }
    return count
  }

  /// Passes over the current member's data.
  func skipData() throws(ArchiveError) {
    let status = unsafe call { unsafe archive_read_data_skip($0) }
    guard status >= ARCHIVE_WARN else { throw failure(member: nil, at: 0) }
  }

  /// libarchive's number for the format, and how many layers of compression lie around it.
  var format: (code: Int32, family: Int32, name: String, compressions: Int) {
    unsafe call { archive in
      let code = unsafe archive_format(archive)
      let name = unsafe archive_format_name(archive).map { unsafe String(cString: $0) } ?? "unknown"
      // The last filter is the file itself.
      let filters = unsafe Int(archive_filter_count(archive)) - 1
      return (
        code, code & ARCHIVE_FORMAT_BASE_MASK, name, filters + (source.isDecompressed ? 1 : 0)
      )
    }
  }

  private var hasEncryptedMembers: Bool {
    unsafe call { unsafe archive_read_has_encrypted_entries($0) } == 1
  }

  private func failure(member: String?, at offset: UInt64) -> ArchiveError {
    if let error = source.error { return error }
    let reason = unsafe call { unsafe archive_error_string($0).map { unsafe String(cString: $0) } }
    return .archiveFailed(path, member: member, at: offset, reason: reason ?? "no reason given")
  }

  /// Everything that reads nothing but the file itself.
  ///
  /// Left out: mtree, which can point at other files of this machine, and the filters that start
  /// other programs (lrzip, lzop, grzip) or that nobody packs data with (uu, rpm).
  private func enableFormats() {
    let enablers = unsafe [
      archive_read_support_format_tar,
      // By its list of members where the file can seek; the other reader takes a zip file whose end
      // is missing for a whole one.
      source.size == nil
        ? archive_read_support_format_zip : archive_read_support_format_zip_seekable,
      archive_read_support_format_7zip, archive_read_support_format_cpio,
      archive_read_support_format_ar, archive_read_support_format_cab,
      archive_read_support_format_lha, archive_read_support_format_rar,
      archive_read_support_format_rar5, archive_read_support_format_iso9660,
      archive_read_support_format_xar, archive_read_support_format_warc,
      archive_read_support_format_raw, archive_read_support_format_empty,
    ]
    // A pipe's first bytes cannot be looked at to know whether it has to be decompressed.
    let filters = unsafe [
      archive_read_support_filter_gzip, archive_read_support_filter_bzip2,
      archive_read_support_filter_xz, archive_read_support_filter_lzma,
      archive_read_support_filter_zstd, archive_read_support_filter_lz4,
      archive_read_support_filter_lzip, archive_read_support_filter_compress,
    ]
    // A kind that this libarchive was built without answers with a warning and stays unknown.
    unsafe call { archive in
      unsafe enablers.forEach { unsafe _ = $0(archive) }
      if source.size == nil { unsafe filters.forEach { unsafe _ = $0(archive) } }
      // Read on after the mark of the end, so that the checksums of compressed data behind it are
      // compared.
      unsafe archive_read_set_option(archive, "tar", "read_concatenated_archives", "1")
    }
  }

  private static func header(_ entry: OpaquePointer) -> Header {
    let name = unsafe archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
    return unsafe Header(
      name: name.map { unsafe String(cString: $0) },
      size: archive_entry_size_is_set(entry) != 0
        ? UInt64(exactly: archive_entry_size(entry)) : nil,
      type: archive_entry_filetype(entry),
      isHardLink: archive_entry_hardlink(entry) != nil,
      isEncrypted: archive_entry_is_encrypted(entry) != 0)
  }

  // Written once, before the first use, and never again: a locale object may be used by any number
  // of threads.
  private nonisolated(unsafe) static let utf8: locale_t? = unsafe cmr_new_utf8_locale()

  /// Runs `body` in a locale of UTF-8, by which libarchive converts names, and restores the
  /// thread's own.
  private func call<Result>(_ body: (OpaquePointer) -> Result) -> Result {
    guard let utf8 = unsafe Self.utf8 else { return unsafe body(archive) }
    let previous = unsafe uselocale(utf8)
    defer { _ = unsafe uselocale(previous) }
    return unsafe body(archive)
  }
}
