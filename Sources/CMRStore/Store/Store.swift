public import CMRContainer
public import SystemPackage

/// A dataset of one file: modalities with features, named label sets, named splits, and where they
/// come from.
///
/// ```swift
/// let store = try Store.open("wiki.h5")
/// let image = try store.modality("image")
/// let rows = try store.rows(of: "train", modality: "image")
/// let batch = try image.features.elements(ofRows: rows.prefix(100))
/// let labels = try store.labels("clean").classIndices(for: "image")
/// ```
///
/// Opening checks every description, reading checks every content. A store stays open and the same
/// even if another process publishes a changed one under its name meanwhile. May be used from
/// several threads.
public struct Store: Sendable {
  /// The sealed file underneath.
  public let container: Container
  let shape: StoreShape

  /// The file's path when it was opened.
  public var path: FilePath { container.path }
  /// The name of the dataset, for example `wikipedia`.
  public let name: String
  /// The SHA-256 that covers the whole file; see ``dataDigest(labelSets:splits:)`` for what does
  /// not change when label sets are added.
  public var digest: String { container.digest }

  /// The modalities in the order of their names' bytes.
  public var modalityNames: [String] { shape.modalityNames }
  /// The modalities whose row i is about the same thing, in the order that the source gave.
  public var pairedModalities: [String] { shape.paired }
  /// Whether all modalities are paired.
  public var isPaired: Bool { shape.isPaired }
  /// The names of the classes, in the order of their indices.
  public let classNames: [String]
  /// The number of classes.
  public var classCount: Int { classNames.count }
  /// The names of the splits in the order of their bytes.
  public var splitNames: [String] { names(in: StoreNames.splits) }
  /// The names of the label sets in the order of their bytes.
  public var labelSetNames: [String] { names(in: StoreNames.labels) }
  /// Where the contents come from.
  public let provenance: Provenance

  /// Opens the store at `path`.
  ///
  /// - Throws: ``StoreError`` of code `missingFile`, `notAStore`, `newerVersion`, `damaged`,
  ///   `incomplete` or `rowsDisagree`.
  public static func open(_ path: FilePath) throws(StoreError) -> Store {
    let container: Container
    do {
      container = try Container.open(path, kind: .store)
    } catch {
      throw StoreError(error, opening: path)
    }
    return try Store(container)
  }

  /// The number of rows of `modality`.
  ///
  /// - Throws: ``StoreError/Code/unknownModality``.
  public func rowCount(of modality: String) throws(StoreError) -> Int {
    guard let rows = shape.rows[modality] else {
      throw .unknownModality(modality, in: path.string, known: modalityNames)
    }
    return rows
  }

  /// The modality called `name`; reads its table of row checksums.
  ///
  /// - Throws: ``StoreError`` of code `unknownModality`, which names those that there are, or
  ///   `damaged`.
  public func modality(_ name: String) throws(StoreError) -> Modality {
    _ = try rowCount(of: name)
    let path = "\(StoreNames.modalities)/\(name)/\(StoreNames.features)"
    let features = try translating { () throws(ContainerError) in try container.rowMatrix(path) }
    return Modality(name: name, features: features, container: container)
  }

  func names(in group: String) -> [String] { container.tree[group]?.childNames ?? [] }
}
