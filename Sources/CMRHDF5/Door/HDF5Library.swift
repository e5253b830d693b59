import CMRCHDF5

/// The library behind this module.
public enum HDF5Library {
  /// Does everything that it does only once, the opening of files and shared objects included, so that a process can
  /// give up the right to open anything more.
  public static func prepare() throws(HDF5Error) {
    _ = try DescriptorDriver.identifier()
    _ = try File.accessProperties()
  }

  /// Its release, "1.10.8".
  public static var version: String {
    var (major, minor, release): (UInt32, UInt32, UInt32) = (0, 0, 0)
    let status = try? H5.call("tell its version") {
      unsafe H5get_libversion(&major, &minor, &release)
    }
    return status == nil ? "unknown" : "\(major).\(minor).\(release)"
  }
}
