public import CMRContainer

/// One modality of a store: features, an identifier for each row.
public struct Modality: Sendable {
  /// The name, for example `image`.
  public let name: String
  /// The features [rows, dimension], read by rows in any order.
  public let features: RowMatrix
  let container: Container

  /// The number of rows.
  public var rows: Int { features.rows }
  /// The number of features of a row.
  public var dimension: Int { features.columns }

  /// The identifiers of all rows, as the source has them, or the row numbers.
  public func ids() throws(StoreError) -> [String] {
    let path = "\(StoreNames.modalities)/\(name)/\(StoreNames.ids)"
    return try translating { () throws(ContainerError) in try container.strings(path) }
  }
}
