package import CMRJSON
import FoundationEssentials

/// How a set of corrected labels came about; the element `manifest` of the label set. Equal inputs
/// have equal manifests.
package struct CorrectionManifest: Codable, Sendable, Equatable {
  /// The checkpoint whose beliefs these are.
  package struct Source: Codable, Sendable, Equatable {
    /// Its digest.
    package let sha256: String
    /// How many epochs were done.
    package let epoch: Int
    /// How many steps of the next epoch were done.
    package let step: Int
  }

  /// What became of one modality.
  package struct Outcome: Codable, Sendable, Equatable {
    /// Its name.
    package let modality: String
    /// The rows of the training split.
    package let trainingRows: Int
    /// Those that got the class that they are believed to have.
    package let takenRows: Int
    /// Those whose label is another now.
    package let changedRows: Int
  }

  /// The version of this form.
  package private(set) var encodingVersion = 1
  /// The name of the label set.
  package let name: String
  /// The label set that was corrected: the one that the run was fitted to.
  package let base: String
  /// Its digest.
  package let baseDigest: String
  /// The method that corrected it.
  package let method: String
  /// The epoch, counted from 1, at whose beginning the labels were believed.
  package let epoch: Int
  /// Which training rows were taken.
  package let rows: CorrectedLabels.Rows
  /// The split of the training rows; all others have the labels of the base.
  package let split: String
  /// The checkpoint.
  package let checkpoint: Source
  /// The identity of the data that the run was fitted to.
  package let dataDigest: String
  /// The resolved plan of the run, with the method's options.
  package let plan: JSONValue
  /// The program that wrote the label set.
  package let tool: String
  /// By modality.
  package let outcomes: [Outcome]

  init(
    _ believed: BelievedRows, _ rows: CorrectedLabels.Rows, name: String, tool: String,
    baseDigest: String, outcomes: [Outcome]
  ) {
    let run = believed.run
    self.name = name
    base = run.labels
    self.baseDigest = baseDigest
    method = run.method
    epoch = run.lastEpoch
    self.rows = rows
    split = run.split
    checkpoint = Source(sha256: run.digest, epoch: run.epoch, step: run.step)
    dataDigest = run.dataDigest
    plan = run.plan
    self.tool = tool
    self.outcomes = outcomes
  }

  /// Keys sorted and on lines of their own: the text is part of the label set, so its form must never
  /// change.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
