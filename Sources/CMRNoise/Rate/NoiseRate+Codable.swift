extension NoiseRate: Codable {
  /// Reads a JSON number: a rate or a level.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      // Which of the two a number is, the model beside it says.
      try self.init(level: container.decode(Double.self).description)
    } catch let error as NoiseError {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  /// Writes a number: the Double whose shortest text is this rate's.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}
