import CMRCommand
import CMRPlugin
public import CMRTraining
import Synchronization
import SystemPackage

/// The command `cmrtrain` as a library: a package with methods of its own makes its own program of
/// it.
///
/// ```swift
/// import CMRMethods
/// import CMRTrainCommand
///
/// TrainCommand.main(methods: TrainCommand.program.catalog.methods + [MyMethod.self], name: "my-train", version: "1.0")
/// ```
///
/// The program has all of `cmrtrain`: `fit`, `rank`, `score`, `grid`, `table`, `methods` and `export-labels`, plug-ins, plans,
/// checkpoints, exit codes and signals. Checkpoints and rankings record its name and version beside
/// the toolkit's.
public enum TrainCommand {
  private static let stored = Mutex(
    Program(catalog: MethodCatalog([]), name: "cmrtrain", version: nil))

  /// Reads the process's arguments, does what they ask for and ends the process.
  ///
  /// - Parameters:
  ///   - methods: The methods that plans can name, in the order of help; no two of one name.
  ///   - name: What the program is called in its help, errors and files.
  ///   - version: Its own version, where it has one.
  public static func main(
    methods: [any TrainingMethod.Type], name: String = "cmrtrain", version: String? = nil
  ) -> Never {
    let program = Program(catalog: MethodCatalog(methods), name: name, version: version)
    stored.withLock { $0 = program }
    CMRTrain.runAsRoot()
  }

  /// What the process is; the subcommands are made by the parser, which hands them nothing.
  static var program: Program { stored.withLock { $0 } }

  /// Adds the methods of the shared libraries at `paths` to those of the program.
  static func load(_ paths: [FilePath]) throws(PluginError) {
    guard !paths.isEmpty else { return }
    let catalog = try Plugins.load(paths, besides: program.catalog)
    stored.withLock { $0.catalog = catalog }
  }
}

/// What tells one training program from another.
struct Program: Sendable {
  var catalog: MethodCatalog
  let name: String
  let version: String?

  /// As `--version` prints it.
  var versionText: String { version.map { "\($0), toolkit \(Version.text)" } ?? Version.text }

  /// As files record it.
  var tool: String { "\(name) \(versionText)" }
}
