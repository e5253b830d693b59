public import CMRContainer
public import SystemPackage

/// A ranking file, open for reading; arrays are read, and checked, when they are asked for.
public struct RankingFile: Sendable {
  /// The rankings of one direction.
  public struct Direction: Sendable {
    /// Who asks and who is ranked.
    public let direction: RankingDirection
    /// How many queries there are.
    public let queries: Int
    /// How many items of each ranking are kept.
    public let depth: Int
    /// Mean average precision over the whole rankings, kept or not.
    public let map: Double
    /// What mAP leaves open, in words.
    public let convention: String
    let container: Container
    let path: String

    /// The identifiers of the queries.
    public func queryIDs() throws(ContainerError) -> [String] {
      try container.strings("\(path)/\(RankingFormat.queryIDs)")
    }

    /// The identifiers of the gallery.
    public func galleryIDs() throws(ContainerError) -> [String] {
      try container.strings("\(path)/\(RankingFormat.galleryIDs)")
    }

    /// `[queries, depth]` row-major: the places in the gallery, best first.
    public func items() throws(ContainerError) -> [Int32] {
      try container.array("\(path)/\(RankingFormat.items)")
    }

    /// `[queries, depth]` row-major: the cosines that go with ``items()``.
    public func scores() throws(ContainerError) -> [Float] {
      try container.array("\(path)/\(RankingFormat.scores)")
    }

    /// The average precision of each query.
    public func averagePrecision() throws(ContainerError) -> [Double] {
      try container.array("\(path)/\(RankingFormat.averagePrecision)")
    }
  }

  /// The file.
  public let path: FilePath
  /// The digest that covers all of it.
  public let digest: String
  /// The split that was ranked.
  public let split: String
  /// Where it comes from.
  public let provenance: RankingProvenance
  /// The directions in the order of their names.
  public let directions: [Direction]

  /// Opens the ranking at `path`.
  ///
  /// Throws a `ContainerError` for a file that is not a ranking or is damaged.
  public static func open(_ path: FilePath) throws(ContainerError) -> RankingFile {
    let container = try Container.open(path, kind: RankingFormat.kind)
    var directions: [Direction] = []
    for name in try container.node(RankingFormat.directions).childNames {
      directions.append(
        try direction("\(RankingFormat.directions)/\(name)", in: container))
    }
    return RankingFile(
      path: path, digest: container.digest,
      split: container.attributes[RankingFormat.split]?.text ?? "",
      provenance: try container.document(RankingFormat.provenance), directions: directions)
  }

  private static func direction(
    _ path: String, in container: Container
  ) throws(ContainerError) -> Direction {
    let node = try container.node(path, encodedAs: RankingFormat.direction)
    let shape = try container.node("\(path)/\(RankingFormat.items)").shape ?? []
    let map: Double =
      switch node.attributes[RankingFormat.map] {
      case .real(let value): value
      case .integer(let value): Double(value)
      default: .nan
      }
    return Direction(
      direction: RankingDirection(
        query: node.attributes[RankingFormat.query]?.text ?? "",
        gallery: node.attributes[RankingFormat.gallery]?.text ?? ""),
      queries: shape.first ?? 0, depth: shape.last ?? 0, map: map,
      convention: node.attributes[RankingFormat.convention]?.text ?? "",
      container: container, path: path)
  }
}
