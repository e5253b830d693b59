import CMRContainer
package import CMRStore
import FoundationEssentials

/// The labels of a store with those of a run's training rows as its method believes them.
///
/// Rows of validation and test keep the labels that the run was given, which by custom are clean.
package struct CorrectedLabels {
  /// Which training rows get the class that they are believed to have.
  package enum Rows: String, Codable, CaseIterable, Sendable {
    /// Those that the method goes by; all others keep the given label.
    case transported
    /// All.
    case all
  }

  /// The label set.
  package let set: LabelSet
  /// How it came about.
  package let manifest: CorrectionManifest

  /// The labels by the latest beliefs of the run of `rows`, as a set called `name`.
  ///
  /// The set names that of the run as its base, so that what is right is still said by the labels
  /// that the source came with.
  package init(_ believed: BelievedRows, taking rows: Rows, name: String?, tool: String) throws {
    let (run, store) = (believed.run, believed.store)
    let base = try store.labels(run.labels)
    let name = name ?? Self.name(of: run, rows)
    let replaced = try Self.replace(believed, base, rows)
    manifest = CorrectionManifest(
      believed, rows, name: name, tool: tool,
      baseDigest: try store.container.node("labels/\(run.labels)").sha256,
      outcomes: replaced.outcomes)
    set = LabelSet(
      name: name, labels: replaced.labels, base: run.labels, manifest: try manifest.text())
  }

  /// `symmetric-0.4-s1-uot-rcl-e40`, with `-all` where all rows are taken.
  private static func name(of run: BelievingRun, _ rows: Rows) -> String {
    "\(run.labels)-\(run.method)-e\(run.lastEpoch)" + (rows == .all ? "-all" : "")
  }

  private static func replace(
    _ believed: BelievedRows, _ base: LabelSet, _ rows: Rows
  ) throws -> (labels: PerModality<Labels>, outcomes: [CorrectionManifest.Outcome]) {
    let beliefs = believed.run.history.latest
    let taken = beliefs.classes.indices.filter { rows == .all || beliefs.isTransported[$0] }
    var labels: [String: Labels] = [:]
    var outcomes: [CorrectionManifest.Outcome] = []
    for modality in believed.store.modalityNames {
      var classes = try base.classIndices(for: modality)
      if let place = believed.modalities.firstIndex(of: modality) {
        let numbers = believed.rows[place]
        let changed = taken.count { classes[numbers[$0]] != beliefs.classes[$0] }
        for position in taken { classes[numbers[position]] = beliefs.classes[position] }
        outcomes.append(
          .init(
            modality: modality, trainingRows: numbers.count, takenRows: taken.count,
            changedRows: changed))
      }
      labels[modality] = .classIndices(classes)
    }
    // What modalities shared they still share, unless the run left one of them out.
    if base.labels.isShared, Set(labels.values).count == 1, let shared = labels.values.first {
      return (.shared(shared), outcomes)
    }
    return (.separate(labels), outcomes)
  }
}
