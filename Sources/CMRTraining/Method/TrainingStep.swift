public import CMRAutodiff
public import CMRDense
public import CMRRandom

/// Everything a method needs for the forward computation of one step.
public struct TrainingStep {
  /// The rows.
  public let batch: Batch
  /// How far the run has come.
  public let progress: FitProgress
  /// The tape to record on; put features on it with `tape.constant`.
  public let tape: Tape<Float>
  /// The method's parameters on the tape.
  public let parameters: ParameterVariables<Float>
  /// A random stream of this step alone, the same whenever the step is repeated: nothing of it
  /// needs to be saved.
  public let random: RandomStream

  /// A step from its parts.
  public init(
    batch: Batch, progress: FitProgress, tape: Tape<Float>, parameters: ParameterVariables<Float>,
    random: RandomStream
  ) {
    self.batch = batch
    self.progress = progress
    self.tape = tape
    self.parameters = parameters
    self.random = random
  }
}

/// What a method's forward computation gives back.
public struct StepResult<Kept> {
  /// The loss, `[1, 1]`.
  public let loss: Variable<Float>
  /// What the method wants to see again in ``TrainingMethod/finishStep(_:progress:kept:)``, for
  /// example the embeddings of the batch.
  public let kept: Kept

  /// A loss with something to keep until after the update.
  public init(loss: Variable<Float>, keeping kept: Kept) {
    self.loss = loss
    self.kept = kept
  }
}

extension StepResult where Kept == Void {
  /// A loss and nothing else.
  public init(loss: Variable<Float>) { self.init(loss: loss, keeping: ()) }
}
