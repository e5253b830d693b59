/// The header of an npy file of version 1.0 (NumPy Enhancement Proposal 1).
enum NPYHeader {
  /// The elements begin at a multiple of this, so that they can be mapped.
  private static let alignment = 64

  /// The magic string, the version, the length and the text, which ends in a line feed.
  static func bytes(dtype: String, shape: [Int]) -> [UInt8] {
    let extents = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var text = Array(
      "{'descr': '\(dtype)', 'fortran_order': False, 'shape': (\(extents)), }".utf8)
    let start: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    let used = start.count + 2 + text.count + 1
    let padding = (alignment - used % alignment) % alignment
    text += [UInt8](repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
    return start + [UInt8(text.count & 0xff), UInt8(text.count >> 8)] + text
  }
}
