import CMRPlugin
import CMRTestSupport
import CMRTraining
import SystemPackage

/// Plug-ins that tests build from C.
enum BuiltPlugin {
  /// Builds `source` into the library `NAME.so` of `folder`.
  static func build(
    _ source: FilePath, _ name: String = "plugin", kind: String = "-shared", flags: [String] = [],
    in folder: TemporaryFolder
  ) async throws -> FilePath {
    let path = folder("\(name).so")
    try await Compiler.build(source, to: path, kind: kind, flags)
    return path
  }

  /// The method of the plug-in that does `fault`.
  static func faulty(
    _ fault: String, _ flags: [String] = [], in folder: TemporaryFolder
  ) async throws -> any TrainingMethod.Type {
    let path = try await build(
      Compiler.faulty, flags: ["-DFAULT=\"\(fault)\""] + flags, in: folder)
    return try Plugins.load([path], besides: MethodCatalog([])).methods[0]
  }
}
