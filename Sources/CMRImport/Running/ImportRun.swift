internal import CMRArchive
internal import CMRStore
internal import SystemPackage

/// One run of a plan: features into spools, spools into the store.
struct ImportRun {
  let plan: ImportPlan
  let monitor: ImportMonitor

  private var input: OpenInput { plan.input }
  private var request: ImportRequest { plan.request }

  func run() throws(ImportError) -> ImportReport {
    try input.files.checkUnchanged()
    let reader = try FeatureReader(plan: plan, monitor: monitor)
    try input.files.checkUnchanged()
    var summary = plan.summary
    let (digest, sources) = try write(reader, &summary)
    return ImportReport(
      store: request.destination.string, digest: digest, summary: summary, sources: sources)
  }

  /// The archives first, then the members used in the order of the input.
  private func provenanceSources(_ digests: [Int: MemberDigest]) throws(ImportError)
    -> [Provenance.Source]
  {
    var sources: [Provenance.Source] = []
    for archive in input.files.archives(of: Set(digests.keys)) {
      let hash = try RunningSHA256.digest(of: archive) { (done, size) throws(ImportError) in
        try monitor.report(.reading, input.files.name, done, of: size)
      }
      sources.append(
        Provenance.Source(
          name: terminalSafe(archive.lastComponent?.string ?? ""), size: Int64(hash.byteCount),
          sha256: hash.hexadecimal))
    }
    for (index, digest) in digests.sorted(by: { $0.key < $1.key }) {
      sources.append(
        Provenance.Source(
          name: input.inventory.members[index].name, size: Int64(digest.byteCount),
          sha256: digest.sha256))
    }
    return sources
  }

  private func write(
    _ reader: FeatureReader, _ summary: inout ImportSummary
  ) throws(ImportError) -> (digest: String, sources: [Provenance.Source]) {
    do {
      var builder = try StoreBuilder.create(
        at: request.destination, name: plan.summary.name, classNames: plan.summary.classNames)
      var surveys: [FeatureSurvey] = []
      for modality in plan.blueprint.modalities {
        surveys.append(try write(modality, reader, &builder))
      }
      summary.warnings += SurveyFindings(surveys: surveys, splits: plan.splits).warnings
      try builder.setPaired(plan.isPaired ? plan.blueprint.modalities.map(\.name) : [])
      try builder.addLabels(LabelSet(name: LabelSet.cleanName, labels: storeLabels))
      for split in plan.splits {
        try builder.addSplit(Split(name: split.name, rule: split.rule, rows: split.rows))
      }
      try monitor.report(.sealing, plan.summary.name)
      if !request.overwrite, (try? request.destination.stat()) != nil {
        throw ImportError.exists(request.destination)
      }
      let sources = try provenanceSources(
        try reader.allDigests { () throws(ImportError) in
          try monitor.report(.sealing, plan.summary.name)
        })
      // HDF5 files were read after the check before.
      try input.files.checkUnchanged()
      let digest = try builder.publish(
        provenance: Provenance(
          sources: sources, tool: request.tool, layout: plan.summary.layout,
          decisions: summary.decisions + summary.warnings.map { "warning: \($0)" }))
      return (digest, sources)
    } catch let error as ImportError {
      throw error
    } catch let error as StoreError {
      throw .cannotWrite(error)
    } catch {
      throw .scratchFailed(error)
    }
  }

  private func write(
    _ modality: Blueprint.Modality, _ reader: FeatureReader, _ builder: inout StoreBuilder
  ) throws -> FeatureSurvey {
    let rows = modality.pieces.reduce(0) { $0 + $1.samples.count }
    let width = modality.pieces.first?.width ?? 0
    var writer = try builder.beginModality(modality.name, rows: rows, dimension: width)
    var survey = FeatureSurvey(modality.name, columns: width)
    for piece in modality.pieces {
      try reader.forEachBlock(of: piece, modality: modality.name) { block in
        try monitor.report(.writing, modality.name, UInt64(writer.appended), of: UInt64(rows))
        survey.add(block)
        try writer.append(block)
      }
    }
    survey.finish(writer.rowChecksums)
    try builder.finish(writer, ids: ids(modality))
    return survey
  }

  private func ids(_ modality: Blueprint.Modality) -> [String] {
    if let known = plan.companions.ids[modality.name] { return known }
    return zip(plan.blueprint.segments, plan.blueprint.rows(of: modality)).flatMap {
      segment, rows in
      (0..<rows).map { row in
        let digits = "\(row + 1)"
        let zeros = String(repeating: "0", count: max(0, 6 - digits.count))
        return "\(segment.name)-\(zeros)\(digits)"
      }
    }
  }

  private var storeLabels: PerModality<Labels> {
    let values = plan.labels.values.map { values -> Labels in
      switch values {
      case .classes(let classes): .classIndices(classes)
      case .multiHot(let elements):
        .multiHot(
          MultiHot(
            rows: elements.count / max(1, plan.labels.classCount), classes: plan.labels.classCount,
            elements: elements))
      }
    }
    guard let modalities = plan.labels.modalities else { return .shared(values[0]) }
    return .separate(Dictionary(uniqueKeysWithValues: zip(modalities, values)))
  }
}
