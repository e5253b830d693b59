/// What is known of one finished epoch. No times: the same run has the same records.
public struct EpochRecord: Codable, Sendable, Equatable {
  /// How many epochs are done, this one included: the first is 1.
  public let epoch: Int
  /// The mean of the steps' losses, weighted by their rows.
  public let loss: Double
  /// The learning rate of the epoch.
  public let learningRate: Double
  /// What the method reported at the beginning of the epoch.
  public let diagnostics: Diagnostics
  /// The scores on the validation split, in epochs that were evaluated.
  public let validation: Scores?

  /// A record from its parts.
  public init(
    epoch: Int, loss: Double, learningRate: Double, diagnostics: Diagnostics, validation: Scores?
  ) {
    self.epoch = epoch
    self.loss = loss
    self.learningRate = learningRate
    self.diagnostics = diagnostics
    self.validation = validation
  }
}
