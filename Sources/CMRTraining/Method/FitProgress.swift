/// How far a run has come; what schedules inside a method are made of.
public struct FitProgress: Sendable, Equatable {
  /// The epoch, from 0.
  public let epoch: Int
  /// How many epochs the run has.
  public let epochs: Int
  /// The step within the epoch, from 0.
  public let step: Int
  /// How many steps an epoch has.
  public let stepsPerEpoch: Int

  /// Progress from its parts.
  public init(epoch: Int, epochs: Int, step: Int, stepsPerEpoch: Int) {
    self.epoch = epoch
    self.epochs = epochs
    self.step = step
    self.stepsPerEpoch = stepsPerEpoch
  }

  /// Steps done before this one, over the whole run.
  public var stepsDone: Int { epoch * stepsPerEpoch + step }

  /// The share of the run that is done before this step, in `[0, 1)`.
  public var fraction: Double {
    Double(stepsDone) / Double(max(1, epochs * stepsPerEpoch))
  }
}
