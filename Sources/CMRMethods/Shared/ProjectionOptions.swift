/// The form of a linear method's projections: of the encoders that other methods have, the length.
public struct ProjectionOptions: Codable, Sendable, Equatable {
  /// The length L of an embedding, as far as the data has so many directions.
  public var dimension = 32

  /// Length 32.
  public init() {}
}
