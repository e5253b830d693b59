internal import CMRArchive

/// A pass for arrays that are too large to have been kept on the first, such as one-hot labels of a
/// large set.
struct ValuesPass: MemberVisitor {
  /// The names of the arrays wanted, by member.
  let wanted: [Int: Set<String>]
  let members: [Member]
  var arrays: [Int: [String: NumberArray]] = [:]

  init(wanted: [Int: Set<String>], members: [Member]) {
    self.wanted = wanted
    self.members = members
  }

  func wants(_ index: Int, _ name: String) -> Bool { wanted[index] != nil }

  mutating func visit(
    _ index: Int, _ name: String, size: UInt64?, _ data: consuming some ByteStream & ~Copyable
  ) throws(ImportError) {
    var stream = data
    var collector = WantedCollector(wanted[index] ?? [])
    try readVariables(of: members[index], &stream, &collector)
    arrays[index] = collector.arrays
  }
}
