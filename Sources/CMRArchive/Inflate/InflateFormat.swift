/// The wrapping of deflated data.
public enum InflateFormat: Hashable, Sendable {
  /// RFC 1950: two bytes of header, an Adler-32 at the end. MAT files use it.
  case zlib
  /// RFC 1952: one or more members, each with a CRC-32 and a length at its end.
  case gzip

  /// The name used in messages.
  var name: String {
    switch self {
    case .zlib: "zlib"
    case .gzip: "gzip"
    }
  }

  /// zlib's encoding of the wrapping: 15 is the largest window, 16 more asks for gzip.
  var windowBits: Int32 {
    switch self {
    case .zlib: 15
    case .gzip: 15 + 16
    }
  }
}
