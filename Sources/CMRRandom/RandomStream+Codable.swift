extension RandomStream: Codable {
  private enum CodingKeys: String, CodingKey {
    case seed, domain, position
  }

  /// Reads `seed`, `domain` and `position`; the stream goes on with the word that would have come
  /// next.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      seed: try container.decode(UInt64.self, forKey: .seed),
      domain: try container.decode(String.self, forKey: .domain))
    position = try container.decode(UInt64.self, forKey: .position)
  }

  /// Writes `seed`, `domain` and `position`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(seed, forKey: .seed)
    try container.encode(domain, forKey: .domain)
    try container.encode(position, forKey: .position)
  }
}
