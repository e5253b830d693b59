public import CMRHDF5

extension Container {
  /// All elements of the array at `path` in row-major order, checked against their digest.
  ///
  /// - Parameters:
  ///   - path: The array.
  ///   - type: The element type, which must be that of the file: digests cover bytes, so nothing is
  ///     converted.
  ///   - encoding: What the array must be encoded as.
  /// - Throws: ``ContainerError`` of code `missingElement`, `wrongElement`, `newerVersion` or
  ///   `damaged`.
  public func array<Element: HDF5Scalar>(
    _ path: String, of type: Element.Type = Element.self, encoding: Encoding = .array
  ) throws(ContainerError) -> [Element] {
    let path = try ElementPath(path)
    let node = try checkedNode(path, of: Element.scalarType, encoding: encoding)
    let dataset = try file.dataset(path)
    let values = try translating({ file.damage(path, $0) }) { () throws(HDF5Error) in
      try dataset.read(Element.self)
    }
    var digest = RunningDigest()
    unsafe digest.update(values.elementSpan.bytes)
    try checkContent(digest, of: node, at: path)
    return values
  }

  /// The elements of some rows, slices along the first axis, of an array that may be too large to
  /// read whole.
  ///
  /// A part has no digest of its own: it is checked by the Fletcher-32 checksums of its chunks
  /// alone.
  ///
  /// - Throws: ``ContainerError`` of code `missingElement`, `wrongElement`, `newerVersion`,
  ///   `damaged`, or `invalidInput` for rows that do not exist.
  public func array<Element: HDF5Scalar>(
    _ path: String, rows: Range<Int>, of type: Element.Type = Element.self,
    encoding: Encoding = .array
  ) throws(ContainerError) -> [Element] {
    let path = try ElementPath(path)
    let node = try checkedNode(path, of: Element.scalarType, encoding: encoding)
    let count = node.shape?.first ?? 0
    guard rows.lowerBound >= 0, rows.upperBound <= count else {
      throw .rowOutOfRange(
        rows.lowerBound < 0 ? rows.lowerBound : rows.upperBound - 1, of: path, in: file.name,
        rows: count)
    }
    let dataset = try file.dataset(path)
    return try translating({ file.damage(path, $0) }) { () throws(HDF5Error) in
      try dataset.read(rows: rows)
    }
  }

  private func checkedNode(_ path: ElementPath, of scalar: ScalarType, encoding: Encoding)
    throws(ContainerError) -> TreeDescription
  {
    let node = try node(path, encodedAs: encoding)
    let wanted = ElementTypeName.name(of: scalar)
    guard node.dtype == wanted else {
      throw .wrongType(path, of: file.name, is: node.dtype ?? "group", wanted: wanted)
    }
    return node
  }

  /// The texts of the array at `path`, checked against their digest.
  ///
  /// - Throws: ``ContainerError`` of code `missingElement`, `wrongElement`, `newerVersion` or
  ///   `damaged`.
  public func strings(_ path: String, encoding: Encoding = .strings) throws(ContainerError)
    -> [String]
  {
    try checkedStrings(ElementPath(path), encoding: encoding)
  }

  /// The JSON text at `path`, checked against its digest.
  ///
  /// - Throws: ``ContainerError`` of code `missingElement`, `wrongElement`, `newerVersion` or
  ///   `damaged`.
  public func documentText(_ path: String, encoding: Encoding = .json) throws(ContainerError)
    -> String
  {
    let path = try ElementPath(path)
    let texts = try checkedStrings(path, encoding: encoding)
    guard let text = texts.first, texts.count == 1 else {
      throw .wrongShape(path, of: file.name, is: [texts.count], wanted: "that of one text")
    }
    return text
  }

  private func checkedStrings(_ path: ElementPath, encoding: Encoding) throws(ContainerError)
    -> [String]
  {
    let node = try node(path, encodedAs: encoding)
    guard let dtype = node.dtype, let size = ElementTypeName.stringBytes(named: dtype) else {
      throw .wrongType(path, of: file.name, is: node.dtype ?? "group", wanted: "|S")
    }
    let dataset = try file.dataset(path)
    let texts = try translating({ file.damage(path, $0) }) { () throws(HDF5Error) in
      try dataset.strings()
    }
    var digest = RunningDigest()
    digest.update(paddedTexts: texts, size: size)
    try checkContent(digest, of: node, at: path)
    return texts
  }

  private func checkContent(_ digest: RunningDigest, of node: TreeDescription, at path: ElementPath)
    throws(ContainerError)
  {
    let stored = node.contentSHA256 ?? ""
    let computed = digest.hexadecimal
    guard stored == computed else {
      throw .damaged(
        path, of: file.name, DamageReason.content(stored: stored, computed: computed))
    }
  }
}

extension RunningDigest {
  /// Adds texts as they lie in a file: each `size` bytes, filled up with NUL.
  mutating func update(paddedTexts texts: some Sequence<String>, size: Int) {
    var block: [UInt8] = []
    for text in texts {
      block.append(contentsOf: text.utf8)
      block.append(contentsOf: repeatElement(0, count: max(0, size - text.utf8.count)))
      if block.count >= Self.blockBytes {
        unsafe update(block.span.bytes)
        block.removeAll(keepingCapacity: true)
      }
    }
    unsafe update(block.span.bytes)
  }

  /// Enough for the digest to run at full speed.
  private static var blockBytes: Int { 1 << 16 }
}
