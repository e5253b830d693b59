import SystemPackage

/// Which library a method was loaded from; a checkpoint records it, because the plan alone no longer
/// says what was computed.
///
/// The path is no part of it: a library may lie elsewhere the next time.
public struct MethodOrigin: Sendable, Equatable {
  /// The version that the library gives itself.
  public let version: String
  /// The SHA-256 of the library's file, in lower-case hexadecimal.
  public let sha256: String

  /// An origin from its parts.
  public init(version: String, sha256: String) {
    self.version = version
    self.sha256 = sha256
  }
}

extension MethodOrigin: CustomStringConvertible {
  /// `version 1.0 (sha256 0123456789ab)`.
  public var description: String { "version \(version) (sha256 \(sha256.prefix(12)))" }
}

extension Checkpoint {
  /// What a person must know who goes on with another library than the one that trained so far; nil
  /// where it is the same.
  ///
  /// No refusal: who mends a plug-in in the middle of a run knows why, and a library that declares
  /// other arrays is refused by them.
  public func originNotice<Method: TrainingMethod>(for method: Method.Type) -> String? {
    guard origin != Method.origin else { return nil }
    let here = Method.origin.map { "the plug-in of \($0)" } ?? "the program's own method"
    let there = origin.map { "the plug-in of \($0)" } ?? "the program's own method"
    return
      "'\(path)' was trained by \(there), '\(Method.name)' is now \(here): the numbers need not "
      + "be those of a run with either alone"
  }
}

extension MethodCatalog {
  /// The method that made `checkpoint`; where it came from a plug-in that is not loaded, the error
  /// says so.
  public func method(of checkpoint: Checkpoint) throws(TrainingError) -> any TrainingMethod.Type {
    let name = checkpoint.plan.method.name
    if let origin = checkpoint.origin, !names.contains(name) {
      throw .pluginNeeded(name, origin, checkpoint.path.string)
    }
    return try method(named: name)
  }
}

extension TrainingError {
  static func pluginNeeded(_ name: String, _ origin: MethodOrigin, _ path: String) -> Self {
    Self(
      code: .unknownMethod,
      message:
        "'\(path)' was trained by the method '\(name)' of a plug-in, \(origin), which is not "
        + "loaded",
      remedy: "give its library with --plugin")
  }
}
