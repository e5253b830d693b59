public import CMRTraining

extension UOTRCL {
  /// Nothing during warm-up; then the plan, its mass, the prior, the soft targets, the prototypes, a
  /// tally and, where the cost is the posterior's, the model of the labels.
  ///
  /// | array | shape | meaning |
  /// |---|---|---|
  /// | `plan` | [N, K] | N T of the epoch: a row's sum is the share of it that is transported |
  /// | `mass` | [] | s of the epoch |
  /// | `prior` | [K] | r for the next transport |
  /// | `targets` | [N, K] | soft targets |
  /// | `prototypes` | [K, L] | unit vectors |
  /// | `posterior` | [N, K] | q, what the model of the labels believes |
  /// | `noise-rates` | [2] | the estimated share of wrong labels of either modality |
  /// | `witness-weights` | [3] or [5] | how much a vote counts in either modality and in both together; how much a prediction from either |
  /// | `voting-neighbours` | [] | how many vote in each |
  /// | `relation` | [4] | transports of the relation alignment: number, iterations, not converged, worst residual |
  public var state: NamedArrays { correction?.arrays ?? NamedArrays() }

  /// Puts a checkpoint's ``state`` back; throws a `TrainingError` if an array is missing or of
  /// another shape.
  public mutating func restore(_ state: NamedArrays) throws(TrainingError) {
    beliefs = nil
    guard state.count > 0 else {
      correction = nil
      return
    }
    correction = try Correction(
      state, rows: task.trainingRows, classCount: task.classCount,
      dimension: options.encoder.dimension,
      witnessCount: options.cost == .posterior ? options.posterior.witnessCount : nil)
  }

  /// What the pass over the training set holds while it lasts, and what the steps follow.
  public static func memory(for task: RetrievalTask, options: Options) -> MemoryDeclaration {
    let (rows, classes) = (task.trainingRows, task.classCount)
    let batch = min(task.batchSize, rows)
    var memory = MemoryDeclaration()
    var embeddings = MemoryDeclaration()
    embeddings.add("embeddings of the training rows", count: 2 * rows * options.encoder.dimension)
    let transport = transportMemory(rows, classes)
    switch options.cost {
    case .posterior:
      // The model is done before rows are embedded, and both before the first transport begins.
      let stages = [labelModelMemory(task, options.posterior), embeddings, transport]
      if let largest = stages.max(by: { $0.bytes < $1.bytes }) { memory.add(largest) }
      memory.add("posterior, with copies", count: 3 * rows * classes)
    case .votes:
      memory.add(embeddings)
      memory.add(voteMemory(rows, classes, options.votes))
      memory.add(transport)
    }
    // The core keeps the state of the last epoch until the pass is done, and that of a best epoch
    // until it is saved.
    memory.add("plan of the epoch, with copies", count: 3 * rows * classes)
    memory.add("soft targets, with copies", count: 3 * rows * classes)
    memory.add("classes of the rows, with copies", count: 3 * rows, bytesPerElement: 4 + 1)
    memory.add("prototypes, with copies", count: 3 * classes * options.encoder.dimension)
    if options.relation.weight > 0 {
      memory.add("matches of a batch", count: 6 * batch * (batch + 8), bytesPerElement: 8)
    }
    return memory
  }

  private static func transportMemory(_ rows: Int, _ classes: Int) -> MemoryDeclaration {
    // What becomes the cost does so in place; kernel (rows filled up to whole vectors) and plan
    // stand beside it.
    var memory = MemoryDeclaration()
    memory.add("transport cost and plan", count: 2 * rows * classes, bytesPerElement: 8)
    memory.add(
      "transport kernel", count: (rows + 1) * ((classes + 1 + 7) / 8) * 8, bytesPerElement: 8)
    memory.add("marginals and scalings", count: 10 * (rows + classes + 2), bytesPerElement: 8)
    return memory
  }

  private static func labelModelMemory(
    _ task: RetrievalTask, _ options: PosteriorOptions
  ) -> MemoryDeclaration {
    let rows = task.trainingRows
    let widths = task.modalities.map { min($0.dimension, options.components) }
    let most = options.neighbours.max() ?? 0
    var memory = MemoryDeclaration()
    memory.add("features in their spaces", count: 3 * rows * widths.reduce(0, +))
    memory.add("neighbours in every space", count: 3 * rows * most, bytesPerElement: 8 + 4)
    memory.add("what witnesses say", count: options.witnessCount * rows * task.classCount)
    if options.predictions {
      // Both results, and of one regression: targets, moments, and the residuals of two penalties.
      memory.add("predictions", count: 7 * rows * task.classCount)
    }
    return memory
  }

  private static func voteMemory(
    _ rows: Int, _ classes: Int, _ votes: VoteOptions
  ) -> MemoryDeclaration {
    var memory = MemoryDeclaration()
    memory.add(
      "neighbours and their weights", count: 2 * rows * votes.neighbours,
      bytesPerElement: 8 + 4 + 8)
    if votes.prediction > 0 {
      memory.add("class probabilities of the training rows", count: 2 * rows * classes)
    }
    return memory
  }
}
