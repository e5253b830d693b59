import CMRArchive
import CMRFiles
import CMRHDF5
import CMRJSON
import SystemPackage

extension ExportContent {
  /// Fills the temporary of `pending`.
  ///
  /// - Parameter check: called between blocks; throws to stop.
  func write(
    _ format: ExportFormat, to pending: borrowing PendingFile,
    check: (_ array: String) throws -> Void
  ) throws {
    switch format {
    case .mrlHDF5: try writeHDF5(pending.path, check)
    case .npz: try writeNPZ(pending.path, target: pending.target, check)
    case .safetensors: try writeSafetensors(pending, check)
    }
  }

  private func writeNPZ(
    _ path: FilePath, target: FilePath, _ check: (String) throws -> Void
  ) throws {
    let descriptor = try attempting(.write, target) { try FileDescriptor.open(path, .writeOnly) }
    defer { try? descriptor.close() }
    var zip = try ZipWriter.create(in: descriptor, target: target)
    for array in arrays {
      let header = NPYHeader.bytes(dtype: array.dtype, shape: array.shape)
      try zip.begin("\(array.name).npy", size: header.count + array.byteCount)
      try unsafe zip.write(header.span.bytes)
      try array.forEachBlock { block in
        try check(array.name)
        try zip.write(block)
      }
    }
    try zip.finish()
  }

  private func writeSafetensors(
    _ pending: borrowing PendingFile, _ check: (String) throws -> Void
  ) throws {
    // The widest elements first, so that each array begins at a multiple of its elements' size.
    let sorted = arrays.enumerated().sorted {
      ($1.element.elementSize, $0.offset) < ($0.element.elementSize, $1.offset)
    }.map(\.element)
    let header = SafetensorsHeader(sorted, metadata: metadata).bytes
    try unsafe pending.write(header.span.bytes)
    for array in sorted {
      try array.forEachBlock { block in
        try check(array.name)
        try pending.write(block)
      }
    }
  }

  private func writeHDF5(_ path: FilePath, _ check: (String) throws -> Void) throws {
    let file = try File.create(path, existing: .replace)
    try fill(file.root(), check)
    try file.close()
  }

  private func fill(_ root: borrowing Group, _ check: (String) throws -> Void) throws {
    for (key, value) in metadata { try root.setAttribute(key, .string(value)) }
    for array in arrays {
      switch array.contents {
      case .features(let matrix, let rows):
        let dataset = try root.createDataset(array.name, of: Float.self, shape: array.shape)
        try ExportArray.forEachBlock(of: matrix, rows) { block, range in
          try check(array.name)
          try dataset.write(block, rows: range)
        }
      case .integers(let values): try root.write(values, as: array.name)
      case .bits(let values, _): try root.write(values, as: array.name, shape: array.shape)
      case .texts(let texts, _): try root.write(texts, as: array.name)
      case .text(let text): try root.write([text], as: array.name, shape: [])
      }
    }
  }
}

/// The header of a safetensors file: the length of a JSON text, and the text.
private struct SafetensorsHeader {
  let bytes: [UInt8]

  init(_ arrays: [ExportArray], metadata: [(key: String, value: String)]) {
    var members: [String: JSONValue] = [
      "__metadata__": .object(
        Dictionary(uniqueKeysWithValues: metadata.map { ($0.key, JSONValue.string($0.value)) }))
    ]
    var position = 0
    for array in arrays {
      let end = position + array.byteCount
      members[array.name] = .object([
        "dtype": .string(Self.types[array.dtype] ?? ""),
        "shape": .array(array.shape.map { .integer(Int128($0)) }),
        "data_offsets": .array([.integer(Int128(position)), .integer(Int128(end))]),
      ])
      position = end
    }
    var text = Array(JSONValue.object(members).text().utf8)
    // The tensors begin at a multiple of 8; the format lets blanks fill up the text.
    text += [UInt8](repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
    bytes = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> ($0 * 8)) } + text
  }

  private static let types = ["<f4": "F32", "<i8": "I64", "|u1": "U8"]
}
