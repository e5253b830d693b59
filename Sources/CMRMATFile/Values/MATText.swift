/// A char array in memory, in column-major order.
public struct MATText: Hashable, Sendable {
  /// The extents.
  public let dims: [Int]
  /// The code of each element: a UTF-16 code unit as MATLAB counts, or a whole scalar where the
  /// writer counted those.
  public let codes: [UInt32]

  /// The rows from top to bottom, for more than two extents page after page. Codes that are no text
  /// become U+FFFD.
  public var rows: [String] {
    let height = dims.first ?? 0
    let width = dims.dropFirst().reduce(1, *)
    return (0..<height).map { row in
      Self.string((0..<width).lazy.map { codes[$0 * height + row] })
    }
  }

  /// The text of an array with one row, "" for an empty array, `nil` for several rows.
  public var string: String? {
    if codes.isEmpty { return "" }
    return dims.first == 1 ? rows.first : nil
  }

  private static func string(_ codes: some Sequence<UInt32>) -> String {
    var units: [UInt16] = []
    for code in codes {
      if let unit = UInt16(exactly: code) {
        units.append(unit)
      } else {
        units.append(contentsOf: Unicode.Scalar(code).map { Array($0.utf16) } ?? [0xfffd])
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}
