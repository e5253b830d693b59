public import CMRStore
import FoundationEssentials
import SystemPackage

/// A plan with every value written out, and what a person should know about it.
public struct ResolvedPlan: Sendable, Equatable {
  /// The plan.
  public let plan: FitPlan
  /// Sentences for the person who asked.
  public let notices: [String]
}

extension FitPlan {
  /// The plan with everything that was left open decided for `store`: modalities, method options,
  /// threads, the data's identity, and whether there is a validation split.
  ///
  /// Throws a ``TrainingError`` for a value out of range or a method that does not exist, and a
  /// `StoreError` for names that the store does not have.
  public func resolved(in store: Store, catalog: MethodCatalog) throws -> ResolvedPlan {
    try validate()
    var plan = self
    var notices: [String] = []
    plan.store.path = Self.absolute(plan.store.path)
    plan.method.options = try catalog.resolveOptions(method.options, of: method.name)
    if plan.modalities.isEmpty {
      plan.modalities =
        store.pairedModalities.isEmpty ? store.modalityNames : store.pairedModalities
    }
    if plan.threads == 0 { plan.threads = max(1, ProcessInfo.processInfo.activeProcessorCount) }
    if let validation = plan.splits.validation, !store.splitNames.contains(validation),
      validation == SplitPlan().validation
    {
      plan.splits.validation = nil
      notices.append(
        "the store '\(store.path)' has no split '\(validation)': the last epoch counts as the best")
    }
    notices += try plan.checkOverlap(in: store)
    plan.store.identity = try identity(of: plan, in: store)
    if let wanted = self.store.identity, let found = plan.store.identity, wanted != found {
      throw TrainingError.otherData(store.path.string, wanted: wanted, found: found)
    }
    let task = try RetrievalTask(plan, from: store)
    notices += try Self.notices(of: catalog.method(named: plan.method.name), for: task, plan)
    return ResolvedPlan(plan: plan, notices: notices)
  }

  private static func notices<Method: TrainingMethod>(
    of method: Method.Type, for task: RetrievalTask, _ plan: FitPlan
  ) throws -> [String] {
    try Method.notices(for: task, options: Method.options(from: plan.method.options))
  }

  /// A run is looked at from other folders than the one in which it was begun.
  private static func absolute(_ path: String) -> String {
    let path = FilePath(path)
    guard path.isRelative else { return path.string }
    return FilePath(FileManager.default.currentDirectoryPath).pushing(path)
      .lexicallyNormalized().string
  }

  func identity(of plan: FitPlan, in store: Store) throws(StoreError) -> String {
    let splits = [plan.splits.train, plan.splits.validation, plan.splits.report].compactMap { $0 }
    return try store.runDigest(labels: plan.labels, splits: splits)
  }
}

extension TrainingError {
  static func otherData(_ store: String, wanted: String, found: String) -> Self {
    Self(
      code: .unsuitableData,
      message: "the store '\(store)' holds other data than the plan names: identity "
        + "\(found.prefix(12)), not \(wanted.prefix(12))",
      remedy: "name the store that the plan was made for, or leave out 'store.identity'")
  }
}
