package import SystemPackage

extension FileDescriptor {
  /// Opens `path` for reading, and says what is wrong with a path that is missing, closed or a
  /// folder.
  package static func openForReading(_ path: FilePath) throws(ArchiveError) -> FileDescriptor {
    let descriptor: FileDescriptor
    do {
      descriptor = try open(path, .readOnly, options: .closeOnExec)
    } catch {
      throw .cannotOpen(path, error)
    }
    if let kind = try? descriptor.stat().type, kind == .directory {
      try? descriptor.close()
      throw .isFolder(path)
    }
    return descriptor
  }

  /// The size of a regular file; `nil` for pipes and devices.
  package func sizeOfRegularFile() -> UInt64? {
    guard let status = try? stat(), status.type == .regular else { return nil }
    return UInt64(exactly: status.size)
  }
}
