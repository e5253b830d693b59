import CMRFiles
import CMRHDF5
import SystemPackage

/// One sealed file opened for reading: once by HDF5 and once by descriptor, certainly the same
/// file.
final class ContainerFile: Sendable {
  let path: FilePath
  let hdf5: File
  /// For reading rows past HDF5; `pread` needs no lock.
  let descriptor: OwnedDescriptor
  let size: Int64

  init(_ path: FilePath) throws(ContainerError) {
    // A writer may publish a new file under the name between the two openings.
    for _ in 0..<Self.attempts {
      let descriptor = try translatingFiles { () throws(FilesError) in
        try OwnedDescriptor.openRegularFile(path)
      }
      let size = try translatingFiles { () throws(FilesError) in try descriptor.size(path) }
      let policy = Self.policy(fileBytes: size)
      let hdf5 = try translating { () throws(HDF5Error) in try File.open(path, policy: policy) }
      guard descriptor.isNamed(path) else { continue }
      self.path = path
      self.hdf5 = hdf5
      self.descriptor = descriptor
      self.size = size
      return
    }
    throw .replacedWhileOpening(path)
  }

  private static let attempts = 10

  /// Nothing in a sealed file is compressed, so no array can claim more bytes than the file has,
  /// and no chunk more than writers make.
  private static func policy(fileBytes: Int64) -> OpenPolicy {
    OpenPolicy(
      followsLinks: false, readsOtherFiles: false, maximumArrayBytes: Int(fileBytes),
      maximumChunkBytes: ChunkShape.maximumBytes)
  }

  /// The name in error texts.
  var name: String { path.string }

  /// Opens the dataset at `path`, which the tree says is there.
  func dataset(_ path: ElementPath) throws(ContainerError) -> Dataset {
    try translating({ self.damage(path, $0) }) { () throws(HDF5Error) in
      try hdf5.root().dataset(path.relative)
    }
  }

  /// A failure of HDF5 while reading is damage: the tree was checked before.
  func damage(_ path: ElementPath, _ error: HDF5Error) -> ContainerError {
    .damaged(path, of: name, error.message)
  }
}
