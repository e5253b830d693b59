internal import CMRArchive
internal import CMRMATFile

/// The second pass: sends matrices to their spools and takes the digests of all members that are
/// used.
struct FeaturePass: MemberVisitor {
  /// The matrices wanted, by member and name.
  var spools: [Int: [String: FeatureSpool]]
  /// The same members' variables.
  let expected: [Int: [String: Variable]]
  let members: [Member]
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
      try readVariables(of: members[index], &stream, &collector)
      try finish(spools, of: name)
    }
    do { try stream.drain() } catch { throw .cannotRead(error, in: name) }
    digests[index] = MemberDigest(hash)
  }

  /// Sends the matrices of a member that stays open to their spools.
  func read(_ index: Int, _ member: any OpenMember) throws(ImportError) {
    guard let spools = spools[index], let expected = expected[index] else { return }
    let name = members[index].name
    let report = report
    var blocks: UInt64 = 0
    let tick: () throws(ImportError) -> Void = { () throws(ImportError) in
      blocks += 1
      try report(name, blocks, nil)
    }
    var collector = FeatureCollector(
      spools: spools, expected: expected, member: name, tick: tick)
    try member.read(&collector)
    try finish(spools, of: name)
  }

  private func finish(
    _ spools: [String: FeatureSpool], of member: String
  ) throws(ImportError) {
    for (variable, spool) in spools.sorted(by: { $0.key < $1.key }) {
      guard try spool.finish() else { throw .changedBetweenPasses(member, variable: variable) }
    }
  }
}
