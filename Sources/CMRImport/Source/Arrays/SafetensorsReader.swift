internal import CMRArchive
internal import CMRJSON

/// Reads a safetensors file: the length of a JSON text in 8 bytes, the text, and the tensors, rows
/// together, one after another without gaps.
struct SafetensorsReader {
  let member: String

  /// The most bytes of the text: 4 MiB, ten times what models of a thousand tensors have.
  private static let headerLimit = 4 << 20

  /// Whether `head` can begin such a file: a plausible length, then an object.
  static func begins(_ head: [UInt8]) -> Bool {
    guard head.count > 9, head[8] == UInt8(ascii: "{"), let length = length(head) else {
      return false
    }
    return (2...100_000_000).contains(length)
  }

  private static func length(_ head: [UInt8]) -> Int? {
    guard head.count >= 8 else { return nil }
    return Int(exactly: head[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  private struct Tensor {
    let variable: Variable
    let encoding: ElementEncoding
    let begin: Int
    let end: Int
  }

  /// Reads the whole file.
  ///
  /// - Throws: ``ImportError`` with code `damagedMember`, or what `visitor` throws.
  func read(
    _ stream: inout some ByteStream & ~Copyable, _ visitor: inout some ArrayVisitor
  ) throws(ImportError) -> [Variable] {
    let tensors = try header(&stream)
    var position = 0
    for tensor in tensors {
      guard tensor.begin == position else {
        throw damaged(
          "'\(tensor.variable.name)' begins at byte \(tensor.begin) of the data, and the tensor"
            + " before it ends at \(position)")
      }
      position = tensor.end
      if tensor.encoding.byteCount == nil {
        let size = UInt64(tensor.end - tensor.begin)
        guard try reading({ () throws(ArchiveError) in try stream.skip(size) }) == size else {
          throw damaged("the file ends inside '\(tensor.variable.name)'")
        }
        continue
      }
      try ArrayBody(member: member, variable: tensor.variable, encoding: tensor.encoding)
        .read(&stream, &visitor)
    }
    guard try reading({ () throws(ArchiveError) in try stream.skip(1) }) == 0 else {
      throw damaged("bytes follow the last tensor")
    }
    return tensors.map(\.variable)
  }

  // MARK: Header

  private func header(
    _ stream: inout some ByteStream & ~Copyable
  ) throws(ImportError) -> [Tensor] {
    let start = try reading { () throws(ArchiveError) in try stream.bytes(upTo: 8) }
    guard let length = Self.length(start), length <= Self.headerLimit else {
      throw damaged("its header claims more than the \(Self.headerLimit) bytes that are allowed")
    }
    let bytes = try reading { () throws(ArchiveError) in try stream.bytes(upTo: length) }
    guard bytes.count == length else {
      throw damaged(
        "the file ends inside its header: \(length) bytes claimed, \(bytes.count) there")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw damaged("its header is not UTF-8")
    }
    let value: JSONValue
    do throws(JSONSyntaxError) { value = try JSONValue(parsing: text) } catch {
      throw damaged("its header is no JSON: \(terminalSafe(error.description))")
    }
    guard case .object(let members) = value else { throw damaged("its header is no object") }
    var tensors: [Tensor] = []
    for (name, value) in members where name != "__metadata__" {
      guard let tensor = Self.tensor(name, value) else {
        throw damaged(
          "'\(terminalSafe(name))' lacks a type, extents or offsets that fit each other")
      }
      tensors.append(tensor)
    }
    return tensors.sorted {
      ($0.begin, $0.end, $0.variable.name) < ($1.begin, $1.end, $1.variable.name)
    }
  }

  private static func tensor(_ name: String, _ value: JSONValue) -> Tensor? {
    guard case .string(let type)? = value["dtype"], let shape = numbers(value["shape"]),
      let offsets = numbers(value["data_offsets"]), offsets.count == 2, offsets[0] <= offsets[1],
      shape.count <= 32
    else { return nil }
    let element = Self.element(type)
    let variable = Variable(name: name, element: element, shape: shape)
    let encoding = ElementEncoding(element: element)
    if let width = encoding.byteCount {
      let (bytes, overflow) = variable.count.multipliedReportingOverflow(by: width)
      guard variable.count < .max, !overflow, bytes == offsets[1] - offsets[0] else { return nil }
    }
    return Tensor(variable: variable, encoding: encoding, begin: offsets[0], end: offsets[1])
  }

  /// An array of whole numbers that are not negative.
  private static func numbers(_ value: JSONValue?) -> [Int]? {
    guard case .array(let values)? = value else { return nil }
    let numbers = values.compactMap { value -> Int? in
      if case .integer(let number) = value { Int(exactly: number) } else { nil }
    }
    return numbers.count == values.count && numbers.allSatisfy { $0 >= 0 } ? numbers : nil
  }

  private static func element(_ type: String) -> ElementClass {
    switch type {
    case "BOOL": .logical
    case "I8": .int8
    case "I16": .int16
    case "I32": .int32
    case "I64": .int64
    case "U8": .uint8
    case "U16": .uint16
    case "U32": .uint32
    case "U64": .uint64
    case "F16": .float16
    case "BF16": .bfloat16
    case "F32": .float32
    case "F64": .float64
    default: .other("safetensors type '\(terminalSafe(String(type.prefix(20))))'")
    }
  }

  private func damaged(_ reason: String) -> ImportError { .damagedMember(member, reason) }

  private func reading<Result>(
    _ body: () throws(ArchiveError) -> Result
  ) throws(ImportError) -> Result {
    do throws(ArchiveError) { return try body() } catch { throw .cannotRead(error, in: member) }
  }
}
