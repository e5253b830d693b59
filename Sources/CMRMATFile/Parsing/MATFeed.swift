import CMRArchive

/// The caller's stream, seen through closures so that the parser is one piece of code for every
/// kind of stream.
///
/// Lives only inside ``MATFile/withFeed(over:_:)``, while the stream is borrowed.
final class MATFeed {
  /// What the feed asks of the stream. One closure for both, since only one may borrow the stream.
  enum Operation {
    case read
    case skip(UInt64)
  }
  typealias Access = (Operation, inout MutableRawSpan) throws(ArchiveError) -> UInt64

  private let access: Access
  /// How many bytes of the file have been used.
  private(set) var offset: UInt64 = 0
  /// How many bytes of the compressed element being read are left.
  var windowLeft: UInt64 = 0

  init(_ access: @escaping Access) { self.access = access }

  func read(into buffer: inout MutableRawSpan) throws(ArchiveError) -> Int {
    let count = try access(.read, &buffer)
    offset += count
    return Int(count)
  }

  func skip(_ count: UInt64) throws(ArchiveError) -> UInt64 {
    var nothing = MutableRawSpan()
    let passed = try access(.skip(count), &nothing)
    offset += passed
    return passed
  }
}

/// The bytes of one compressed element: a window on the feed that ends where the element does.
struct MATWindow: ByteStream, ~Copyable {
  let feed: MATFeed
  var position: UInt64 { feed.offset }

  mutating func read(into buffer: inout MutableRawSpan) throws(ArchiveError) -> Int {
    var part = buffer._mutatingExtracting(
      first: Int(min(feed.windowLeft, UInt64(buffer.byteCount))))
    guard part.byteCount > 0 else { return 0 }
    let count = try feed.read(into: &part)
    feed.windowLeft -= UInt64(count)
    return count
  }
}

extension MATFile {
  /// Borrows `stream` for the time of `body` as a feed, which must not outlive it.
  static func withFeed<Stream: ByteStream & ~Copyable, Result>(
    over stream: inout Stream, _ body: (MATFeed) throws -> Result
  ) throws -> Result {
    try lend(
      { (operation, buffer: inout MutableRawSpan) throws(ArchiveError) -> UInt64 in
        switch operation {
        case .read: UInt64(try stream.read(into: &buffer))
        case .skip(let count): try stream.skip(count)
        }
      }, to: body)
  }

  // A function of its own: written in one, the compiler (6.3.1) cannot verify the captured stream.
  private static func lend<Result>(
    _ access: MATFeed.Access, to body: (MATFeed) throws -> Result
  ) throws -> Result {
    try withoutActuallyEscaping(access) { access in try body(MATFeed(access)) }
  }
}
