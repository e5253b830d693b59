public import CMRStore

/// What an import did.
public struct ImportReport: Codable, Hashable, Sendable {
  /// Where the store lies.
  public let store: String
  /// The digest of the store, which stands for all its contents.
  public let digest: String
  /// What was found and decided.
  public let summary: ImportSummary
  /// The files that were read, with their sizes and SHA-256: the archive first, then the members
  /// used.
  public let sources: [Provenance.Source]
}
