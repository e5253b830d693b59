import CMRArchive
import SystemPackage

/// Archives and compressed data.
struct ArchiveReading {
  private let folder: FilePath

  init(_ folder: FilePath) { self.folder = folder }

  /// Reads every second member whole and passes over the others, as an import does.
  func read(_ bytes: [UInt8]) throws {
    let file = folder.appending("archive")
    try bytes.write(to: file)
    var limits = ArchiveLimits()
    // A fuzzer's time is for other things than what each byte of a bomb makes.
    limits.totalBytes = 16 << 20
    limits.bytesFreeOfRatio = 1 << 20
    do {
      var archive = try ArchiveReader(opening: file, limits: limits)
      var ordinal = 0
      while let entry = try archive.next() {
        try BrokenPromise.unlessPrintable(entry.name)
        guard !entry.components.contains("..") else { throw BrokenPromise(entry.name) }
        ordinal += 1
        guard ordinal % 2 == 1 else { continue }
        var data = archive.data()
        try data.drain()
      }
      for skipped in archive.skipped { try BrokenPromise.unlessPrintable(skipped.description) }
    } catch let error as ArchiveError {
      try BrokenPromise.unlessPrintable(error.description)
    }
  }

  func inflate(_ bytes: [UInt8]) throws {
    let format: InflateFormat = bytes.first.map { $0 % 2 == 1 } == true ? .gzip : .zlib
    do {
      var stream = try InflateStream(Dripping(Array(bytes.dropFirst())), format: format)
      var total = 0
      while case let block = try stream.bytes(upTo: 4096), !block.isEmpty {
        total += block.count
        if total > 16 << 20 { return }
      }
      guard stream.position == UInt64(total), stream.isFinished || bytes.count < 2 else {
        throw BrokenPromise("an end without the end of the data after \(total) bytes")
      }
    } catch let error as ArchiveError {
      try BrokenPromise.unlessPrintable(error.description)
    }
  }

  /// Bytes that come a few at a time, so that every boundary of reads is met.
  private struct Dripping: ByteStream, ~Copyable {
    private var base: MemoryByteStream
    var position: UInt64 { base.position }

    init(_ bytes: [UInt8]) { base = MemoryByteStream(bytes) }

    mutating func read(into buffer: inout MutableRawSpan) throws(ArchiveError) -> Int {
      var part = buffer._mutatingExtracting(first: Int(position % 7) + 1)
      return try base.read(into: &part)
    }
  }
}

extension [UInt8] {
  /// Writes the bytes to the file at `path`, in place of whatever it held.
  func write(to path: FilePath) throws {
    let descriptor = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    try descriptor.closeAfter { _ = try descriptor.writeAll(self) }
  }
}
