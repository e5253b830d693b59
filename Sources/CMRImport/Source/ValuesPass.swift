internal import CMRArchive
internal import CMRMATFile

/// A pass for arrays that are too large to have been kept on the first, such as one-hot labels of a
/// large set.
struct ValuesPass: MemberVisitor {
  /// The names of the arrays wanted, by member.
  let wanted: [Int: Set<String>]
  var arrays: [Int: [String: NumberArray]] = [:]

  init(wanted: [Int: Set<String>]) { self.wanted = wanted }

  func wants(_ index: Int, _ name: String) -> Bool { wanted[index] != nil }

  mutating func visit(
    _ index: Int, _ name: String, size: UInt64?, _ data: consuming some ByteStream & ~Copyable
  ) throws(ImportError) {
    var stream = data
    var collector = Collector(wanted: wanted[index] ?? [])
    _ = try readMAT(name, &stream, &collector)
    arrays[index] = collector.arrays
  }

  private struct Collector: MATVisitor {
    let wanted: Set<String>
    var arrays: [String: NumberArray] = [:]

    func request(for array: MATArrayHeader) -> MATRequest {
      let name = array.path.text
      if wanted.contains(name) { return .keep }
      return array.arrayClass.isContainer && wanted.contains { $0.hasPrefix(name) }
        ? .descend : .skip
    }

    mutating func receive(_ value: MATValue, for array: MATArrayHeader) {
      arrays[array.path.text] = NumberArray(value)
    }
  }
}
