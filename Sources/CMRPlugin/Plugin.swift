import CMRCPlugin
import CMRTraining
import SystemPackage

/// A loaded library: what it says of itself, and its functions.
@safe
final class Plugin: @unchecked Sendable {  // the table never changes
  let description: PluginDescription
  /// What a checkpoint records.
  let origin: MethodOrigin
  let functions: cmr_method

  /// Loads the library at `path`.
  init(path: FilePath) throws(PluginError) {
    let file = try LibraryFile(path)
    let reader = try unsafe TableReader(Library.table(at: path), path: path.string)
    description = try reader.description()
    origin = MethodOrigin(version: description.version, sha256: file.sha256)
    unsafe functions = reader.table
  }
}
