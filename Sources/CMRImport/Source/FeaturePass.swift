internal import CMRArchive
internal import CMRMATFile

/// The second pass: sends matrices to their spools and takes the digests of all members that are
/// used.
struct FeaturePass: MemberVisitor {
  /// The matrices wanted, by member and name.
  let spools: [Int: [String: FeatureSpool]]
  /// The same members' variables.
  let expected: [Int: [String: Variable]]
  /// The members whose digest is wanted.
  let used: Set<Int>
  let report: (_ member: String, _ done: UInt64, _ size: UInt64?) throws(ImportError) -> Void
  var digests: [Int: MemberDigest] = [:]

  func wants(_ index: Int, _ name: String) -> Bool { used.contains(index) }

  mutating func visit(
    _ index: Int, _ name: String, size: UInt64?, _ data: consuming some ByteStream & ~Copyable
  ) throws(ImportError) {
    let hash = RunningSHA256()
    let report = report
    let tick: () throws(ImportError) -> Void = { () throws(ImportError) in
      try report(name, hash.byteCount, size)
    }
    try tick()
    var stream = ObservedByteStream(data) { hash.update($0) }
    if let spools = spools[index], let expected = expected[index] {
      var collector = FeatureCollector(
        spools: spools, expected: expected, member: name, tick: tick)
      _ = try readMAT(name, &stream, &collector)
      for (variable, spool) in spools.sorted(by: { $0.key < $1.key }) {
        guard try spool.finish() else { throw .changedBetweenPasses(name, variable: variable) }
      }
    }
    do { try stream.drain() } catch { throw .cannotRead(error, in: name) }
    digests[index] = MemberDigest(hash)
  }
}
