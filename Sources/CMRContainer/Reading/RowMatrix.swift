import CMRFiles
import CMRHDF5
import SystemPackage

/// A matrix of Float32 in a sealed file, read by rows in any order.
///
/// Rows are read past HDF5, each with its checksum compared, so that what arrives is what was
/// written; nothing is kept between reads. May be used from several threads at once.
public struct RowMatrix: Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of elements of one row.
  public let columns: Int
  /// The SHA-256 of all elements as little-endian bytes in row-major order.
  public let contentSHA256: String
  let path: ElementPath
  let file: ContainerFile
  private let offset: Int64
  private let checksums: [UInt64]

  /// The bytes of one row.
  var rowBytes: Int { columns * MemoryLayout<Float>.stride }

  init(_ path: ElementPath, node: TreeDescription, checksums: [UInt64], file: ContainerFile)
    throws(ContainerError)
  {
    guard node.dtype == ElementTypeName.name(of: .float32) else {
      throw .wrongType(path, of: file.name, is: node.dtype ?? "group", wanted: "<f4")
    }
    guard let shape = node.shape, shape.count == 2 else {
      throw .wrongShape(path, of: file.name, is: node.shape ?? [], wanted: "that of a matrix")
    }
    guard checksums.count == shape[0] else {
      throw .damaged(path, of: file.name, "\(shape[0]) rows have \(checksums.count) checksums")
    }
    rows = shape[0]
    columns = shape[1]
    offset = try Self.offset(of: path, bytes: try Self.bytes(shape, path, file), in: file)
    contentSHA256 = node.contentSHA256 ?? ""
    self.path = path
    self.file = file
    self.checksums = checksums
  }

  private static func bytes(_ shape: [Int], _ path: ElementPath, _ file: ContainerFile)
    throws(ContainerError) -> Int64
  {
    let (elements, tooMany) = shape[0].multipliedReportingOverflow(by: shape[1])
    let (bytes, overflow) = elements.multipliedReportingOverflow(by: MemoryLayout<Float>.stride)
    guard !tooMany, !overflow else {
      throw .damaged(path, of: file.name, "a matrix of shape \(shape) is too large for any file")
    }
    return Int64(bytes)
  }

  /// Where the rows start; the file must reach to their end.
  private static func offset(of path: ElementPath, bytes: Int64, in file: ContainerFile)
    throws(ContainerError) -> Int64
  {
    if bytes == 0 { return 0 }
    let dataset = try file.dataset(path)
    let offset = try translating({ file.damage(path, $0) }) { () throws(HDF5Error) in
      try dataset.contiguousOffset()
    }
    guard let offset, let start = Int64(exactly: offset) else {
      throw .damaged(path, of: file.name, "its rows do not lie in one piece")
    }
    guard start <= file.size, bytes <= file.size - start else {
      throw .damaged(
        path, of: file.name,
        "its rows end at byte \(start.addingReportingOverflow(bytes).partialValue), the file at byte \(file.size)"
      )
    }
    return start
  }

  /// Reads the elements of consecutive rows, without looking at their checksums.
  func readUnchecked(_ range: Range<Int>, into elements: inout MutableSpan<Float>)
    throws(ContainerError)
  {
    let start = offset + Int64(range.lowerBound) * Int64(rowBytes)
    let descriptor = file.descriptor.descriptor
    var done = 0
    let wanted = range.count * rowBytes
    while done < wanted {
      let count: Int
      do {
        count = try unsafe elements.withUnsafeMutableBytes { bytes in
          try unsafe descriptor.read(
            fromAbsoluteOffset: start + Int64(done),
            into: UnsafeMutableRawBufferPointer(rebasing: bytes[done..<wanted]))
        }
      } catch {
        throw .damaged(path, of: file.name, "reading rows \(range) failed: \(error)")
      }
      guard count > 0 else {
        throw .damaged(path, of: file.name, "the file ends inside rows \(range)")
      }
      done += count
    }
  }

  /// The rows of `range` whose elements do not match their checksums.
  func mismatches(in range: Range<Int>, _ elements: borrowing MutableSpan<Float>) -> [Int] {
    let bytes = elements.span
    var wrong: [Int] = []
    for row in range {
      let start = (row - range.lowerBound) * columns
      let checksum = unsafe rowChecksum(bytes.extracting(start..<start + columns).bytes)
      if checksum != checksums[row] { wrong.append(row) }
    }
    return wrong
  }
}

extension Container {
  /// The row matrix at `path`; reads and checks its table of checksums, which stays in memory (8
  /// bytes a row).
  ///
  /// - Throws: ``ContainerError`` of code `missingElement`, `wrongElement`, `newerVersion` or
  ///   `damaged`.
  public func rowMatrix(_ path: String, encoding: Encoding = .rowMatrix) throws(ContainerError)
    -> RowMatrix
  {
    let path = try ElementPath(path)
    let node = try node(path, encodedAs: encoding)
    let checksums = try array(
      ElementName.rowChecksums(of: path).description, of: UInt64.self, encoding: .rowChecksums)
    return try RowMatrix(path, node: node, checksums: checksums, file: file)
  }
}
