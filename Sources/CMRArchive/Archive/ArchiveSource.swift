import CMRCArchive
import SystemPackage

/// Where libarchive gets an archive's bytes from.
///
/// Compressed files are decompressed here, where every byte counts against the limits. Gzip is
/// inflated by us: libarchive 3.6 reads past the CRC at the end of gzip data without comparing it,
/// so a damaged `tar.gz` would come through as other data.
@safe final class ArchiveSource {
  /// The archive's size on disk; `nil` for a pipe.
  let size: UInt64?
  /// What the first bytes announce; `nil` for a pipe, whose bytes cannot be read twice.
  let kind: ArchiveKind?
  /// Whether the bytes are decompressed here.
  let isDecompressed: Bool
  /// Whether this is a zip file that holds nothing but an empty list.
  let isEmptyZip: Bool
  /// What was decompressed so far.
  private(set) var meter: ArchiveMeter
  /// What went wrong in the last callback; libarchive cannot carry it.
  private(set) var error: ArchiveError?

  /// The archive in error texts.
  private let path: FilePath
  private let descriptor: FileDescriptor
  private var inflated: InflateStream<FileByteStream>?
  private var decompressor: Decompressor?
  private var block: UnsafeMutableRawBufferPointer

  init(_ path: FilePath, name: FilePath, limits: ArchiveLimits) throws(ArchiveError) {
    self.path = name
    descriptor = try FileDescriptor.openForReading(path)
    unsafe block = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    size = descriptor.sizeOfRegularFile()
    meter = ArchiveMeter(limits: limits, archiveBytes: size)
    let head = size == nil ? [] : Self.head(descriptor)
    kind = ArchiveKind.detect(head.span)
    isDecompressed = Self.isCompressed(head, kind)
    isEmptyZip = kind == .zip && head.count > 2 && head[2] == 0x05
    guard isDecompressed else { return }
    if kind == .gzip {
      inflated = try InflateStream(try FileByteStream(opening: path), format: .gzip)
    } else {
      decompressor = try Decompressor(descriptor, name: name)
    }
    unsafe block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: StreamBlock.byteCount, alignment: 16)
  }

  deinit {
    unsafe block.deallocate()
    try? descriptor.close()
  }

  /// Whether the last 512 bytes are zeros, with which a tar file ends; nil where nobody can tell.
  var endsInZeros: Bool? {
    guard let size, size >= 512 else { return nil }
    var last = [UInt8](repeating: 1, count: 512)
    let count = unsafe last.withUnsafeMutableBytes {
      unsafe (try? descriptor.read(fromAbsoluteOffset: Int64(size) - 512, into: $0)) ?? 0
    }
    return count == 512 ? last.allSatisfy { $0 == 0 } : nil
  }

  /// Hands the source to `archive`; the caller keeps both alive together.
  ///
  /// - Returns: libarchive's status.
  func open(_ archive: OpaquePointer) -> Int32 {
    // 64 KiB blocks: libarchive's own default of 10 KiB doubles the number of system calls for
    // nothing.
    guard isDecompressed else {
      return unsafe archive_read_open_fd(archive, descriptor.rawValue, 64 << 10)
    }
    return unsafe archive_read_open(
      archive, Unmanaged.passUnretained(self).toOpaque(), nil,
      { _, context, buffer in
        guard let context = unsafe context, let buffer = unsafe buffer else { return -1 }
        return unsafe Unmanaged<ArchiveSource>.fromOpaque(context).takeUnretainedValue()
          .nextBlock(buffer)
      }, nil)
  }

  /// Reads on after libarchive's last byte, so that the checksum at the end of compressed data is
  /// compared.
  ///
  /// - Returns: how many bytes there were; 0 at the end.
  func readRest() throws(ArchiveError) -> Int {
    guard isDecompressed else { return 0 }
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
    var count = 0
    do throws(ArchiveError) {
      if let decompressor {
        count = try decompressor.read(into: &span, at: meter.total)
      } else {
        count = try inflated?.read(into: &span) ?? 0
      }
    } catch {
      throw .inArchive(path, error)
    }
    try meter.countBytes(count, member: "", position: 0)
    return count
  }

  private static func head(_ descriptor: FileDescriptor) -> [UInt8] {
    var head = [UInt8](repeating: 0, count: ArchiveKind.prefixLength)
    let count = unsafe head.withUnsafeMutableBytes {
      unsafe (try? descriptor.read(fromAbsoluteOffset: 0, into: $0)) ?? 0
    }
    return Array(head[..<count])
  }

  /// Whether `head` begins compressed data, those included that are too rare to be an
  /// ``ArchiveKind``: lz4, lzip, compress and lzma without xz.
  private static func isCompressed(_ head: [UInt8], _ kind: ArchiveKind?) -> Bool {
    if let kind { return [.gzip, .bzip2, .xz, .zstd].contains(kind) }
    let magics: [[UInt8]] = [
      [0x04, 0x22, 0x4d, 0x18], Array("LZIP".utf8), [0x1f, 0x9d], [0x5d, 0x00, 0x00],
    ]
    return magics.contains { head.starts(with: $0) }
  }
}
