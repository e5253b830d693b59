import CMRFiles
import CMRHDF5
public import SystemPackage

/// Writes a sealed file that appears under its name whole and verified, or not at all.
///
/// ```swift
/// var writer = try ContainerWriter.create(at: "x.h5", kind: Encoding("cmr-ranking", version: 1))
/// try writer.addArray([1, 2, 3] as [Int32], at: "ranks")
/// try writer.seal()
/// ```
///
/// Everything goes to a temporary beside the target. ``seal()`` writes the digests, flushes,
/// re-opens and verifies every byte, and renames. A writer that dies unsealed leaves nothing; a
/// killed process leaves a temporary that the next writer in that folder sweeps. After an error
/// give the writer up.
public struct ContainerWriter: ~Copyable {
  /// Where the file will appear.
  public let target: FilePath
  var tree: TreeDescription
  /// Datasets whose rows are still being written.
  var unfinished: Set<ElementPath> = []
  let hdf5: File
  let pending: PendingFile
  /// What was sealed before, where an existing file is being extended.
  let before: TreeDescription?
  /// Keeps other processes from extending the same file at the same time.
  let guardian: OwnedDescriptor?

  /// Begins a new file of `kind`; a file that is there already stays until ``seal()`` replaces it.
  ///
  /// - Throws: ``ContainerError`` where the folder is missing or cannot be written to.
  public static func create(
    at target: FilePath, kind: Encoding, attributes: [String: ElementAttribute] = [:]
  ) throws(ContainerError) -> ContainerWriter {
    try check(attributes, at: .root)
    let pending = try translatingFiles { () throws(FilesError) in
      try PendingFile.create(for: target)
    }
    let path = pending.path
    let hdf5 = try translating { () throws(HDF5Error) in
      try File.create(path, existing: .replace)
    }
    return ContainerWriter(
      target: target, tree: TreeDescription(group: kind, attributes: attributes), hdf5: hdf5,
      pending: pending, before: nil, guardian: nil)
  }

  /// Begins a changed copy of the sealed file at `path`, to which elements can be added; what it
  /// holds is kept as it is.
  ///
  /// The copy shares the disk's blocks with the original where the file system can do that. The
  /// original stays until ``seal()`` replaces it, and no other process can extend it meanwhile.
  ///
  /// - Throws: ``ContainerError``: what ``Container/open(_:kind:)`` throws, and code `held` where
  ///   another process is extending the file.
  public static func extending(_ path: FilePath, kind: Encoding) throws(ContainerError)
    -> ContainerWriter
  {
    let guardian = try takeGuardian(path)
    let tree = try Container.open(path, kind: kind).tree
    let pending = try translatingFiles { () throws(FilesError) in
      let pending = try PendingFile.create(for: path)
      try cloneOrCopy(from: path, to: pending.path, reporting: path)
      return pending
    }
    let temporary = pending.path
    let hdf5 = try translating { () throws(HDF5Error) in try File.modify(temporary) }
    return ContainerWriter(
      target: path, tree: tree, hdf5: hdf5, pending: pending, before: tree, guardian: guardian)
  }

  /// The lock on the file that is to be extended; its publisher replaces the file, so who comes
  /// second looks again.
  private static func takeGuardian(_ path: FilePath) throws(ContainerError) -> OwnedDescriptor {
    while true {
      let file = try translatingFiles { () throws(FilesError) in
        try OwnedDescriptor.open(path, .readWrite)
      }
      guard file.lock() != .held else { throw .heldByAnother(path) }
      if file.isNamed(path) { return file }
    }
  }

  /// The encoding of the root.
  public var kind: Encoding { tree.encoding }

  /// The digest of the file that is being extended; nil for a new one.
  public var sealedDigest: String? { before?.sha256 }

  /// Whether there is an element at `path`, sealed before or added since.
  public func contains(_ path: String) -> Bool { tree[path] != nil }

  /// Sets an attribute of a group that is there, "" for the root.
  ///
  /// - Throws: ``ContainerError`` of code `missingElement`, or `invalidInput` for what cannot be
  ///   written.
  public mutating func setAttribute(
    _ name: String, _ value: ElementAttribute, ofGroup path: String = ""
  ) throws(ContainerError) {
    let path = try ElementPath(path)
    guard var node = tree[path.components.joined(separator: "/")], node.kind == .group else {
      throw .missingElement(path, of: target.string)
    }
    node.attributes[name] = value
    try Self.check(node.attributes, at: path)
    tree.insert(node, at: path.components[...])
  }

  /// Writes the digests, verifies every byte and publishes; returns the digest of the whole file.
  ///
  /// - Throws: ``ContainerError``; nothing is published then.
  @discardableResult
  public consuming func seal() throws(ContainerError) -> String {
    if let path = unfinished.min(by: { $0.description < $1.description }) {
      throw .unfinishedMatrix(path)
    }
    let sealed = tree.sealed()
    try writeGroups(of: sealed)
    let kind = tree.encoding
    let target = self.target
    let pending = self.pending
    let hdf5 = self.hdf5
    do {
      try hdf5.close()
    } catch {
      throw ContainerError(error, writing: target)
    }
    try translatingFiles { () throws(FilesError) in try pending.flush() }
    let found = try Container.verify(pending.path, kind: kind)
    if let damage = found.damages.first { throw .damagedWhileWriting(damage, target) }
    guard found.digest == sealed.sha256 else {
      throw .digestChanged(target, written: sealed.sha256, read: found.digest)
    }
    do {
      try pending.publish()
    } catch {
      throw ContainerError(error)
    }
    return sealed.sha256
  }

  /// Writes the attributes of all groups that are new or changed.
  private borrowing func writeGroups(of sealed: TreeDescription) throws(ContainerError) {
    try sealed.forEach { path, node throws(ContainerError) in
      guard node.kind == .group else { return }
      let relative = path.components.joined(separator: "/")
      if before?[relative]?.sha256 == node.sha256 { return }
      try writing { () throws(HDF5Error) in
        let root = try hdf5.root()
        if path == .root {
          try root.seal(node)
        } else {
          try root.group(relative).seal(node)
        }
      }
    }
  }

  /// Runs `body`, whose errors are about the temporary, and makes them errors about the target.
  borrowing func writing<Value: ~Copyable>(_ body: () throws(HDF5Error) -> Value)
    throws(ContainerError) -> Value
  {
    let target = self.target
    return try translating({ ContainerError($0, writing: target) }, body)
  }
}
