public import CMRArchive
public import SystemPackage

/// What to import, to where, and what the user settles in advance.
///
/// ```swift
/// var request = ImportRequest(["wikipedia.tar.gz"], to: "wiki.h5")
/// request.validation = .none
/// let plan = try request.plan()      // what was found, and every decision; nothing is written yet
/// let report = try plan.run()
/// ```
public struct ImportRequest: Sendable {
  /// One archive, one folder, or any number of files that belong together.
  public var inputs: [FilePath]
  /// Where the store is to appear.
  public var destination: FilePath
  /// The dataset's name; nil takes the destination's name without its extension.
  public var name: String?
  /// The name of the layout; nil finds it out. See ``BuiltinLayouts``.
  public var layout: String?
  /// Which array is what; nil has a layout tell.
  public var recipe: ImportRecipe?
  /// The data file that is meant where the input holds several sets: its path in the input or the
  /// end of that.
  public var member: String?
  /// The matrix that is meant where a modality has several: `["text": "masked"]`. A modality
  /// without an entry takes the plain one.
  public var variants: [String: String] = [:]
  /// How validation rows are chosen; nil takes the benchmark's customary rule.
  public var validation: ValidationRule?
  /// The number of the first class; nil finds it out where labels start at 0 or 1.
  public var labelBase: Int?
  /// Whether a store that is there already is replaced. It stays until the new one is complete.
  public var overwrite = false
  /// What an archive may ask of us.
  public var limits = ArchiveLimits()
  /// The program that reads HDF5 files in a process of its own, which is `cmrdata` itself.
  public var hdf5Reader = ImportRequest.ownProgram
  /// The tool and its version, for the provenance.
  public var tool: String

  /// This very program, whatever lies at its path by now.
  package static var ownProgram: FilePath { "/proc/self/exe" }

  /// A request that leaves everything to be found out.
  public init(_ inputs: [FilePath], to destination: FilePath, tool: String = "CMRImport") {
    self.inputs = inputs
    self.destination = destination
    self.tool = tool
  }

  /// Looks at the input and decides everything, without writing anything that has a name.
  ///
  /// Reads the whole input once. HDF5 files inside an archive are copied to files without a name in
  /// the destination's folder, which vanish with the plan.
  ///
  /// - Parameters:
  ///   - progress: called now and then on the calling thread.
  ///   - shouldStop: asked often; true ends the planning with an error of code `stopped`.
  /// - Throws: ``ImportError``.
  public func plan(
    progress: @escaping (ImportProgress) -> Void = { _ in },
    shouldStop: @escaping () -> Bool = { false }
  ) throws(ImportError) -> ImportPlan {
    try Planner(request: self, monitor: ImportMonitor(progress: progress, shouldStop: shouldStop))
      .plan()
  }
}
