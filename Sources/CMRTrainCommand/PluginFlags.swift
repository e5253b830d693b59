import ArgumentParser
import SystemPackage

/// The flag of every command that knows methods.
struct PluginFlags: ParsableArguments {
  @Option(
    name: .customLong("plugin"), parsing: .singleValue,
    help: ArgumentHelp(
      "A shared library with a method, by a path with a slash; again for another.",
      valueName: "file"),
    completion: .file(extensions: ["so"]))
  var files: [String] = []

  /// Adds the methods of the libraries to the program's.
  func load() throws { try TrainCommand.load(files.map { FilePath($0) }) }
}
