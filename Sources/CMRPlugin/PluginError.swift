/// Why a plug-in cannot be loaded.
///
/// What a loaded plug-in does wrong later is a `TrainingError`, as of any method.
public struct PluginError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The library as it was named.
  public let path: String
  /// What is wrong with it.
  public let message: String
  /// What to do about it, where something can be done.
  public let remedy: String?

  init(_ path: String, _ message: String, remedy: String? = nil) {
    self.path = path
    self.message = message
    self.remedy = remedy
  }

  /// One line: the library, what is wrong, the remedy.
  public var description: String {
    let text = "cannot load the plug-in '\(path)': \(message)"
    return remedy.map { "\(text); \($0)" } ?? text
  }
}
