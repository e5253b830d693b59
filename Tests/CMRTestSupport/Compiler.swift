public import SystemPackage
public import Testing

/// The C compiler, for tests that build a plug-in.
public enum Compiler {
  /// The example of the documentation.
  public static let example: FilePath = "tools/examples/c-method/gce.c"
  /// A method that does one thing wrong, named by `-DFAULT="NAME"`.
  public static let faulty: FilePath = "Tests/CMRPluginTests/Plugins/faulty.c"

  /// Builds `source` of this package into `path`: a shared library, unless `kind` says otherwise.
  public static func build(
    _ source: FilePath, to path: FilePath, kind: String = "-shared", _ flags: [String] = []
  ) async throws {
    let compiler = try #require(Tool.installed("cc"))
    let top = SharedData.packageRoot
    let arguments = [
      "-std=gnu99", kind, "-fPIC", "-I\(top.pushing("Sources/CMRCPlugin"))", "-o", path.string,
    ]
    let result = try await compiler.run(
      arguments + flags + [top.pushing(source).string] + (kind == "-shared" ? ["-lm"] : []))
    try #require(result.status == 0, "\(result.errors)")
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips the test where there is no C compiler.
  public static var needsCompiler: Self {
    .enabled("needs the C compiler 'cc'") { Tool.installed("cc") != nil }
  }
}
