public import CMRHDF5
import SystemPackage

/// Writes an array row by row, so that it never has to fit in memory.
///
/// Comes from ``ContainerWriter/beginRowMatrix(at:rows:columns:encoding:attributes:)`` or
/// ``ContainerWriter/beginArray(of:at:shape:encoding:attributes:)`` and goes to
/// ``ContainerWriter/finish(_:)``.
public struct RowWriter<Element: HDF5Scalar>: ~Copyable {
  /// The number of rows appended so far.
  public private(set) var appended = 0
  /// The number of rows that the array is to have.
  public var rows: Int { node.shape?.first ?? 0 }
  /// The number of elements of one row.
  public let rowLength: Int
  let path: ElementPath
  let file: String
  var node: TreeDescription
  private(set) var digest = RunningDigest()
  /// The checksums of the rows so far; nil for arrays that have none.
  package private(set) var checksums: [UInt64]?
  let dataset: Dataset

  init(
    _ dataset: consuming Dataset, at path: ElementPath, of file: String, node: TreeDescription,
    hasRowChecksums: Bool
  ) {
    rowLength = dataset.rowLength
    self.dataset = dataset
    self.path = path
    self.file = file
    self.node = node
    checksums = hasRowChecksums ? [] : nil
  }

  /// Appends whole rows, row-major; any number at a time, some MiB at best.
  ///
  /// - Throws: ``ContainerError`` of code `invalidInput` for a part of a row or more rows than the
  ///   array has; `diskFull`.
  public mutating func append(_ elements: Span<Element>) throws(ContainerError) {
    guard rowLength > 0 ? elements.count % rowLength == 0 : elements.isEmpty else {
      throw .wrongRowCount(elements.count, columns: rowLength, at: path)
    }
    let count = rowLength > 0 ? elements.count / rowLength : 0
    guard count <= rows - appended else {
      throw .tooManyRows(appended + count, of: rows, at: path)
    }
    if checksums != nil {
      for row in 0..<count {
        let part = elements.extracting(row * rowLength..<(row + 1) * rowLength)
        unsafe checksums?.append(rowChecksum(part.bytes))
      }
    }
    unsafe digest.update(elements.bytes)
    do {
      try dataset.write(elements, rows: appended..<appended + count)
    } catch {
      throw ContainerError(error, writing: FilePath(file))
    }
    appended += count
  }

  /// The same for an array.
  public mutating func append(_ elements: [Element]) throws(ContainerError) {
    try append(elements.elementSpan)
  }
}

extension ContainerWriter {
  /// Begins a [rows, columns] matrix of Float32 whose rows can be read in any order, each checked
  /// by itself.
  ///
  /// Its table of checksums becomes the sibling `NAME-row-checksums`.
  public mutating func beginRowMatrix(
    at path: String, rows: Int, columns: Int, encoding: Encoding = .rowMatrix,
    attributes: [String: ElementAttribute] = [:]
  ) throws(ContainerError) -> RowWriter<Float> {
    let path = try ElementPath(path)
    try makeRoom(for: ElementName.rowChecksums(of: path))
    return try begin(
      path, shape: [rows, columns], storage: .contiguous, encoding, attributes,
      hasRowChecksums: true)
  }

  /// Begins an array of at least one axis that is written row by row, a row being a slice along the
  /// first axis.
  public mutating func beginArray<Element: HDF5Scalar>(
    of type: Element.Type, at path: String, shape: [Int], encoding: Encoding = .array,
    attributes: [String: ElementAttribute] = [:]
  ) throws(ContainerError) -> RowWriter<Element> {
    try begin(
      try ElementPath(path), shape: shape,
      storage: Self.storage(shape, elementSize: MemoryLayout<Element>.stride), encoding,
      attributes, hasRowChecksums: false)
  }

  private mutating func begin<Element: HDF5Scalar>(
    _ path: ElementPath, shape: [Int], storage: Storage, _ encoding: Encoding,
    _ attributes: [String: ElementAttribute], hasRowChecksums: Bool
  ) throws(ContainerError) -> RowWriter<Element> {
    guard !shape.isEmpty, Self.count(shape + [MemoryLayout<Element>.stride]) != nil else {
      throw .badShape(shape, at: path)
    }
    try Self.check(attributes, at: path)
    try makeRoom(for: path)
    let node = TreeDescription(
      dataset: encoding, attributes: attributes,
      dtype: ElementTypeName.name(of: Element.scalarType), shape: shape, contentSHA256: "")
    let dataset = try writing { () throws(HDF5Error) in
      try hdf5.root().createDataset(
        path.relative, of: Element.self, shape: shape, storage: storage)
    }
    // Holds the name until the digest is known.
    tree.insert(node, at: path.components[...])
    unfinished.insert(path)
    return RowWriter(
      dataset, at: path, of: target.string, node: node, hasRowChecksums: hasRowChecksums)
  }

  /// Ends an array that was written row by row.
  ///
  /// - Throws: ``ContainerError`` of code `invalidInput` where rows are missing.
  public mutating func finish<Element: HDF5Scalar>(_ rows: consuming RowWriter<Element>)
    throws(ContainerError)
  {
    guard rows.appended == rows.rows else {
      throw .unfinishedRows(rows.appended, of: rows.rows, at: rows.path)
    }
    let path = rows.path
    let checksums = rows.checksums
    var node = rows.node
    node.contentSHA256 = rows.digest.hexadecimal
    let sealed = node.sealed()
    let dataset = rows.dataset
    do {
      try dataset.seal(sealed)
      try dataset.close()
    } catch {
      throw ContainerError(error, writing: target)
    }
    tree.insert(node, at: path.components[...])
    unfinished.remove(path)
    if let checksums {
      try addArray(
        checksums, at: ElementName.rowChecksums(of: path).description, encoding: .rowChecksums)
    }
  }
}
