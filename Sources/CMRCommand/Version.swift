/// The version of the package, as `--version` prints it and provenance records it.
public enum Version {
  /// The version; a suffix `-dev` marks a build between releases.
  public static let text = "0.1.0-dev"
}
