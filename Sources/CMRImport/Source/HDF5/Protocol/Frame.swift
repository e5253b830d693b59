internal import CMRJSON
import FoundationEssentials

/// What passes between the import and the confined process: a header of eight bytes, and as many bytes as that says.
struct FrameHeader {
  enum Kind: UInt32 {
    /// A question or an answer, as JSON.
    case message
    /// Numbers, as they lie in memory.
    case numbers
  }

  /// The most bytes of a message. 16 MiB: ten thousand arrays with names of a thousand bytes.
  static let messageLimit = 16 << 20

  /// The most bytes of a block. 256 MiB: what the confined process may hold of one array.
  static let numbersLimit = 256 << 20

  let kind: Kind
  let byteCount: Int

  init(_ kind: Kind, byteCount: Int) {
    self.kind = kind
    self.byteCount = byteCount
  }

  /// How many bytes a header has.
  static let size = 8

  /// The kind and the count, each in four bytes, the lowest first.
  var bytes: [UInt8] {
    [kind.rawValue, UInt32(byteCount)].flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    }
  }

  /// Nil for what no honest end sends.
  init?(bytes: [UInt8]) {
    let word = { (start: Int) in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << ($1 * 8) }
    }
    guard let kind = Kind(rawValue: word(0)) else { return nil }
    self.init(kind, byteCount: Int(word(4)))
    guard byteCount <= (kind == .message ? Self.messageLimit : Self.numbersLimit) else {
      return nil
    }
  }
}

/// A message that is longer than ``FrameHeader/messageLimit``, or is none.
struct FrameError: Error {}

extension FrameHeader {
  /// A message with its header.
  static func message(_ value: some Encodable) throws(FrameError) -> [UInt8] {
    guard let json = try? JSONEncoder().encode(value), json.count <= messageLimit else {
      throw FrameError()
    }
    return FrameHeader(.message, byteCount: json.count).bytes + json
  }

  /// The message in `bytes`.
  static func decode<Message: Decodable>(
    _ bytes: [UInt8], as type: Message.Type
  ) throws(FrameError) -> Message {
    guard let text = String(validating: bytes, as: UTF8.self),
      let message = try? JSONValue(parsing: text).decoded(as: type)
    else { throw FrameError() }
    return message
  }
}
