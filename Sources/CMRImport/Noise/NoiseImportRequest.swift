public import CMRStore
public import SystemPackage

/// Noise files of other projects, to become a label set of a store.
///
/// ```swift
/// var request = NoiseImportRequest(["noise_labels_0.4_sym.json"], for: "wiki.h5")
/// let (set, record) = try request.read()
/// try StoreEditing.addLabelSets([set], to: "wiki.h5")
/// ```
public struct NoiseImportRequest: Sendable {
  /// What becomes of a row that has no class of the store in the file: none at all, or one that
  /// the store does not have.
  public enum Classless: String, Hashable, Sendable, CaseIterable {
    /// It has none in the label set either, which then is multi-hot.
    case empty
    /// It keeps its clean label.
    case clean
  }

  /// The files: one with the labels of all modalities, or one for each.
  public var files: [FilePath]
  /// The store that has the clean labels.
  public var store: FilePath
  /// The label set's name; nil takes that of the first file.
  public var name: String?
  /// The modality of each list of labels, in the order of files and of lists within; empty finds
  /// it out.
  public var modalities: [String] = []
  /// The clean labels.
  public var labels = LabelSet.cleanName
  /// The split whose rows have the noisy labels.
  public var split = "train"
  /// What becomes of rows without a class of the store.
  public var classless = Classless.empty
  /// The program that reads HDF5 files, as ``ImportRequest/hdf5Reader``.
  public var hdf5Reader = ImportRequest.ownProgram
  /// The tool and its version, for the record.
  public var tool: String

  /// A request that leaves everything to be found out.
  public init(_ files: [FilePath], for store: FilePath, tool: String = "CMRImport") {
    self.files = files
    self.store = store
    self.tool = tool
  }

  /// Reads the files, holds them against the store and makes the label set, without writing.
  ///
  /// - Throws: ``ImportError`` where a file cannot be read, is no noise file, or is of another set;
  ///   `StoreError` where the store cannot be read or lacks what was named.
  public func read() throws -> (set: LabelSet, record: ImportedNoise) {
    let store = try Store.open(store)
    let base = try store.labels(labels)
    if let other = base.base { throw ImportError.noiseBaseHasNoise(labels, base: other) }
    guard let first = files.first else { throw ImportError.noNoiseFile() }
    let reader = NoiseFileReader(
      destination: self.store, classCount: store.classCount, hdf5Reader: hdf5Reader)
    let found = try files.map { path throws(ImportError) in try reader.read(path) }
    let fitting = NoiseFitting(request: self, store: store, base: base)
    let lists = try fitting.fit(found)
    return try NoiseSetBuilder(
      request: self, store: store, base: base, files: found, lists: lists,
      name: name ?? Self.name(of: first)
    ).build()
  }

  /// The name of a file as that of a label set.
  static func name(of path: FilePath) -> String {
    let allowed = (path.lastComponent?.string ?? "").stem.map { character in
      character.isASCII && (character.isLetter || character.isNumber || "._+-".contains(character))
        ? character : "-"
    }
    return String(allowed.drop { !($0.isLetter || $0.isNumber) }.prefix(200))
  }
}
