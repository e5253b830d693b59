internal import CMRFiles
internal import SystemPackage

/// The files below a folder.
enum FolderListing {
  /// Deeper folders are not looked into: no published set nests more than three deep.
  private static let depthLimit = 16

  /// Every regular file below `folder`, with its path from there, in the order of the names' bytes.
  ///
  /// Hidden files and folders are left out. Symbolic links are followed to files and not to
  /// folders, which could lead around in circles.
  static func files(in folder: FilePath) throws(ImportError) -> [SourceFiles.LooseFile] {
    var files: [SourceFiles.LooseFile] = []
    try collect(folder, prefix: "", depth: 0, into: &files)
    return files
  }

  private static func collect(
    _ folder: FilePath, prefix: String, depth: Int, into files: inout [SourceFiles.LooseFile]
  ) throws(ImportError) {
    let names: [String]
    do throws(FilesError) { names = try namesInFolder(folder) } catch { throw .cannotList(error) }
    for name in names where !name.hasPrefix(".") {
      let path = folder.appending(name)
      switch try? path.stat(followTargetSymlink: false).type {
      case .directory where depth < depthLimit:
        try collect(path, prefix: "\(prefix)\(name)/", depth: depth + 1, into: &files)
      case .regular:
        files.append(SourceFiles.LooseFile(name: prefix + name, path: path))
      case .symbolicLink where (try? path.stat().type) == .regular:
        files.append(SourceFiles.LooseFile(name: prefix + name, path: path))
      default: continue
      }
    }
  }
}
