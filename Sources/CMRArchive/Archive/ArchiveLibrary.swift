import CMRCArchive

/// The library behind this module.
public enum ArchiveLibrary {
  /// Its release, "3.6.2".
  public static var version: String {
    let number = archive_version_number()
    return "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
  }
}
