import CMRCArchive
import SystemPackage

/// Where libarchive gets an archive's bytes from.
///
/// Gzip is inflated by us: libarchive 3.6 reads past the CRC at the end of gzip data without
/// comparing it, so a damaged
/// `tar.gz` would come through as other data.
@safe final class ArchiveSource {
  /// The archive's size on disk; `nil` for a pipe.
  let size: UInt64?
  /// What the first bytes announce; `nil` for a pipe, whose bytes cannot be read twice.
  let kind: ArchiveKind?
  /// Whether the bytes are inflated here.
  var isGzip: Bool { kind == .gzip }
  /// What went wrong in the last callback; libarchive cannot carry it.
  private(set) var error: ArchiveError?

  /// The archive in error texts.
  private let path: FilePath
  private let descriptor: FileDescriptor
  private var inflated: InflateStream<FileByteStream>?
  private var block: UnsafeMutableRawBufferPointer

  init(_ path: FilePath, name: FilePath) throws(ArchiveError) {
    self.path = name
    descriptor = try FileDescriptor.openForReading(path)
    unsafe block = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    size = descriptor.sizeOfRegularFile()
    kind = size == nil ? nil : Self.announcedKind(descriptor)
    guard isGzip else { return }
    inflated = try InflateStream(try FileByteStream(opening: path), format: .gzip)
    unsafe block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: StreamBlock.byteCount, alignment: 16)
  }

  deinit {
    unsafe block.deallocate()
    try? descriptor.close()
  }

  /// Hands the source to `archive`; the caller keeps both alive together.
  ///
  /// - Returns: libarchive's status.
  func open(_ archive: OpaquePointer) -> Int32 {
    // 64 KiB blocks: libarchive's own default of 10 KiB doubles the number of system calls for
    // nothing.
    guard isGzip else { return unsafe archive_read_open_fd(archive, descriptor.rawValue, 64 << 10) }
    return unsafe archive_read_open(
      archive, Unmanaged.passUnretained(self).toOpaque(), nil,
      { _, context, buffer in
        guard let context = unsafe context, let buffer = unsafe buffer else { return -1 }
        return unsafe Unmanaged<ArchiveSource>.fromOpaque(context).takeUnretainedValue()
          .nextBlock(buffer)
      }, nil)
  }

  /// Reads on after libarchive's last byte, so that the checksum at the end of gzip data is
  /// compared.
  ///
  /// - Returns: how many bytes there were; 0 at the end.
  func readRest() throws(ArchiveError) -> Int {
    guard isGzip else { return 0 }
    return try nextBlock()
  }

  private func nextBlock(_ buffer: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    unsafe buffer.pointee = unsafe UnsafeRawPointer(block.baseAddress)
    do throws(ArchiveError) {
      return try nextBlock()
    } catch {
      self.error = error
      return -1
    }
  }

  private func nextBlock() throws(ArchiveError) -> Int {
    var span = unsafe MutableRawSpan(_unsafeBytes: block)
    do throws(ArchiveError) { return try inflated?.read(into: &span) ?? 0 } catch {
      throw .inArchive(path, error)
    }
  }

  private static func announcedKind(_ descriptor: FileDescriptor) -> ArchiveKind? {
    var head = [UInt8](repeating: 0, count: ArchiveKind.prefixLength)
    let count = unsafe head.withUnsafeMutableBytes {
      unsafe (try? descriptor.read(fromAbsoluteOffset: 0, into: $0)) ?? 0
    }
    return ArchiveKind.detect(head.span.extracting(first: count))
  }
}
