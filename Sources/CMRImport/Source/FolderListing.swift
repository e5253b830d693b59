internal import CMRArchive
internal import CMRFiles
internal import SystemPackage

/// The files below a folder.
struct FolderListing {
  /// Deeper folders are not looked into: no published set nests more than three deep.
  private static let depthLimit = 16

  /// Every regular file, with its path from the folder, in the order of the names' bytes.
  private(set) var files: [SourceFiles.LooseFile] = []
  /// One line for each folder that was not looked into.
  private(set) var skipped: [String] = []

  /// Goes through everything below `folder`.
  ///
  /// Hidden files and folders are left out. Symbolic links are followed to files and not to
  /// folders, which could lead around in circles.
  init(of folder: FilePath) throws(ImportError) { try collect(folder, prefix: "", depth: 0) }

  private mutating func collect(
    _ folder: FilePath, prefix: String, depth: Int
  ) throws(ImportError) {
    let names: [String]
    do throws(FilesError) { names = try namesInFolder(folder) } catch { throw .cannotList(error) }
    for name in names where !name.hasPrefix(".") {
      let path = folder.appending(name)
      switch try? path.stat(followTargetSymlink: false).type {
      case .directory where depth < Self.depthLimit:
        try collect(path, prefix: "\(prefix)\(name)/", depth: depth + 1)
      case .directory:
        skipped.append(
          "'\(terminalSafe(prefix + name))' skipped: a folder at level \(depth + 1), and folders"
            + " are looked into down to level \(Self.depthLimit)")
      case .regular:
        files.append(SourceFiles.LooseFile(name: prefix + name, path: path))
      case .symbolicLink where (try? path.stat().type) == .regular:
        files.append(SourceFiles.LooseFile(name: prefix + name, path: path))
      default: continue
      }
    }
  }
}
