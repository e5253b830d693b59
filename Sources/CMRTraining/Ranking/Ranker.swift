import CMRContainer
import CMRDense
public import CMRStore
public import SystemPackage

/// Embeds a split with the method of a checkpoint and ranks it in all directions.
///
/// ```swift
/// let checkpoint = try run.checkpoints().read(.best)
/// let ranker = try Ranker(checkpoint, store: store, catalog: catalog)
/// let report = try ranker.rank("test", top: 100, to: "runs/wiki-0.4/test.h5")
/// ```
///
/// Nothing here chooses anything; the split can be any of the store. Memory is one gallery's
/// embeddings and a block of queries.
public struct Ranker {
  private let checkpoint: Checkpoint
  private let store: Store
  private let method: any TrainingMethod.Type
  private let toolVersion: String
  private let stop: StopFlag

  /// A ranker of `store` by `checkpoint`.
  ///
  /// Throws a ``TrainingError`` if the method is unknown or the store holds other data than the
  /// checkpoint was trained on.
  public init(
    _ checkpoint: Checkpoint, store: Store, catalog: MethodCatalog,
    toolVersion: String = "unversioned", stop: StopFlag = StopFlag()
  ) throws {
    self.checkpoint = checkpoint
    self.store = store
    method = try catalog.method(of: checkpoint)
    self.toolVersion = toolVersion
    self.stop = stop
    try checkpoint.plan.checkIdentity(of: store)
  }

  /// Ranks `split` and writes a ranking file to `path`: the first `top` items of each ranking, or
  /// all.
  ///
  /// Throws a `StoreError` for an unknown split, a ``TrainingError`` with code `interrupted` if the
  /// stop flag was raised; nothing is published then, of the TREC files neither.
  @discardableResult
  public func rank(
    _ split: String, top: Int? = nil, to path: FilePath, trec: TRECOutput? = nil
  ) throws -> RankingReport {
    BLASThreads.set(max(1, checkpoint.plan.threads))
    do {
      return try rank(method, split, top, path, trec)
    } catch is Interruption {
      throw TrainingError.rankingInterrupted(path)
    }
  }

  private func rank<Method: TrainingMethod>(
    _ type: Method.Type, _ split: String, _ top: Int?, _ path: FilePath, _ trec: TRECOutput?
  ) throws -> RankingReport {
    if let top, top < 1 { throw TrainingError.rankingDepth(top) }
    let truth = try checkpoint.plan.truth(in: store)
    var rows = try store.splitRows(split, modalities: checkpoint.plan.modalities, truth: truth)
    for index in rows.modalities.indices {
      let modality = rows.modalities[index]
      rows.modalities[index].scaling = try checkpoint.scaling(
        of: modality.name, dimension: modality.dimension)
    }
    let embeddings = try SplitEmbeddings(of: rows, by: restored(type), stop: stop)
    var writer = try begin(path, split: split, relevance: truth.name)
    var directions: [RankingReport.Direction] = []
    var texts: [PendingText] = []
    for direction in RankingDirection.all(of: checkpoint.plan.modalities) {
      let pass = RankingPass(embeddings: embeddings, direction: direction)
      directions.append(try write(pass, top, to: &writer, trec, &texts))
    }
    // All or nothing: what can fail comes before the first file appears.
    for text in texts { try text.flush() }
    let digest = try writer.seal()
    for text in texts { try text.publish() }
    return RankingReport(
      split: split, position: checkpoint.position, directions: directions, digest: digest)
  }

  private func write<Method>(
    _ pass: RankingPass<Method>, _ top: Int?, to writer: inout ContainerWriter,
    _ trec: TRECOutput?, _ texts: inout [PendingText]
  ) throws -> RankingReport.Direction {
    let direction = pass.direction
    let galleryIDs = try pass.ids(direction.gallery, store)
    let ranking = RankingWriter(
      pass: pass, queryIDs: try pass.ids(direction.query, store), galleryIDs: galleryIDs,
      depth: min(top ?? galleryIDs.count, galleryIDs.count))
    let files = try trec.map {
      try TRECFiles($0, direction, queryIDs: ranking.queryIDs, galleryIDs: galleryIDs)
    }
    if let files { texts += [files.run, files.qrels] }
    return try ranking.write(to: &writer) { block, ranking in
      try files?.write(ranking, block.queries, block.relevance)
    }
  }
}

extension Ranker {
  /// The method as it was when the checkpoint was taken.
  private func restored<Method: TrainingMethod>(_ type: Method.Type) throws -> Method {
    let plan = checkpoint.plan
    let task = try RetrievalTask(plan, from: store)
    var method = try Method(
      options: Method.options(from: plan.method.options), task: task, random: plan.initialisation)
    try method.parameters.restore(checkpoint.parameters)
    try method.restore(checkpoint.methodState)
    return method
  }

  private func begin(
    _ path: FilePath, split: String, relevance: String
  ) throws -> ContainerWriter {
    var writer = try ContainerWriter.create(
      at: path, kind: RankingFormat.kind,
      attributes: [
        RankingFormat.split: .text(split), RankingFormat.toolVersion: .text(toolVersion),
      ])
    try writer.addDocument(
      RankingProvenance(
        checkpoint: .init(sha256: checkpoint.digest, position: checkpoint.position),
        plan: checkpoint.plan,
        store: .init(name: store.name, sha256: store.digest, provenance: store.provenance),
        relevance: relevance),
      at: RankingFormat.provenance)
    return writer
  }
}

extension RankingPass {
  /// The identifiers of the rows of `modality` in the split.
  fileprivate func ids(_ modality: String, _ store: Store) throws -> [String] {
    let all = try store.modality(modality).ids()
    let rows = embeddings.split.modalities.first { $0.name == modality }?.rows ?? []
    return rows.map { all[$0] }
  }
}

extension FitPlan {
  /// The label set that says what is relevant: the one that noise was added to, or the plan's own.
  func truth(in store: Store) throws(StoreError) -> LabelSet {
    let lineage = try store.lineage(ofLabels: labels)
    return lineage[lineage.count - 1]
  }

  /// Throws where `store` holds other data than the plan was resolved for.
  func checkIdentity(of store: Store) throws {
    let found = try identity(of: self, in: store)
    if let wanted = self.store.identity, wanted != found {
      throw TrainingError.otherStore(store.path, wanted: wanted, found: found)
    }
  }
}
