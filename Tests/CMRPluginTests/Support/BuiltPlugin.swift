import CMRPlugin
import CMRTestSupport
import CMRTraining
import SystemPackage
import Testing

/// Plug-ins that tests build from C.
enum BuiltPlugin {
  private static let header = SharedData.packageRoot.pushing("Sources/CMRCPlugin")

  /// The example of the documentation.
  static let example = SharedData.packageRoot.pushing("tools/examples/c-method/gce.c")
  /// The method that does one thing wrong.
  static let faulty = SharedData.packageRoot.pushing("Tests/CMRPluginTests/Plugins/faulty.c")

  /// Builds `source` into the library `NAME.so` of `folder`.
  static func build(
    _ source: FilePath, _ name: String = "plugin", flags: [String] = ["-shared"],
    in folder: TemporaryFolder
  ) async throws -> FilePath {
    let compiler = try #require(Tool.installed("cc"))
    let path = folder("\(name).so")
    let result = try await compiler.run(
      ["-std=gnu99", "-O1", "-fPIC", "-I\(header)", "-o", path.string, source.string] + flags
        + (flags.contains("-shared") ? ["-lm"] : []))
    try #require(result.status == 0, "\(result.errors)")
    return path
  }

  /// The method of the plug-in that does `fault`.
  static func faulty(
    _ fault: String, _ flags: [String] = [], in folder: TemporaryFolder
  ) async throws -> any TrainingMethod.Type {
    let path = try await build(
      faulty, flags: ["-shared", "-DFAULT=\"\(fault)\""] + flags, in: folder)
    return try Plugins.load([path], besides: MethodCatalog([])).methods[0]
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips the test where there is no C compiler.
  static var needsCompiler: Self {
    .enabled("needs the C compiler 'cc'") { Tool.installed("cc") != nil }
  }
}
