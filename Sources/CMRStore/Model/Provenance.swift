/// Where a store's contents come from, without any time or place, so that equal sources give equal
/// stores.
public struct Provenance: Codable, Hashable, Sendable {
  /// A file that was read.
  public struct Source: Codable, Hashable, Sendable {
    /// Its name without the folder; for a member of an archive its path within.
    public let name: String
    /// Its size in bytes.
    public let size: Int64
    /// Its SHA-256 in lowercase hexadecimal.
    public let sha256: String

    /// A source of this name, size and digest.
    public init(name: String, size: Int64, sha256: String) {
      self.name = name
      self.size = size
      self.sha256 = sha256
    }
  }

  /// Every file that was read.
  public let sources: [Source]
  /// The tool and its version, for example `cmrdata 0.1.0`.
  public let tool: String
  /// The layout that the sources were recognised as.
  public let layout: String
  /// Every decision that the importer took, one sentence each.
  public let decisions: [String]

  /// A provenance of these parts.
  public init(sources: [Source], tool: String, layout: String, decisions: [String]) {
    self.sources = sources
    self.tool = tool
    self.layout = layout
    self.decisions = decisions
  }
}
