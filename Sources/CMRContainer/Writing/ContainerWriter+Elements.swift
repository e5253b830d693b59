public import CMRHDF5
import FoundationEssentials
import SystemPackage

extension ContainerWriter {
  /// Adds an empty group; groups on the way that are missing are made with the encoding `group`.
  public mutating func addGroup(
    _ path: String, encoding: Encoding = .group, attributes: [String: ElementAttribute] = [:]
  ) throws(ContainerError) {
    let path = try ElementPath(path)
    try Self.check(attributes, at: path)
    try makeRoom(for: path)
    try createGroup(path, TreeDescription(group: encoding, attributes: attributes))
  }

  /// Adds an array of numbers in row-major order; the shape defaults to one axis.
  ///
  /// - Throws: ``ContainerError`` of code `exists`, `invalidInput` or `diskFull`.
  public mutating func addArray<Element: HDF5Scalar>(
    _ elements: [Element], at path: String, shape: [Int]? = nil, encoding: Encoding = .array,
    attributes: [String: ElementAttribute] = [:]
  ) throws(ContainerError) {
    try addArray(
      elements.elementSpan, at: path, shape: shape ?? [elements.count], encoding: encoding,
      attributes: attributes)
  }

  /// Adds an array of numbers in row-major order; an empty shape makes a scalar.
  public mutating func addArray<Element: HDF5Scalar>(
    _ elements: Span<Element>, at path: String, shape: [Int], encoding: Encoding = .array,
    attributes: [String: ElementAttribute] = [:]
  ) throws(ContainerError) {
    let path = try ElementPath(path)
    guard Self.count(shape) == elements.count else {
      throw .wrongCount(elements.count, shape: shape, at: path)
    }
    var digest = RunningDigest()
    unsafe digest.update(elements.bytes)
    let node = TreeDescription(
      dataset: encoding, attributes: attributes,
      dtype: ElementTypeName.name(of: Element.scalarType), shape: shape,
      contentSHA256: digest.hexadecimal)
    try Self.check(attributes, at: path)
    try makeRoom(for: path)
    try writing { () throws(HDF5Error) in
      let dataset = try hdf5.root().createDataset(
        path.relative, of: Element.self, shape: shape,
        storage: Self.storage(shape, elementSize: MemoryLayout<Element>.stride))
      try dataset.write(elements)
      try dataset.seal(node.sealed())
      try dataset.close()
    }
    tree.insert(node, at: path.components[...])
  }

  /// Adds texts, kept at the length of the longest.
  ///
  /// - Throws: ``ContainerError``; code `invalidInput` where a text holds a NUL.
  public mutating func addStrings(
    _ texts: [String], at path: String, encoding: Encoding = .strings,
    attributes: [String: ElementAttribute] = [:]
  ) throws(ContainerError) {
    try addTexts(
      texts, at: ElementPath(path), shape: [texts.count], encoding: encoding,
      attributes: attributes)
  }

  /// Adds one JSON text as a scalar.
  public mutating func addDocument(
    text: String, at path: String, encoding: Encoding = .json,
    attributes: [String: ElementAttribute] = [:]
  ) throws(ContainerError) {
    try addTexts(
      [text], at: ElementPath(path), shape: [], encoding: encoding, attributes: attributes)
  }

  /// Adds the JSON text of `value`, keys sorted, so that equal values give equal bytes.
  public mutating func addDocument(
    _ value: some Encodable, at path: String, encoding: Encoding = .json,
    attributes: [String: ElementAttribute] = [:]
  ) throws(ContainerError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text: String
    do {
      text = String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw .unencodable(try ElementPath(path), "\(error)")
    }
    try addDocument(text: text, at: path, encoding: encoding, attributes: attributes)
  }

  private mutating func addTexts(
    _ texts: [String], at path: ElementPath, shape: [Int], encoding: Encoding,
    attributes: [String: ElementAttribute]
  ) throws(ContainerError) {
    if let index = texts.firstIndex(where: { $0.utf8.contains(0) }) {
      throw .textWithNUL(path, index: index)
    }
    let size = max(1, texts.lazy.map(\.utf8.count).max() ?? 1)
    guard shape.isEmpty || size <= ChunkShape.maximumBytes else {
      throw .textTooLong(path, bytes: size, limit: ChunkShape.maximumBytes)
    }
    var digest = RunningDigest()
    digest.update(paddedTexts: texts, size: size)
    let node = TreeDescription(
      dataset: encoding, attributes: attributes, dtype: ElementTypeName.string(bytes: size),
      shape: shape, contentSHA256: digest.hexadecimal)
    try Self.check(attributes, at: path)
    try makeRoom(for: path)
    try writing { () throws(HDF5Error) in
      let dataset = try hdf5.root().createStringDataset(
        path.relative, byteCount: size, shape: shape,
        storage: Self.storage(shape, elementSize: size))
      try dataset.write(texts)
      try dataset.seal(node.sealed())
      try dataset.close()
    }
    tree.insert(node, at: path.components[...])
  }

  /// Checks that `path` is free and makes the groups above it.
  mutating func makeRoom(for path: ElementPath) throws(ContainerError) {
    guard path != .root else { throw .exists(path, in: target.string) }
    for depth in 1..<max(1, path.components.count) {
      let parent = ElementPath(unchecked: path.components.prefix(depth))
      switch tree[parent.relative]?.kind {
      case .group: continue
      case .dataset: throw .parentIsDataset(parent, of: path, in: target.string)
      case nil: try createGroup(parent, TreeDescription(group: .group))
      }
    }
    guard tree[path.relative] == nil else { throw .exists(path, in: target.string) }
  }

  private mutating func createGroup(_ path: ElementPath, _ node: TreeDescription)
    throws(ContainerError)
  {
    try writing { () throws(HDF5Error) in _ = try hdf5.root().createGroup(path.relative) }
    tree.insert(node, at: path.components[...])
  }

  static func storage(_ shape: [Int], elementSize: Int) -> Storage {
    ChunkShape.shape(for: shape, elementSize: elementSize).map { .chunked(shape: $0) }
      ?? .contiguous
  }

  /// The number of elements, nil where it cannot be counted.
  static func count(_ shape: [Int]) -> Int? {
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      if overflow || extent < 0 { return nil }
      count = product
    }
    return count
  }
}
