internal import CMRArchive
internal import SystemPackage

/// A file of the input that can be read out of order and more than once: the file itself, or what
/// was copied out of an archive to a file without a name.
struct SeekableFile {
  private enum Place {
    case loose(FilePath)
    case copied(ScratchFile)
  }

  private let place: Place

  /// The file at `path`.
  init(_ path: FilePath) { place = .loose(path) }

  /// What was copied to `scratch`, which loses its name.
  init(copiedTo scratch: ScratchFile) {
    scratch.removeName()
    place = .copied(scratch)
  }

  /// A path that opens the file anew, valid while this lives.
  var path: FilePath {
    switch place {
    case .loose(let path): path
    // Linux opens the file behind it, also one without a name.
    case .copied(let scratch): FilePath("/proc/self/fd/\(scratch.descriptor.rawValue)")
    }
  }

  /// Opens the file as an archive that errors call `name`.
  func archive(
    named name: String, limits: ArchiveLimits
  ) throws(ImportError) -> ArchiveReader {
    do throws(ArchiveError) {
      return try ArchiveReader(opening: path, as: FilePath(name), limits: limits)
    } catch {
      throw .cannotRead(error, in: name)
    }
  }
}
