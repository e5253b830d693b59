/// What the first bytes of a file say about its being a MAT file.
public enum MATFormat: Hashable, Sendable {
  /// Version 4 (up to 1996): not read.
  case version4
  /// Version 5 to 7.2, in this byte order: read here.
  case version5(MATByteOrder)
  /// Version 7.3: an HDF5 file with a MATLAB header in front.
  case version73
  /// An HDF5 file without a MATLAB header.
  case hdf5

  /// How many bytes ``detect(_:)`` wants to see.
  public static let prefixLength = 128

  /// The format that `prefix`, the first bytes of a file, announces; `nil` if it is no MAT file.
  public static func detect(_ prefix: Span<UInt8>) -> MATFormat? {
    let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]
    if prefix.count >= signature.count,
      signature.indices.allSatisfy({ prefix[$0] == signature[$0] })
    {
      return .hdf5
    }
    if prefix.count >= prefixLength, let order = byteOrder(prefix) {
      let bytes = (prefix[124], prefix[125])
      let version = order == .little ? (bytes.1, bytes.0) : bytes
      if version == (1, 0) { return .version5(order) }
      if version == (2, 0) { return .version73 }
    }
    return isVersion4(prefix) ? .version4 : nil
  }

  /// The mark is written as the two characters "MI" in one number, so its own order tells the order
  /// of all others.
  private static func byteOrder(_ prefix: Span<UInt8>) -> MATByteOrder? {
    switch (prefix[126], prefix[127]) {
    case (UInt8(ascii: "I"), UInt8(ascii: "M")): .little
    case (UInt8(ascii: "M"), UInt8(ascii: "I")): .big
    default: nil
    }
  }

  /// Five 32-bit numbers: type MOPT (machine, 0, precision, kind), rows, columns, imaginary flag,
  /// length of the name.
  private static func isVersion4(_ prefix: Span<UInt8>) -> Bool {
    guard prefix.count >= 20 else { return false }
    for bigEndian in [false, true] {
      let numbers = (0..<5).map { index in
        (0..<4).reduce(UInt32(0)) { number, byte in
          number << 8 | UInt32(prefix[index * 4 + (bigEndian ? byte : 3 - byte)])
        }
      }
      let digits = [1000, 100, 10, 1].map { numbers[0] / $0 % 10 }
      if numbers[0] < 5000, digits[0] == (bigEndian ? 1 : 0), digits[1] == 0, digits[2] <= 5,
        digits[3] <= 2, numbers[3] <= 1, (1...64).contains(numbers[4])
      {
        return true
      }
    }
    return false
  }
}
