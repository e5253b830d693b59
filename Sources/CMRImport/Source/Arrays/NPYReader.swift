internal import CMRArchive

/// Reads an npy file of version 1, 2 or 3.
struct NPYReader {
  let member: String
  /// What the array is called, which the file itself does not say.
  let name: String

  /// Reads the whole file.
  ///
  /// - Throws: ``ImportError`` with code `damagedMember`, or what `visitor` throws.
  func read(
    _ stream: inout some ByteStream & ~Copyable, _ visitor: inout some ArrayVisitor
  ) throws(ImportError) -> Variable {
    let header = try header(&stream)
    let variable = Variable(
      name: name, element: header.encoding.element, shape: header.shape,
      isColumnMajor: header.isFortran)
    let body = ArrayBody(member: member, variable: variable, encoding: header.encoding)
    // How long anything else is, only Python knows.
    guard variable.element.isNumeric else { return variable }
    try body.read(&stream, &visitor)
    let more: UInt64
    do { more = try stream.skip(1) } catch { throw .cannotRead(error, in: member) }
    guard more == 0 else {
      throw .damagedMember(
        member, "bytes follow the \(try body.byteCount()) that '\(name)' claims")
    }
    return variable
  }

  private func header(
    _ stream: inout some ByteStream & ~Copyable
  ) throws(ImportError) -> NPYHeader {
    let start = try bytes(8, of: "its first line", &stream)
    guard start.starts(with: NPYHeader.magic), (1...3).contains(start[6]) else {
      throw .damagedMember(member, "it is npy of version \(start[6]), and 1 to 3 are read")
    }
    let lengthBytes = try bytes(start[6] == 1 ? 2 : 4, of: "its header's length", &stream)
    let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= NPYHeader.byteLimit else {
      throw .damagedMember(
        member, "its header claims \(length) bytes, and \(NPYHeader.byteLimit) are allowed")
    }
    let text = try bytes(length, of: "its header", &stream)
    do throws(NPYHeader.Flaw) { return try NPYHeader(parsing: text) } catch {
      throw .damagedMember(member, error.reason)
    }
  }

  private func bytes(
    _ count: Int, of what: String, _ stream: inout some ByteStream & ~Copyable
  ) throws(ImportError) -> [UInt8] {
    let bytes: [UInt8]
    do { bytes = try stream.bytes(upTo: count) } catch { throw .cannotRead(error, in: member) }
    guard bytes.count == count else {
      throw .damagedMember(
        member, "the file ends inside \(what): \(count) bytes claimed, \(bytes.count) there")
    }
    return bytes
  }
}
