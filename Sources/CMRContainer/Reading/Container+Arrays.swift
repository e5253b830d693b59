public import CMRHDF5

extension Container {
  /// All elements of the array at `path` in row-major order, checked against their digest.
  ///
  /// - Parameters:
  ///   - path: The array.
  ///   - type: The element type, which must be that of the file: digests cover bytes, so nothing is converted.
  ///   - encoding: What the array must be encoded as.
  /// - Throws: ``ContainerError`` of code `missingElement`, `wrongElement`, `newerVersion` or `damaged`.
  public func array<Element: HDF5Scalar>(
    _ path: String, of type: Element.Type = Element.self, encoding: Encoding = .array
  ) throws(ContainerError) -> [Element] {
    let path = try ElementPath(path)
    let node = try node(path, encodedAs: encoding)
    let wanted = ElementTypeName.name(of: Element.scalarType)
    guard node.dtype == wanted else {
      throw .wrongType(path, of: file.name, is: node.dtype ?? "group", wanted: wanted)
    }
    let dataset = try file.dataset(path)
    let values = try translating({ file.damage(path, $0) }) { () throws(HDF5Error) in
      try dataset.read(Element.self)
    }
    var digest = RunningDigest()
    unsafe digest.update(values.span.bytes)
    try checkContent(digest, of: node, at: path)
    return values
  }

  /// The texts of the array at `path`, checked against their digest.
  ///
  /// - Throws: ``ContainerError`` of code `missingElement`, `wrongElement`, `newerVersion` or `damaged`.
  public func strings(_ path: String, encoding: Encoding = .strings) throws(ContainerError)
    -> [String]
  {
    try checkedStrings(ElementPath(path), encoding: encoding)
  }

  /// The JSON text at `path`, checked against its digest.
  ///
  /// - Throws: ``ContainerError`` of code `missingElement`, `wrongElement`, `newerVersion` or `damaged`.
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
