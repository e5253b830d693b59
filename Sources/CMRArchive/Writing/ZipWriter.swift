import CMRCArchive
public import SystemPackage

/// Writes a zip file whose members are stored as they are, with 64-bit sizes where they need them.
///
/// Nothing of the time or the user goes in: equal members give equal bytes. Feature matrices hardly
/// get smaller by compression, so there is none.
@safe public struct ZipWriter: ~Copyable {
  private let archive: OpaquePointer
  private let target: FilePath

  private init(_ archive: OpaquePointer, _ target: FilePath) {
    unsafe self.archive = archive
    self.target = target
  }

  /// Begins a zip file in `descriptor`, which stays the caller's.
  ///
  /// - Parameter target: what errors call the file.
  /// - Throws: ``ArchiveError`` with code `unwritable`.
  public static func create(
    in descriptor: FileDescriptor, target: FilePath
  ) throws(ArchiveError) -> ZipWriter {
    guard let archive = unsafe archive_write_new() else {
      throw ArchiveError(.unwritable, "libarchive cannot start: out of memory")
    }
    let writer = unsafe ZipWriter(archive, target)
    unsafe try writer.check(archive_write_set_format_zip(archive))
    unsafe try writer.check(archive_write_zip_set_compression_store(archive))
    // A last block that is not filled up with zeros.
    unsafe try writer.check(archive_write_set_bytes_in_last_block(archive, 1))
    unsafe try writer.check(archive_write_open_fd(archive, descriptor.rawValue))
    return writer
  }

  deinit { unsafe archive_write_free(archive) }

  /// Begins the member `name` of `size` bytes; the one before ends.
  public mutating func begin(_ name: String, size: Int) throws(ArchiveError) {
    guard let entry = unsafe archive_entry_new() else {
      throw ArchiveError(.unwritable, "libarchive cannot make a member: out of memory")
    }
    defer { unsafe archive_entry_free(entry) }
    unsafe archive_entry_set_pathname(entry, name)
    unsafe archive_entry_set_size(entry, Int64(size))
    unsafe archive_entry_set_filetype(entry, cmr_type_file())
    unsafe archive_entry_set_perm(entry, 0o644)
    unsafe try check(archive_write_header(archive, entry))
  }

  /// Adds bytes to the member.
  public mutating func write(_ bytes: RawSpan) throws(ArchiveError) {
    var start = 0
    while start < bytes.byteCount {
      let rest = bytes.extracting(start..<bytes.byteCount)
      let count = unsafe rest.withUnsafeBytes { bytes in
        unsafe archive_write_data(archive, bytes.baseAddress, bytes.count)
      }
      guard count > 0 else { throw failure }
      start += count
    }
  }

  /// Writes the list of members.
  public consuming func finish() throws(ArchiveError) {
    unsafe try check(archive_write_close(archive))
  }

  private borrowing func check(_ status: Int32) throws(ArchiveError) {
    guard status >= ARCHIVE_WARN else { throw failure }
  }

  private var failure: ArchiveError {
    let errno = Errno(rawValue: unsafe archive_errno(archive))
    let reason = unsafe archive_error_string(archive).map { unsafe String(cString: $0) }
    return .cannotWrite(target, errno, reason: reason ?? "no reason given")
  }
}
