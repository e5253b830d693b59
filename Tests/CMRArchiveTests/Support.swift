import CMRArchive
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// A small seeded generator (SplitMix64), so that a failing trial can be repeated by its seed.
struct Trials {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
  mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }
  /// Bytes with repetitions, so that they compress somewhat.
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { $0 % 7 < 3 ? UInt8(truncatingIfNeeded: next()) : UInt8($0 % 251) }
  }
}

/// Writes tar files member by member, also those that no tool would write.
struct TarWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(
    _ name: String, _ data: [UInt8] = [], type: Character = "0", link: String = "",
    claimedSize: Int? = nil
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    put(&header, 0, Array(name.utf8.prefix(100)))
    put(&header, 100, octal(0o644, 7))
    put(&header, 108, octal(0, 7))
    put(&header, 116, octal(0, 7))
    put(&header, 124, octal(claimedSize ?? data.count, 11))
    put(&header, 136, octal(0, 11))
    header[156] = type.asciiValue ?? 0x30
    put(&header, 157, Array(link.utf8.prefix(100)))
    put(&header, 257, Array("ustar".utf8) + [0] + Array("00".utf8))
    put(&header, 148, [UInt8](repeating: 0x20, count: 8))
    let sum = header.reduce(0) { $0 + Int($1) }
    put(&header, 148, octal(sum, 6) + [0, 0x20])
    bytes += header + data + [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
  }

  /// The file with its two closing blocks.
  var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

  private func put(_ header: inout [UInt8], _ at: Int, _ field: [UInt8]) {
    header.replaceSubrange(at..<at + field.count, with: field)
  }

  private func octal(_ value: Int, _ digits: Int) -> [UInt8] {
    let text = String(value, radix: 8)
    return Array((String(repeating: "0", count: digits - text.count) + text).utf8)
  }
}

extension TemporaryFolder {
  /// Writes `bytes` to `name` and returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> FilePath {
    let path = callAsFunction(name)
    try FileManager.default.createDirectory(
      atPath: path.removingLastComponent().string, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path.string))
    return path
  }
}

/// Every file of an archive with its bytes, and what was skipped.
func unpack(
  _ path: FilePath, limits: ArchiveLimits = ArchiveLimits()
) throws -> (files: [String: [UInt8]], skipped: [SkippedEntry]) {
  var archive = try ArchiveReader(opening: path, limits: limits)
  var files: [String: [UInt8]] = [:]
  while let entry = try archive.next() {
    guard entry.kind == .file else { continue }
    var data = archive.data()
    files[entry.name] = try data.remainingBytes(limit: 1 << 26)
  }
  return (files, archive.skipped)
}

/// The whole text of the error of `body`, with `folder` written as `DIR`.
func errorText(in folder: TemporaryFolder? = nil, _ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    let text = "\(error)"
    return folder.map { text.replacing($0.path.string, with: "DIR") } ?? text
  }
}

/// The code of the error of `body`; `nil` if there is none or it is no `ArchiveError`.
func errorCode(_ body: () throws -> Void) -> ArchiveError.Code? {
  do {
    try body()
    return nil
  } catch { return (error as? ArchiveError)?.code }
}
