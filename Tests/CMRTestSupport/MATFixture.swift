/// Writes small MAT files of version 5, uncompressed and little-endian, for tests that need one as
/// an input.
///
/// The reader's own tests have a writer of every variant of the format; this one only makes sets to
/// import.
public struct MATFixture: Sendable {
  /// An array to be written, its elements row after row as one reads them.
  public indirect enum Array: Sendable {
    /// A matrix of class double.
    case double([[Double]])
    /// A matrix of class single.
    case single([[Float]])
    /// A matrix of class int64.
    case int64([[Int64]])
    /// A matrix of class uint8.
    case uint8([[UInt8]])
    /// A sparse logical matrix.
    case sparseLogical([[Bool]])
    /// Text.
    case text(String)
    /// A cell array of one row.
    case cell([Array])
    /// A structure with one element.
    case structure([(name: String, value: Array)])
  }

  /// The bytes of the file so far.
  public private(set) var bytes: [UInt8]

  /// A file without variables.
  public init() {
    bytes = Swift.Array("MATLAB 5.0 MAT-file, written by a test".utf8)
    bytes += [UInt8](repeating: 0x20, count: 116 - bytes.count)
    bytes += [UInt8](repeating: 0, count: 8)
    bytes += [0, 1] + Swift.Array("IM".utf8)
  }

  /// A file with these variables.
  public init(_ variables: [(name: String, value: Array)]) {
    self.init()
    for variable in variables { add(variable.name, variable.value) }
  }

  /// Appends a variable.
  public mutating func add(_ name: String, _ array: Array) { bytes += matrix(array, name: name) }

  private func little(_ value: some FixedWidthInteger) -> [UInt8] {
    (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  private func element(_ type: UInt32, _ data: [UInt8]) -> [UInt8] {
    little(type) + little(UInt32(data.count)) + data
      + [UInt8](repeating: 0, count: (8 - data.count % 8) % 8)
  }

  private func matrix(_ array: Array, name: String) -> [UInt8] {
    let (flags, dims, parts) = encode(array)
    let reserve: UInt32 =
      if case .sparseLogical(let rows) = array {
        UInt32(rows.joined().filter(\.self).count)
      } else {
        0
      }
    let body =
      element(6, little(flags) + little(reserve)) + element(5, dims.flatMap { little(Int32($0)) })
      + element(1, Swift.Array(name.utf8)) + parts
    return little(UInt32(14)) + little(UInt32(body.count)) + body
  }

  private func encode(_ array: Array) -> (flags: UInt32, dims: [Int], parts: [UInt8]) {
    switch array {
    case .double(let rows):
      return numbers(rows, class: 6, type: 9) { little($0.bitPattern) }
    case .single(let rows):
      return numbers(rows, class: 7, type: 7) { little($0.bitPattern) }
    case .int64(let rows): return numbers(rows, class: 14, type: 12, little)
    case .uint8(let rows): return numbers(rows, class: 9, type: 2, little)
    case .sparseLogical(let rows): return sparse(rows)
    case .text(let text):
      let units = Swift.Array(text.utf16)
      return (4, [1, units.count], element(4, units.flatMap { little($0) }))
    case .cell(let cells):
      return (1, [1, cells.count], cells.flatMap { matrix($0, name: "") })
    case .structure(let fields):
      let length = 32
      let names = fields.flatMap { field in
        Swift.Array(field.name.utf8) + [UInt8](repeating: 0, count: length - field.name.utf8.count)
      }
      // The length of a field's name is the one element that must be written in the small form.
      let lengths = little(UInt32(4 << 16 | 5)) + little(Int32(length))
      return (
        2, [1, 1], lengths + element(1, names) + fields.flatMap { matrix($0.value, name: "") }
      )
    }
  }

  private func numbers<Number>(
    _ rows: [[Number]], class code: UInt32, type: UInt32, _ bytes: (Number) -> [UInt8]
  ) -> (UInt32, [Int], [UInt8]) {
    let width = rows.first?.count ?? 0
    let data = (0..<width).flatMap { column in rows.flatMap { bytes($0[column]) } }
    return (code, [rows.count, width], element(type, data))
  }

  private func sparse(_ rows: [[Bool]]) -> (UInt32, [Int], [UInt8]) {
    let width = rows.first?.count ?? 0
    var indices: [Int32] = []
    var starts: [Int32] = [0]
    for column in 0..<width {
      indices += rows.indices.filter { rows[$0][column] }.map { Int32($0) }
      starts.append(Int32(indices.count))
    }
    let parts =
      element(5, indices.flatMap { little($0) }) + element(5, starts.flatMap { little($0) })
      + element(2, [UInt8](repeating: 1, count: indices.count))
    return (5 | 0x200, [rows.count, width], parts)
  }
}
