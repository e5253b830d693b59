public import CMRTraining

extension UOTRCL {
  /// Nothing during warm-up; then the plan, its mass, the prior, the soft targets, the prototypes
  /// and a tally.
  ///
  /// | array | shape | meaning |
  /// |---|---|---|
  /// | `plan` | [N, K] | N T of the epoch: a row's sum is the share of it that is transported |
  /// | `mass` | [] | s of the epoch |
  /// | `prior` | [K] | r for the next transport |
  /// | `targets` | [N, K] | soft targets |
  /// | `prototypes` | [K, L] | unit vectors |
  /// | `relation` | [4] | transports of the relation alignment: number, iterations, not converged, worst residual |
  public var state: NamedArrays { correction?.arrays ?? NamedArrays() }

  /// Puts a checkpoint's ``state`` back; throws a `TrainingError` if an array is missing or of
  /// another shape.
  public mutating func restore(_ state: NamedArrays) throws(TrainingError) {
    guard state.count > 0 else {
      correction = nil
      return
    }
    correction = try Correction(
      state, rows: task.trainingRows, classCount: task.classCount,
      dimension: options.encoder.dimension)
  }

  /// What the pass over the training set holds while it lasts, and what the steps follow.
  public static func memory(for task: RetrievalTask, options: Options) -> MemoryDeclaration {
    let (rows, classes) = (task.trainingRows, task.classCount)
    let neighbours = rows * options.votes.neighbours
    let batch = min(task.batchSize, rows)
    var memory = MemoryDeclaration()
    memory.add("embeddings of the training rows", count: 2 * rows * options.encoder.dimension)
    memory.add("neighbours and their weights", count: 2 * neighbours, bytesPerElement: 8 + 4 + 8)
    if options.votes.prediction > 0 {
      memory.add("class probabilities of the training rows", count: 2 * rows * classes)
    }
    // Votes become the cost in place; kernel (rows filled up to whole vectors) and plan stand
    // beside it.
    memory.add("transport cost and plan", count: 2 * rows * classes, bytesPerElement: 8)
    memory.add(
      "transport kernel", count: (rows + 1) * ((classes + 1 + 7) / 8) * 8, bytesPerElement: 8)
    memory.add("marginals and scalings", count: 10 * (rows + classes + 2), bytesPerElement: 8)
    // The core keeps the state of the last epoch until the pass is done, and that of a best epoch
    // until it is saved.
    memory.add("plan of the epoch, with copies", count: 3 * rows * classes)
    memory.add("soft targets, with copies", count: 3 * rows * classes)
    memory.add("prototypes, with copies", count: 3 * classes * options.encoder.dimension)
    if options.relation.weight > 0 {
      memory.add("matches of a batch", count: 6 * batch * (batch + 8), bytesPerElement: 8)
    }
    return memory
  }
}
