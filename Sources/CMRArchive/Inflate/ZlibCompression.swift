import CMRCZlib

/// Compression in one piece, for tests that build files.
package enum ZlibCompression {
  /// `bytes` as zlib data (RFC 1950), or `nil` if zlib refuses.
  ///
  /// - Parameter level: 0 (stored) to 9.
  package static func compress(_ bytes: [UInt8], level: Int = 6) -> [UInt8]? {
    var length = compressBound(UInt(bytes.count))
    var result = [UInt8](repeating: 0, count: Int(length))
    let status = unsafe result.withUnsafeMutableBufferPointer { target in
      unsafe bytes.withUnsafeBufferPointer { source in
        unsafe compress2(
          target.baseAddress, &length, source.baseAddress, UInt(source.count), Int32(level))
      }
    }
    guard status == Z_OK else { return nil }
    result.removeLast(result.count - Int(length))
    return result
  }
}
