internal import CMRArchive

/// What to do with an array whose header was just read.
enum ArrayRequest {
  /// Pass over it.
  case skip
  /// Hold it whole.
  case keep
  /// Hand its numbers out block by block, in the order of the file.
  case floats
}

/// What a reader of any format asks, and hands numbers to.
protocol ArrayVisitor {
  /// Says what to do with an array of numbers, which is only claimed so far.
  mutating func request(for variable: Variable) throws(ImportError) -> ArrayRequest

  /// Takes an array that was to be kept.
  mutating func receive(_ array: NumberArray, for variable: Variable)

  /// Takes the next numbers of an array, never more than it claims.
  mutating func receive(_ block: Span<Float>, for variable: Variable) throws(ImportError)
}

extension ArrayVisitor {
  mutating func receive(_ array: NumberArray, for variable: Variable) {}
  mutating func receive(_ block: Span<Float>, for variable: Variable) throws(ImportError) {}
}

/// The formats of plain arrays that are read front to back; MAT files and HDF5 stand apart.
package enum ArrayFormat: Hashable, Sendable {
  /// One array of numpy.
  case npy
  /// A zip file of them.
  case npz
  /// Tensors behind a header in JSON.
  case safetensors
  /// Numbers in text.
  case table

  /// The format of the file called `name` that begins with `head`; nil if it is none.
  ///
  /// The contents decide, but for npz, which only the name tells from any other zip file, and
  /// tables, which only it tells from any other text.
  static func detect(_ head: [UInt8], name: String) -> ArrayFormat? {
    if head.starts(with: NPYHeader.magic) { return .npy }
    if head.starts(with: Array("PK".utf8)), name.lowercased().hasSuffix(".npz") { return .npz }
    if SafetensorsReader.begins(head) { return .safetensors }
    if TableReader.begins(head, name: name) { return .table }
    return nil
  }
}

/// Reads the arrays of a file that is not `npz`, and says which member it was if that fails.
///
/// - Parameter known: what a pass before found; nil on the first.
/// - Returns: every array of the file, those included that hold no numbers.
func readArrays(
  _ format: ArrayFormat, _ member: String, _ stream: inout some ByteStream & ~Copyable,
  known: [Variable]? = nil, _ visitor: inout some ArrayVisitor
) throws(ImportError) -> [Variable] {
  switch format {
  case .npy: [try NPYReader(member: member, name: member.stem).read(&stream, &visitor)]
  case .npz: []
  case .safetensors: try SafetensorsReader(member: member).read(&stream, &visitor)
  case .table:
    [
      try TableReader(member: member, name: member.stem, known: known?.first?.shape)
        .read(&stream, &visitor)
    ]
  }
}

extension String {
  /// The last part of a path in an input, without its last extension.
  var stem: String {
    let last = split(separator: "/").last.map { String($0) } ?? self
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return last }
    return String(last[..<dot])
  }
}
