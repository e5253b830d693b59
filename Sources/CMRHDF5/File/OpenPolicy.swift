/// What a file may ask of its reader.
///
/// HDF5 has no switch of its own against files that point at others: a dataset can keep its bytes
/// in any file of the machine (external storage, virtual layout), and a link can lead into any HDF5
/// file or around in circles. Everything is checked before the library gets to follow it.
public struct OpenPolicy: Hashable, Sendable {
  /// Whether links other than hard ones are followed: soft links within the file, external links
  /// out of it.
  public var followsLinks: Bool
  /// Whether datasets are read that keep their bytes in other files or gather them from other
  /// datasets.
  public var readsOtherFiles: Bool
  /// The most bytes that one new array may take, in memory and before filters.
  public var maximumArrayBytes: Int
  /// The most bytes that one chunk may take in memory; the library reads chunks whole.
  public var maximumChunkBytes: Int

  /// A policy of these permissions and limits.
  public init(
    followsLinks: Bool, readsOtherFiles: Bool, maximumArrayBytes: Int, maximumChunkBytes: Int
  ) {
    self.followsLinks = followsLinks
    self.readsOtherFiles = readsOtherFiles
    self.maximumArrayBytes = maximumArrayBytes
    self.maximumChunkBytes = maximumChunkBytes
  }

  /// Hard links within the file only; arrays to 8 GiB, chunks to 1 GiB. For every file that others
  /// made.
  public static let untrusted = OpenPolicy(
    followsLinks: false, readsOtherFiles: false, maximumArrayBytes: 8 << 30,
    maximumChunkBytes: 1 << 30)

  /// Every link, every storage and any size.
  public static let trusted = OpenPolicy(
    followsLinks: true, readsOtherFiles: true, maximumArrayBytes: .max,
    maximumChunkBytes: .max)
}
