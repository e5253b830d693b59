import Glibc

/// A string as C reads it, at one address for as long as its owner lives.
@safe
final class CText: @unchecked Sendable {  // never changed
  private let characters: UnsafeMutablePointer<CChar>

  init(_ text: String) {
    let bytes = text.utf8CString
    unsafe characters = .allocate(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() { unsafe characters[index] = byte }
  }

  deinit { unsafe characters.deallocate() }

  var pointer: UnsafePointer<CChar> { unsafe UnsafePointer(characters) }
}
