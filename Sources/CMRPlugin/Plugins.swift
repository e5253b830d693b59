public import CMRTraining
public import SystemPackage

/// Methods from shared libraries that speak the C interface `cmr_method.h`.
///
/// ```swift
/// let catalog = try Plugins.load(["./libgce.so"], besides: BuiltinMethods.catalog)
/// ```
///
/// A plug-in runs inside the process, with all its rights: load only what you would run as a
/// program. A crash of its own cannot be caught.
public enum Plugins {
  /// `catalog` and the methods of the libraries at `paths`, in that order.
  ///
  /// A path has a slash in it: no folder is searched. A library is loaded once and stays for the
  /// life of the process. Throws a ``PluginError`` for what is no plug-in, speaks another version of
  /// the interface, describes itself wrongly or takes the name of a method that is there already.
  public static func load(
    _ paths: [FilePath], besides catalog: MethodCatalog
  ) throws(PluginError) -> MethodCatalog {
    var methods = catalog.methods
    for path in paths {
      let plugin = try Plugin(path: path)
      if methods.contains(where: { $0.name == plugin.description.name }) {
        throw PluginError(
          path.string,
          "its method is called '\(plugin.description.name)', and so is another that is there already",
          remedy: "give the plug-in's method another name, or name the library once")
      }
      methods.append(PluginSlots.put(plugin))
    }
    return MethodCatalog(methods)
  }

  /// The options of a plug-in's method that can be any number, however small; none of another
  /// method. For the conformance suite, which tries absurd ones.
  public static func unboundedOptions(of method: any TrainingMethod.Type) -> Set<String> {
    let plugin = (method as? any PluginBacked.Type)?.plugin
    let unbounded = plugin?.description.options.filter { $0.range.minimum == -.infinity }
    return Set(unbounded?.map(\.name) ?? [])
  }
}
