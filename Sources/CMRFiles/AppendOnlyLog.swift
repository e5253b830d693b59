public import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// A text file that only grows by whole lines, such as JSONL.
///
/// Every append is one write of one line with its line break. A process killed in the middle of a
/// write can leave a torn last line; opening cuts it off. Keep ``position`` in a checkpoint and
/// hand it to ``truncate(to:)`` to resume exactly. One writer at a time: take a ``FolderLock``
/// first.
public struct AppendOnlyLog: ~Copyable, Sendable {
  /// When a line is waited for to be on the disk.
  public enum Durability: Hashable, Sendable {
    /// The system decides: lines survive a killed process, not a power cut.
    case eventual
    /// After every line.
    case everyLine
  }

  /// The file.
  public let path: FilePath
  /// The size in bytes: where the next line starts.
  public private(set) var position: Int64
  /// How many bytes of a torn last line opening cut off; 0 after a clean end.
  public let repairedBytes: Int64
  private let file: OwnedDescriptor
  private let durability: Durability

  /// Opens or creates `path` and cuts a torn last line.
  public init(_ path: FilePath, durability: Durability = .eventual) throws(FilesError) {
    let file = try OwnedDescriptor.open(path, .readWrite, options: .create, as: .create)
    let size = try file.size(path)
    let end = try Self.endOfLastLine(in: file.descriptor, path, size: size)
    if end < size { try attempting(.truncate, path) { try file.descriptor.resize(to: end) } }
    self.path = path
    self.durability = durability
    self.file = file
    position = end
    repairedBytes = size - end
  }

  /// Writes `line` and a line break.
  ///
  /// - Throws: ``FilesError``; the file is then as it was before.
  public mutating func append(_ line: String) throws(FilesError) {
    guard !line.utf8.contains(UInt8(ascii: "\n")) else { throw .lineBreak(path) }
    let bytes = Array(line.utf8) + [UInt8(ascii: "\n")]
    let descriptor = file.descriptor
    let start = position
    do {
      try attempting(.write, path) { _ = try descriptor.writeAll(toAbsoluteOffset: start, bytes) }
      if durability == .everyLine { try file.flush(path) }
    } catch {
      try? descriptor.resize(to: start)
      throw error
    }
    position += Int64(bytes.count)
  }

  /// Drops everything from byte `position` on, which must be the end of a line.
  public mutating func truncate(to position: Int64) throws(FilesError) {
    let descriptor = file.descriptor
    guard (0...self.position).contains(position) else {
      throw .badPosition(path, position, size: self.position)
    }
    guard
      try Self.endOfLastLine(in: descriptor, path, size: position) == position
    else { throw .insideALine(path, position) }
    try attempting(.truncate, path) { try descriptor.resize(to: position) }
    self.position = position
  }

  /// Waits until all lines are on the disk.
  public func flush() throws(FilesError) { try file.flush(path) }

  /// The position after the last line break before `size`, found by reading backwards.
  private static func endOfLastLine(in file: FileDescriptor, _ path: FilePath, size: Int64)
    throws(FilesError) -> Int64
  {
    var end = size
    var block = [UInt8](repeating: 0, count: 4096)
    while end > 0 {
      let start = max(0, end - Int64(block.count))
      let wanted = Int(end - start)
      let count = try attempting(.read, path) {
        unsafe try block.withUnsafeMutableBytes {
          unsafe try file.read(
            fromAbsoluteOffset: start, into: UnsafeMutableRawBufferPointer(rebasing: $0[..<wanted]))
        }
      }
      if let last = block[..<count].lastIndex(of: UInt8(ascii: "\n")) {
        return start + Int64(last) + 1
      }
      end = start
    }
    return 0
  }
}

extension FilesError {
  static func lineBreak(_ path: FilePath) -> FilesError {
    FilesError(
      code: .invalidInput, message: "cannot append to '\(path)': the line holds a line break")
  }

  static func badPosition(_ path: FilePath, _ position: Int64, size: Int64) -> FilesError {
    FilesError(
      code: .invalidInput,
      message: "cannot truncate '\(path)' to byte \(position): it holds \(size) bytes")
  }

  static func insideALine(_ path: FilePath, _ position: Int64) -> FilesError {
    FilesError(
      code: .invalidInput,
      message: "cannot truncate '\(path)' to byte \(position): no line ends there")
  }
}
