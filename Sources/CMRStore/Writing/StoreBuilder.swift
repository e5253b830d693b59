import CMRContainer
public import SystemPackage

/// Builds a store that appears under its name whole, validated and verified, or not at all.
///
/// ```swift
/// var builder = try StoreBuilder.create(at: "x.h5", name: "x", classNames: ["bird", "cat"])
/// var image = try builder.beginModality("image", rows: 2866, dimension: 128)
/// try image.append(block)  // until all rows are there
/// try builder.finish(image, ids: ids)
/// // … text likewise …
/// try builder.setPaired(["image", "text"])
/// try builder.addLabels(LabelSet(name: "clean", labels: .shared(.classIndices(labels))))
/// try builder.addSplit(Split(name: "train", rule: "stored", rows: .shared(Array(0..<2173))))
/// try builder.publish(provenance: provenance)
/// ```
///
/// Modalities come first, then pairing, then labels and splits, which are checked against them at
/// once.
public struct StoreBuilder: ~Copyable {
  private var writer: ContainerWriter
  private(set) var shape: StoreShape

  /// Begins a store at `path`; a file that is there already stays until ``publish(provenance:)``
  /// replaces it.
  ///
  /// - Throws: ``StoreError`` where the folder is missing or cannot be written to, or where there
  ///   are no classes.
  public static func create(at path: FilePath, name: String, classNames: [String])
    throws(StoreError) -> StoreBuilder
  {
    guard !name.isEmpty else { throw .badName(name, of: "store") }
    guard !classNames.isEmpty else { throw .lacks("classes", in: path.string) }
    let writer = try translating { () throws(ContainerError) in
      var writer = try ContainerWriter.create(
        at: path, kind: .store, attributes: [StoreNames.nameAttribute: .text(name)])
      try writer.addGroup(StoreNames.modalities)
      try writer.addGroup(StoreNames.labels)
      try writer.addGroup(StoreNames.splits)
      try writer.addGroup(StoreNames.classes, encoding: .classes)
      try writer.addStrings(classNames, at: StoreNames.classNames)
      return writer
    }
    return StoreBuilder(writer: writer, shape: StoreShape(classCount: classNames.count))
  }

  /// Begins a modality of `rows` rows of `dimension` features each.
  ///
  /// - Throws: ``StoreError`` of code `badName`, `exists`, `rowsDisagree` or `diskFull`.
  public mutating func beginModality(_ name: String, rows: Int, dimension: Int)
    throws(StoreError) -> ModalityWriter
  {
    try StoreShape.checkName(name, of: "modality")
    guard !StoreNames.reserved.contains(name) else {
      throw .badName(name, of: "modality", "the name is reserved")
    }
    guard rows > 0, dimension > 0 else { throw .emptyModality(name, rows: rows, dimension) }
    guard shape.rows[name] == nil else {
      throw .exists("modality", name, in: writer.target.string)
    }
    let path = "\(StoreNames.modalities)/\(name)"
    do {
      try writer.addGroup(path, encoding: .modality)
      let features = try writer.beginRowMatrix(
        at: "\(path)/\(StoreNames.features)", rows: rows, columns: dimension)
      shape.rows[name] = rows
      return ModalityWriter(name: name, features: features)
    } catch {
      throw StoreError(error)
    }
  }

  /// Ends a modality; `ids` are the identifiers of its rows, nil makes them the row numbers.
  ///
  /// - Throws: ``StoreError`` of code `rowsDisagree` where rows or identifiers are missing.
  public mutating func finish(_ modality: consuming ModalityWriter, ids: [String]? = nil)
    throws(StoreError)
  {
    let name = modality.name
    let rows = modality.rows
    let ids = ids ?? (0..<rows).map(String.init)
    guard ids.count == rows else { throw .idsDisagree(ids.count, modality: name, rows: rows) }
    guard modality.appended == rows else {
      throw .rowsMissing(modality.appended, of: rows, modality: name)
    }
    let features = modality.features
    do {
      try writer.finish(features)
      try writer.addStrings(ids, at: "\(StoreNames.modalities)/\(name)/\(StoreNames.ids)")
    } catch {
      throw StoreError(error)
    }
  }

  /// Says which modalities belong together row by row.
  ///
  /// - Throws: ``StoreError`` of code `rowsDisagree`.
  public mutating func setPaired(_ modalities: [String]) throws(StoreError) {
    shape.paired = modalities
    try shape.checkPairs()
  }

  /// Adds a label set.
  ///
  /// - Throws: ``StoreError`` of code `rowsDisagree`, `labelOutOfRange`, `badName` or `exists`.
  public mutating func addLabels(_ set: LabelSet) throws(StoreError) {
    try set.validate(against: shape)
    guard !writer.contains("\(StoreNames.labels)/\(set.name)") else {
      throw .exists("label set", set.name, in: writer.target.string)
    }
    do { try writer.add(set) } catch { throw StoreError(error) }
  }

  /// Adds a split.
  ///
  /// - Throws: ``StoreError`` of code `badIndex`, `rowsDisagree`, `badName` or `exists`.
  public mutating func addSplit(_ split: Split) throws(StoreError) {
    try split.validate(against: shape)
    guard !writer.contains("\(StoreNames.splits)/\(split.name)") else {
      throw .exists("split", split.name, in: writer.target.string)
    }
    do { try writer.add(split) } catch { throw StoreError(error) }
  }

  /// Seals, verifies and publishes the store; returns its digest.
  ///
  /// - Throws: ``StoreError``; nothing is published then.
  @discardableResult
  public consuming func publish(provenance: Provenance) throws(StoreError) -> String {
    guard !shape.rows.isEmpty else { throw .lacks("modalities", in: writer.target.string) }
    let paired = shape.paired
    do {
      try writer.setAttribute(StoreNames.pairedAttribute, .text(Self.json(paired)))
      try writer.addDocument(provenance, at: StoreNames.provenance, encoding: .provenance)
      return try writer.seal()
    } catch {
      throw StoreError(error)
    }
  }

  /// Names need no escapes.
  private static func json(_ names: [String]) -> String {
    "[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]"
  }
}
