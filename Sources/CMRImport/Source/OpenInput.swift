internal import CMRArchive
internal import SystemPackage

/// An input after the first pass: what it holds, and everything that was kept of it.
final class OpenInput {
  let files: SourceFiles
  let inventory: Inventory
  /// The members that are read out of order.
  let open: [Int: any OpenMember]
  /// The digests of members that were read whole on the first pass.
  let digests: [Int: MemberDigest]
  private var arrays: [Int: [String: NumberArray]]

  /// Goes through the input once.
  ///
  /// - Parameters:
  ///   - destination: beside it lie the copies of HDF5 files from archives, without a name.
  ///   - isOneFile: whether the one path may also be a text, and need not hold a set.
  init(
    _ paths: [FilePath], limits: ArchiveLimits, destination: FilePath, hdf5Reader: FilePath,
    isOneFile: Bool = false,
    report: @escaping (_ member: String) throws(ImportError) -> Void
  ) throws(ImportError) {
    files = try SourceFiles(
      paths, limits: limits, destination: destination, isOneFile: isOneFile)
    var pass = InventoryPass(
      files: files, destination: destination, hdf5Reader: HDF5Reader(program: hdf5Reader),
      report: report)
    let skipped = try files.visit(&pass)
    inventory = Inventory(
      name: files.name, members: pass.members, skipped: skipped + pass.passedOver)
    open = pass.open
    digests = pass.digests
    arrays = pass.arrays
  }

  /// What an error calls a variable: its name, and its file's where there are several.
  func title(_ source: VariableReference) -> String {
    inventory.dataFiles.count == 1
      ? source.variable.name : "\(inventory.members[source.member].name):\(source.variable.name)"
  }

  /// The most elements of an array that is held whole: 1 GiB as doubles, a hundred times what
  /// NUS-WIDE's labels take.
  private static let elementLimit = 1 << 27

  /// The numbers of some arrays, in the order asked for.
  func numbers(of sources: [VariableReference]) throws(ImportError) -> [NumberArray] {
    for source in sources where !(0...Self.elementLimit).contains(source.variable.count) {
      throw .tooManyLabels(title(source), source.variable.shape, limit: Self.elementLimit)
    }
    try load(sources)
    var result: [NumberArray] = []
    for source in sources {
      let name = source.variable.name
      guard let array = arrays[source.member]?[name],
        array.values.count == source.variable.count
      else { throw .changedBetweenPasses(inventory.members[source.member].name, variable: name) }
      result.append(array)
    }
    return result
  }

  /// Reads what was not kept on the first pass.
  private func load(_ sources: [VariableReference]) throws(ImportError) {
    var wanted: [Int: Set<String>] = [:]
    for source in sources where arrays[source.member]?[source.variable.name] == nil {
      wanted[source.member, default: []].insert(source.variable.name)
    }
    guard !wanted.isEmpty else { return }
    for (index, names) in wanted {
      guard let member = open[index] else { continue }
      var collector = WantedCollector(names)
      try member.read(&collector)
      arrays[index, default: [:]].merge(collector.arrays) { _, latest in latest }
    }
    let streamed = wanted.filter { open[$0.key] == nil }
    guard !streamed.isEmpty else { return }
    var pass = ValuesPass(wanted: streamed, members: inventory.members)
    _ = try files.visit(&pass)
    arrays.merge(pass.arrays) { old, new in old.merging(new) { _, latest in latest } }
  }
}
