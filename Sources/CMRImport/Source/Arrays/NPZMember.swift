internal import CMRArchive
internal import SystemPackage

/// An npz file: a zip file of npy files, each a variable named like it.
final class NPZMember: OpenMember {
  private let name: String
  private let file: SeekableFile
  private let limits: ArchiveLimits
  private let budget: NestedBudget

  init(_ name: String, _ file: SeekableFile, limits: ArchiveLimits, budget: NestedBudget) {
    self.name = name
    self.file = file
    self.limits = limits
    self.budget = budget
  }

  func variables() throws(ImportError) -> [Variable] {
    var nothing = Nothing()
    var archive = try file.archive(named: name, limits: limits)
    return try readAll(&archive, &nothing)
  }

  func read(_ visitor: inout some ArrayVisitor) throws(ImportError) {
    var archive = try file.archive(named: name, limits: limits)
    _ = try readAll(&archive, &visitor)
  }

  /// Reads the file for the first time, and returns everything that is in it.
  func readFirst(_ visitor: inout some ArrayVisitor) throws(ImportError) -> [Variable] {
    try budget.reading(name) { () throws(ImportError) in
      var archive = try file.archive(named: name, limits: budget.next)
      defer { budget.count(archive) }
      return try readAll(&archive, &visitor)
    }
  }

  private func readAll(
    _ archive: inout ArchiveReader, _ visitor: inout some ArrayVisitor
  ) throws(ImportError) -> [Variable] {
    var variables: [Variable] = []
    var names = Set<String>()
    while true {
      let entry: ArchiveEntry?
      do { entry = try archive.next() } catch { throw .cannotRead(error, in: name) }
      guard let entry else { return variables }
      guard entry.kind == .file, entry.name.hasSuffix(".npy") else { continue }
      let title = String(entry.name.dropLast(".npy".count))
      guard names.insert(title).inserted else {
        throw .variableTwice(title, in: name)
      }
      var stream = archive.data()
      let reader = NPYReader(member: "\(name)/\(entry.name)", name: title)
      variables.append(try reader.read(&stream, &visitor))
    }
  }

  private struct Nothing: ArrayVisitor {
    func request(for variable: Variable) -> ArrayRequest { .skip }
  }
}
