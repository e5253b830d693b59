import CMRContainer
import CMRJSON
import CMRStore
import CMRTraining

/// Everything that a cell's result follows from. Two cells with the same one are the same cell.
public struct CellIdentity: Codable, Sendable, Hashable {
  /// The SHA-256 of the other members.
  public let digest: String
  /// The digest of just the data that the fit uses: features, labels and splits.
  public let data: String
  /// The digest of the label set.
  public let labels: String
  /// The SHA-256 of the resolved fit plan, but for where the store lies.
  public let plan: String
  /// The program and its version; of a plug-in's method also the digest of its library.
  public let program: String

  init(data: String, labels: String, plan: String, program: String) {
    self.data = data
    self.labels = labels
    self.plan = plan
    self.program = program
    digest = RunningDigest.hexadecimal(
      of: ["cmr-grid-cell 1", data, labels, plan, program].joined(separator: "\n") + "\n")
  }

  /// The identity of the fit of `plan`, resolved in `store`, by `program`.
  init(of plan: FitPlan, in store: Store, program: String) throws {
    var anywhere = plan
    anywhere.store.path = ""
    self.init(
      data: plan.store.identity ?? "",
      labels: try store.container.node("labels/\(plan.labels)").sha256,
      plan: RunningDigest.hexadecimal(of: try anywhere.document().text()), program: program)
  }

  /// As much of the digest as a folder's name takes.
  var short: Substring { digest.prefix(16) }
}
