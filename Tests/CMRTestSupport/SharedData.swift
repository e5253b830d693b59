import FoundationEssentials
public import SystemPackage
public import Testing

/// Real data and golden results that lie beside the checkout and may not be copied into it.
///
/// The folder is `../shared` beside the package, or the one that `CMR_SHARED` names. Tests that need it carry the trait
/// ``Testing/Trait/needsSharedData(_:)`` and skip, saying so, where it is absent.
public enum SharedData {
  /// The top of the package, from where this file was compiled.
  public static let packageRoot: FilePath = FilePath(#filePath)
    .removingLastComponent().removingLastComponent().removingLastComponent()

  /// The folder of shared data, whether or not it exists.
  public static let root: FilePath =
    ProcessInfo.processInfo.environment["CMR_SHARED"].map { FilePath($0) }
    ?? packageRoot.removingLastComponent().appending("shared")

  /// The path of `relative` below the folder, for example `data/webnews10`.
  public static func path(_ relative: String) -> FilePath { root.pushing(FilePath(relative)) }

  /// Whether `relative` exists.
  public static func has(_ relative: String) -> Bool {
    FileManager.default.fileExists(atPath: path(relative).string)
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips the test where `relative` is missing below the shared data folder.
  public static func needsSharedData(_ relative: String) -> Self {
    .enabled(
      if: SharedData.has(relative),
      "needs '\(relative)' in the folder of shared data (\(SharedData.root)), which is not there")
  }
}
