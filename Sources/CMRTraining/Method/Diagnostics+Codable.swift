extension Diagnostics: Codable {
  private struct Entry: Codable {
    let name: String
    /// Null stands for NaN and infinities, which JSON cannot write.
    let value: Double?
  }

  /// Reads a list of `{"name": …, "value": …}`: a list, so that the order survives.
  public init(from decoder: any Decoder) throws {
    self.init()
    for entry in try [Entry](from: decoder) { self[entry.name] = entry.value ?? .nan }
  }

  /// Writes a list of `{"name": …, "value": …}`.
  public func encode(to encoder: any Encoder) throws {
    try entries.map { Entry(name: $0.name, value: $0.value.isFinite ? $0.value : nil) }
      .encode(to: encoder)
  }
}
