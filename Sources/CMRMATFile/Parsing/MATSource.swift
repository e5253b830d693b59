import CMRArchive

/// The bytes being parsed: those of the file or, inside a compressed element, those that it
/// inflates to.
///
/// Knows where it is in both, so that an error can say so.
final class MATSource {
  private let feed: MATFeed
  private var inflated: InflateStream<MATWindow>?

  init(_ feed: MATFeed) { self.feed = feed }

  /// The position in the file.
  var fileOffset: UInt64 { feed.offset }

  /// The position in the bytes being parsed; sizes of elements are compared with it.
  var offset: UInt64 { isInflating ? inflatedOffset : feed.offset }

  /// Whether the bytes are those of a compressed element.
  private(set) var isInflating = false
  private var inflatedOffset: UInt64 = 0

  /// The position for messages.
  var place: String {
    let file = "byte \(feed.offset)"
    return isInflating ? "\(file), inflated byte \(inflatedOffset)" : file
  }

  /// Reads until `values` is full or the bytes end; returns the number of bytes.
  func fill<Number: PlainNumber>(_ values: inout MutableSpan<Number>) throws(ArchiveError) -> Int {
    guard isInflating else {
      var stream = FeedStream(feed: feed)
      return try stream.fill(&values)
    }
    let count = try inflated?.fill(&values) ?? 0
    inflatedOffset += UInt64(count)
    return count
  }

  /// Passes over `count` bytes; returns how many there were.
  func skip(_ count: UInt64) throws(ArchiveError) -> UInt64 {
    guard isInflating else { return try feed.skip(count) }
    let passed = try inflated?.skip(count) ?? 0
    inflatedOffset += passed
    return passed
  }

  /// Goes into a compressed element of `byteCount` bytes, which start here.
  func beginInflating(_ byteCount: UInt64) throws(ArchiveError) {
    feed.windowLeft = byteCount
    inflated = try InflateStream(MATWindow(feed: feed))
    inflatedOffset = 0
    isInflating = true
  }

  /// Leaves the compressed element for the byte after it.
  ///
  /// - Parameter checked: whether everything was inflated, so that the checksum must be right.
  ///   Otherwise the rest is passed over unseen.
  /// - Returns: how many bytes of the element were missing at the end of the file.
  func endInflating(checked: Bool) throws(ArchiveError) -> UInt64 {
    // The checksum is compared when the end is read, and the end is read only by asking for more.
    if checked { try inflated?.drain() }
    inflated = nil
    isInflating = false
    let missing = feed.windowLeft - (try feed.skip(feed.windowLeft))
    feed.windowLeft = 0
    return missing
  }

  /// The file itself as a stream.
  private struct FeedStream: ByteStream, ~Copyable {
    let feed: MATFeed
    var position: UInt64 { feed.offset }
    mutating func read(into buffer: inout MutableRawSpan) throws(ArchiveError) -> Int {
      try feed.read(into: &buffer)
    }
  }
}
