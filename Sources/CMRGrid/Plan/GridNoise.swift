public import CMRTraining

/// An entry of a plan's noise: one model at several rates, or label sets that the stores have.
public struct GridNoise: Codable, Sendable, Equatable {
  /// What wrong labels look like.
  public var model = "symmetric"
  /// Shares of the training rows (of the model `add`, levels); 0 for the clean labels.
  public var rates: [Double] = []
  /// What a rate means.
  public var semantics = "exact"
  /// Whether modalities share their wrong labels.
  public var sharing = "shared"
  /// Label sets that the stores have already, in place of a model: they have no noise seed.
  public var labels: [String] = []
  /// The labels of the methods that take part; null for all.
  @Nullable public var methods: [String]? = nil
  /// The names of the stores that take part; null for all.
  @Nullable public var stores: [String]? = nil
}
