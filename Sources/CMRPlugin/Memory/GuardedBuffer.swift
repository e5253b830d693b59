import Glibc

/// Memory that a plug-in may write to, between two strips that it may not: a write beyond either end
/// shows in them.
///
/// The values begin at a multiple of 64 bytes and are 0 at first.
@safe
final class GuardedBuffer: @unchecked Sendable {  // written to by one owner only; see StateArray
  /// The bytes of the values.
  let byteCount: Int
  private let block: UnsafeMutableRawPointer
  /// Of the block that are not the values; the second begins at the very end of them.
  private let strips: [Range<Int>]

  private static let strip = 64
  private static let mark = UInt64(0xC3A5_5A3C_9669_F00F)

  /// Zeros; stops the program where there is not as much memory, as any array does.
  init(byteCount: Int) {
    self.byteCount = byteCount
    let padded = (byteCount + Self.strip - 1) / Self.strip * Self.strip
    let size = padded + 2 * Self.strip
    strips = [0..<Self.strip, Self.strip + byteCount..<size]
    unsafe block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: Self.strip)
    unsafe memset(block, 0, size)
    for offset in strips.joined() {
      unsafe block.storeBytes(of: Self.byte(offset), toByteOffset: offset, as: UInt8.self)
    }
  }

  /// The elements of an array.
  convenience init<Element: BitwiseCopyable>(_ elements: [Element]) {
    self.init(byteCount: elements.count * MemoryLayout<Element>.stride)
    store(elements)
  }

  deinit { unsafe block.deallocate() }

  /// Where the values begin.
  var start: UnsafeMutableRawPointer { unsafe block + Self.strip }

  /// Whether nothing was written beyond the ends.
  var isIntact: Bool {
    strips.joined().allSatisfy { offset in
      unsafe block.load(fromByteOffset: offset, as: UInt8.self) == Self.byte(offset)
    }
  }

  /// Puts 0 in place of every value.
  func clear() { unsafe memset(start, 0, byteCount) }

  /// Another buffer of the same values.
  func copy() -> GuardedBuffer {
    let other = GuardedBuffer(byteCount: byteCount)
    unsafe memcpy(other.start, start, byteCount)
    return other
  }

  /// Puts `elements`, which fill it, in place of the values.
  func store<Element: BitwiseCopyable>(_ elements: [Element]) {
    precondition(
      elements.count * MemoryLayout<Element>.stride == byteCount,
      "\(elements.count) elements do not fill \(byteCount) bytes")
    unsafe elements.withUnsafeBytes { source in
      guard let address = source.baseAddress, byteCount > 0 else { return }
      unsafe memcpy(start, address, byteCount)
    }
  }

  /// The values as elements of a type.
  func elements<Element: BitwiseCopyable>(_ type: Element.Type) -> [Element] {
    let count = byteCount / MemoryLayout<Element>.stride
    return unsafe [Element](unsafeUninitializedCapacity: count) { target, initialised in
      if let address = target.baseAddress, byteCount > 0 {
        unsafe memcpy(address, start, byteCount)
      }
      initialised = count
    }
  }

  private static func byte(_ offset: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: mark >> UInt64(offset % 8 * 8))
  }
}
