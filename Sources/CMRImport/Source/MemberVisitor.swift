internal import CMRArchive

/// One pass over the files of an input, in an archive or on disk.
protocol MemberVisitor: ~Copyable {
  /// Whether the data of the member at `index` are wanted; a member that is not is passed over.
  mutating func wants(_ index: Int, _ name: String) -> Bool

  /// Takes the data of a member that was wanted.
  ///
  /// - Parameter size: in bytes where it is known beforehand.
  mutating func visit(
    _ index: Int, _ name: String, size: UInt64?, _ data: consuming some ByteStream & ~Copyable
  ) throws(ImportError)
}

extension MemberVisitor where Self: ~Copyable {
  mutating func wants(_ index: Int, _ name: String) -> Bool { true }
}
