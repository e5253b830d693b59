import CMRCHDF5
import Glibc
import Synchronization
public import SystemPackage

extension File {
  /// Opens the file at `path` for reading.
  ///
  /// - Throws: ``HDF5Error/Code/missing``, ``HDF5Error/Code/notHDF5`` or ``HDF5Error/Code/damaged``
  ///   where the file is cut short.
  public static func open(_ path: FilePath, policy: OpenPolicy = .untrusted) throws(HDF5Error)
    -> File
  {
    try open(path, policy: policy, isWritable: false)
  }

  /// Opens the file at `path` for adding to it and changing it.
  ///
  /// Nothing protects a reader of the same file, nor the file if the process dies: work on a copy
  /// and publish that.
  public static func modify(_ path: FilePath, policy: OpenPolicy = .untrusted) throws(HDF5Error)
    -> File
  {
    try open(path, policy: policy, isWritable: true)
  }

  /// Reads the file that `descriptor` has open, without opening anything; `name` stands for it in error texts.
  ///
  /// The descriptor stays its opener's, who keeps it open as long as anything of the file is in use.
  public static func open(
    _ descriptor: FileDescriptor, named name: String, policy: OpenPolicy = .untrusted
  ) throws(HDF5Error) -> File {
    let byteCount = DescriptorDriver.size(of: descriptor.rawValue) ?? 0
    let state = FileState(name: name, policy: policy, isWritable: false, byteCount: byteCount)
    let access = try accessProperties()
    let driver = try DescriptorDriver.identifier()
    try H5.call("prepare \(state.quotedName)") { H5Pset_driver(access.id, driver, nil) }
    let handle = try Handle(.file, of: state, "open \(state.quotedName)") {
      unsafe H5Fopen(
        DescriptorDriver.name(descriptor.rawValue), cmr_h5f_acc_rdonly(), access.id)
    }
    return File(handle: handle, state: state)
  }

  /// Opens the bytes of a whole file, as an archive delivers them; `name` stands for it in error
  /// texts.
  ///
  /// The library copies the bytes.
  public static func open(
    image: Span<UInt8>, named name: String, policy: OpenPolicy = .untrusted
  ) throws(HDF5Error) -> File {
    let state = FileState(
      name: name, policy: policy, isWritable: false, byteCount: image.count)
    // The library refuses to hold no bytes, so it is not asked.
    guard !image.isEmpty else { throw .emptyImage(state) }
    let access = try accessProperties()
    // An image grows by this many bytes when written, which never happens here; no file stands
    // behind it.
    try H5.call("prepare \(state.quotedName)") { H5Pset_fapl_core(access.id, 1 << 16, false) }
    try unsafe image.withUnsafeBytes { bytes throws(HDF5Error) in
      // Not written through: the library makes its own copy at once.
      let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
      _ = try H5.call("copy \(state.quotedName)") {
        unsafe H5Pset_file_image(access.id, start, bytes.count)
      }
    }
    let handle = try Handle(.file, of: state, "open \(state.quotedName)") {
      unsafe H5Fopen(ImageNames.next(), cmr_h5f_acc_rdonly(), access.id)
    }
    return File(handle: handle, state: state)
  }

  private static func open(_ path: FilePath, policy: OpenPolicy, isWritable: Bool)
    throws(HDF5Error) -> File
  {
    let byteCount = unsafe path.withPlatformString { path in
      var status = stat()
      return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
    let state = FileState(
      name: path.string, policy: policy, isWritable: isWritable,
      byteCount: isWritable ? .max : byteCount)
    let access = try accessProperties()
    let handle = try Handle(.file, of: state, "open \(state.quotedName)") {
      unsafe path.withPlatformString { path in
        unsafe H5Fopen(path, isWritable ? cmr_h5f_acc_rdwr() : cmr_h5f_acc_rdonly(), access.id)
      }
    }
    return File(handle: handle, state: state)
  }

  /// How every file is accessed, whether read or written.
  static func accessProperties() throws(HDF5Error) -> Handle {
    let access = try Handle(.properties, "prepare to open a file") {
      H5Pcreate(cmr_h5p_file_access())
    }
    // Only the format of 1.10 carries checksums over all metadata, and one fixed version keeps
    // bytes reproducible.
    try H5.call("fix the format's version") {
      H5Pset_libver_bounds(access.id, H5F_LIBVER_V110, H5F_LIBVER_V110)
    }
    // Objects may outlive a reading File; ``close()`` of a writer checks that none does.
    try H5.call("set how the file closes") { H5Pset_fclose_degree(access.id, H5F_CLOSE_WEAK) }
    // 16 MiB of decoded chunks per dataset, so that rows of one chunk do not decode it again (not
    // measured); 4,001 slots, a prime about 100 times the chunks of 400 KiB that fit, as the
    // library's manual advises.
    try H5.call("set the chunk cache") { H5Pset_cache(access.id, 0, 4_001, 16 << 20, 0.75) }
    return access
  }
}

/// Names for images in memory; the library takes two open images of one name for the same file.
private enum ImageNames {
  private static let counter = Atomic<Int>(0)

  static func next() -> String {
    "image-\(counter.wrappingAdd(1, ordering: .relaxed).newValue)"
  }
}
