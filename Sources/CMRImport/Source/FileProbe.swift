internal import CMRArchive
internal import CMRMATFile
package import SystemPackage

/// Reads one file on its own as both passes of an import read it, whatever it is.
///
/// For the fuzzers, which have no set around the file: what they reach here is exactly what a file
/// of an archive reaches, without widening the access of any reader.
package struct FileProbe {
  /// What the first pass says about the file.
  package let member: Member
  /// How many numbers the second pass handed out, by variable.
  package let numbers: [String: Int]

  /// Arrays with more elements are passed over: a sparse matrix of a few bytes may claim billions.
  private static let elementLimit = 1 << 21

  /// Reads `bytes` as a file called `name`.
  ///
  /// - Parameter destination: beside it lie copies of what is read out of order.
  /// - Throws: ``ImportError`` as an import of the file would.
  package init(
    reading bytes: [UInt8], named name: String, destination: FilePath
  ) throws(ImportError) {
    let files = try SourceFiles([], limits: ArchiveLimits(), destination: destination)
    // HDF5 is read by another process; what starts here does not start.
    var pass = InventoryPass(
      files: files, destination: destination, hdf5Reader: HDF5Reader(program: "/dev/null")
    ) { (_) throws(ImportError) in }
    try pass.visit(0, name, size: UInt64(bytes.count), MemoryByteStream(bytes))
    member = pass.members[0]
    var counter = Counter()
    _ = member.wayRound
    if let open = pass.open[0] {
      _ = try open.variables()
      try open.read(&counter)
    } else {
      var stream = MemoryByteStream(bytes)
      try readVariables(of: member, &stream, &counter)
    }
    numbers = counter.numbers
    if case .text(let text) = member.content {
      _ = NameList.authority(among: [(name: name, text: text)])
      let pairs = PairList(name: name, text: text).map { [$0, $0] } ?? []
      for segment in ["train", "validation"] {
        let rows = pairs.first?.rows.count ?? 0
        _ = PairList.candidates(for: .init(name: segment, rows: rows), among: pairs)
      }
      _ = ItemTable(name: name, text: text)
    }
  }

  /// Asks for every number and forgets it.
  private struct Counter: MATVisitor, ArrayVisitor {
    var numbers: [String: Int] = [:]

    func request(for array: MATArrayHeader) -> MATRequest {
      array.arrayClass.isContainer || array.count <= elementLimit ? .floats : .skip
    }

    mutating func receive(_ block: borrowing MATBlock<Float>) {
      numbers[block.array.path.text, default: 0] += block.values.count
    }

    func request(for variable: Variable) -> ArrayRequest {
      variable.count <= elementLimit ? .floats : .skip
    }

    mutating func receive(_ block: Span<Float>, for variable: Variable) {
      numbers[variable.name, default: 0] += block.count
    }
  }
}
