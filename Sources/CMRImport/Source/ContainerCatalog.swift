internal import CMRArchive
internal import SystemPackage

/// What the first pass over an input found out about the archives inside it, by which every later
/// pass goes the same way.
final class ContainerCatalog {
  /// An archive, or a single compressed file, among the files of the input.
  struct Container {
    let name: String
    let file: SeekableFile
    /// Where it lies, if it is no member of an archive itself.
    let path: FilePath?
    /// The places of its files among all files of the input.
    var members: Range<Int>
  }

  /// The containers by their place among the outermost files.
  private(set) var containers: [Int: Container] = [:]
  /// Where the files that lie in no archive are, by their place among all files.
  var paths: [Int: FilePath] = [:]
  /// Whether the first pass is done.
  var isComplete = false

  func add(_ container: Container, at ordinal: Int) { containers[ordinal] = container }

  /// The archives on disk that the files at `members` come from.
  func archives(of members: Set<Int>) -> [FilePath] {
    containers.sorted { $0.key < $1.key }.compactMap { _, container in
      container.members.contains { members.contains($0) } ? container.path : nil
    }
  }

  /// Whether `head` begins an archive or a compressed file that is to be looked into.
  static func isContainer(_ head: [UInt8], name: String) -> Bool {
    ArchiveKind.detect(head.span) != nil && ArrayFormat.detect(head, name: name) == nil
  }
}
