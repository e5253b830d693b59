import CMRContainer
package import CMRJSON
package import SystemPackage

/// A run as its checkpoint tells of it: what it was fitted to, and what its method believed.
///
/// Read without any code of a method, so that every program can show it.
package struct BelievingRun: Sendable {
  /// The checkpoint.
  package let path: FilePath
  /// The digest that covers the checkpoint.
  package let digest: String
  /// How many epochs were done.
  package let epoch: Int
  /// How many steps of the next epoch were done.
  package let step: Int
  /// The resolved plan of the run.
  package let plan: JSONValue
  /// The method's name.
  package let method: String
  /// The label set that it was fitted to.
  package let labels: String
  /// The split of its training rows.
  package let split: String
  /// All splits that the run uses.
  let splits: [String]
  /// Its modalities, in the order of the task.
  package let modalities: [String]
  /// The identity of the data that it was fitted to.
  package let dataDigest: String
  /// What the method believed.
  package let history: BeliefHistory

  /// Reads the checkpoint at `path`: its plan and its history, every byte of both.
  ///
  /// Throws a `ContainerError` for a file that is no checkpoint, damaged or of a newer program, a
  /// ``BeliefError`` for a checkpoint without a history.
  package init(checkpoint path: FilePath) throws {
    let container = try Container.open(path, kind: .checkpoint)
    let plan = try JSONValue(parsing: container.documentText(BeliefFormat.plan))
    let reader = PlanReader(plan: plan, path: path)
    method = try reader.text("method", "name")
    guard let history = try container.beliefHistory() else {
      throw BeliefError.noHistory(path, method: method)
    }
    self.history = history
    self.path = path
    self.plan = plan
    digest = container.digest
    epoch = try Self.count(BeliefFormat.epoch, in: container)
    step = try Self.count(BeliefFormat.step, in: container)
    labels = try reader.text("labels")
    split = try reader.text("splits", "train")
    splits =
      try [split] + ["validation", "report"].compactMap { try reader.optionalText("splits", $0) }
    modalities = try reader.texts("modalities")
    dataDigest = try reader.text("store", "identity")
  }

  private static func count(_ name: String, in container: Container) throws -> Int {
    guard let value = container.attributes[name]?.integer, value >= 0, value <= Int32.max else {
      throw BeliefError.lacks("the attribute '\(name)'", container.path)
    }
    return Int(value)
  }

  /// The epoch that the method last had beliefs about.
  package var lastEpoch: Int { history.epochs.last ?? 0 }
}

/// Takes texts out of a plan by the names of their keys.
private struct PlanReader {
  let plan: JSONValue
  let path: FilePath

  func text(_ keys: String...) throws -> String {
    guard case .string(let text) = value(keys) else { throw lack(keys) }
    return text
  }

  func optionalText(_ keys: String...) throws -> String? {
    switch value(keys) {
    case .string(let text): text
    case .null: nil
    default: throw lack(keys)
    }
  }

  func texts(_ keys: String...) throws -> [String] {
    guard case .array(let values) = value(keys), !values.isEmpty else { throw lack(keys) }
    return try values.map { value in
      guard case .string(let text) = value else { throw lack(keys) }
      return text
    }
  }

  private func value(_ keys: [String]) -> JSONValue? {
    keys.reduce(Optional(plan)) { $0?[$1] }
  }

  private func lack(_ keys: [String]) -> BeliefError {
    .lacks("'\(keys.joined(separator: "."))' in its plan", path)
  }
}

extension BeliefError {
  static func lacks(_ what: String, _ file: FilePath) -> Self {
    Self("the checkpoint '\(file)' lacks \(what)")
  }

  static func noHistory(_ file: FilePath, method: String) -> Self {
    Self(
      "the checkpoint '\(file)' of the method '\(method)' holds no beliefs about labels: the method "
        + "has none, or had none yet, or an older program wrote the file",
      remedy: "take a later checkpoint of a method that corrects labels, such as uot-rcl")
  }
}
