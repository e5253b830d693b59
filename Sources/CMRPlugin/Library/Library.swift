import CMRCPlugin
import Glibc
import SystemPackage

/// The one place that loads code.
enum Library {
  private typealias EntryPoint =
    @convention(c) (UInt32) -> UnsafePointer<cmr_method>?

  /// Loads the library at `path` and asks for its table.
  ///
  /// All its symbols are resolved at once, so that a missing one shows here and not in the middle of a
  /// run; none becomes visible to other libraries. It is never unloaded: its table and functions live
  /// as long as the process.
  static func table(at path: FilePath) throws(PluginError) -> UnsafePointer<cmr_method> {
    let name = path.string
    guard let handle = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
      throw PluginError(name, loaderMessage ?? "the loader does not say why")
    }
    guard let symbol = unsafe dlsym(handle, "cmr_plugin") else {
      throw PluginError(
        name, "it does not export 'cmr_plugin'",
        remedy: "a plug-in is written against cmr_method.h, and exports that one function")
    }
    let entry = unsafe unsafeBitCast(symbol, to: EntryPoint.self)
    let version = UInt32(CMR_METHOD_ABI)
    guard let table = unsafe entry(version) else {
      throw PluginError(
        name, "it gives no table for version \(version) of cmr_method.h, which this program speaks",
        remedy: "build it against the cmr_method.h of this program, and look at what it says above")
    }
    return unsafe table
  }

  private static var loaderMessage: String? {
    guard let text = unsafe dlerror() else { return nil }
    return unsafe String(cString: text)
  }
}
