import CMRHDF5

/// Reads the tree of a sealed file and checks every listing; contents are not touched.
///
/// Nothing that is wrong stops it: what cannot be read is left out of the tree and stands in
/// ``damages``.
struct TreeReader {
  private(set) var damages: [Damage] = []
  private var objects = 0
  private var fileBytes: Int64 = 0

  /// Far above any store or checkpoint: hard links can make a small file look like a tree without
  /// end.
  private static let maximumObjects = 1_000_000
  /// Deeper than any store or checkpoint; each level costs stack.
  private static let maximumDepth = 32

  /// The tree from `root` down, nil where the root itself cannot be described.
  mutating func read(_ file: ContainerFile) -> TreeDescription? {
    fileBytes = file.size
    let root: Group
    do {
      root = try file.hdf5.root()
    } catch {
      record(.root, error.message)
      return nil
    }
    return read(root, at: .root)
  }

  private mutating func read(_ group: borrowing Group, at path: ElementPath) -> TreeDescription? {
    do throws(Unreadable) {
      var attributes = try AttributeTable(of: group)
      var node = TreeDescription(group: try attributes.takeEncoding())
      node.sha256 = try attributes.takeText(ReservedAttribute.digest)
      node.attributes = attributes.values
      let found = damages.count
      for link in try Unreadable.catching({ () throws(HDF5Error) in try group.links() }) {
        node.children?[link.name] = child(link.name, of: group, at: path)
      }
      // A damaged child changes what its parent lists; only the child is to blame.
      if damages.count == found { check(node, at: path) }
      return node
    } catch {
      record(path, error.reason)
      return nil
    }
  }

  private mutating func child(_ name: String, of group: borrowing Group, at path: ElementPath)
    -> TreeDescription?
  {
    let path = path.appending(name)
    guard ElementPath.isSafe(name) else {
      record(path, "its name is not one of a sealed file")
      return nil
    }
    objects += 1
    guard objects <= Self.maximumObjects, path.components.count <= Self.maximumDepth else {
      record(path, "the file holds too many or too deeply nested objects")
      return nil
    }
    do {
      let object = try group.object(name)
      switch consume object {
      case .group(let group): return read(group, at: path)
      case .dataset(let dataset): return read(dataset, at: path)
      case .datatype: record(path, "it is a named datatype, which sealed files do not hold")
      }
    } catch {
      record(path, error.message)
    }
    return nil
  }

  private mutating func read(_ dataset: borrowing Dataset, at path: ElementPath)
    -> TreeDescription?
  {
    do throws(Unreadable) {
      guard let dtype = ElementTypeName.name(of: dataset.type) else {
        throw Unreadable("sealed files do not hold elements of type \(dataset.type)")
      }
      guard dataset.filters.allSatisfy({ $0.identifier == Filter.fletcher32 }) else {
        throw Unreadable("sealed files hold no filter but fletcher32")
      }
      try checkSize(of: dataset)
      var attributes = try AttributeTable(of: dataset)
      var node = TreeDescription(
        dataset: try attributes.takeEncoding(), attributes: [:], dtype: dtype,
        shape: dataset.shape,
        contentSHA256: try attributes.takeText(ReservedAttribute.contentDigest))
      node.sha256 = try attributes.takeText(ReservedAttribute.digest)
      node.attributes = attributes.values
      check(node, at: path)
      return node
    } catch {
      record(path, error.reason)
      return nil
    }
  }

  /// Nothing is compressed, so a dataset that claims more than the file has is refused before any
  /// memory is taken for it.
  private func checkSize(of dataset: borrowing Dataset) throws(Unreadable) {
    let shape = dataset.shape
    let elements = ContainerWriter.count(shape + [dataset.type.size])
    guard let elements, elements <= fileBytes else {
      throw Unreadable(
        "its shape \(shape) takes more bytes than the file has, which are \(fileBytes)")
    }
  }

  private mutating func check(_ node: TreeDescription, at path: ElementPath) {
    let computed = RunningDigest.hexadecimal(of: node.listing)
    guard computed != node.sha256 else { return }
    record(path, DamageReason.listing(stored: node.sha256, computed: computed))
  }

  private mutating func record(_ path: ElementPath, _ reason: String) {
    damages.append(Damage(object: path.description, reason: reason))
  }
}

/// Why an object cannot be described.
struct Unreadable: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }

  static func catching<Value: ~Copyable>(_ body: () throws(HDF5Error) -> Value) throws(Unreadable)
    -> Value
  {
    do throws(HDF5Error) { return try body() } catch { throw Unreadable(error.message) }
  }
}
