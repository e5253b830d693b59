internal import CMRArchive
internal import CMRFiles
internal import SystemPackage

/// Turns a request into a plan, step by step.
struct Planner {
  let request: ImportRequest
  let monitor: ImportMonitor

  func plan() throws(ImportError) -> ImportPlan {
    guard !request.inputs.isEmpty else { throw .noInput }
    try checkDestination()
    let monitor = monitor
    let input = try OpenInput(
      request.inputs, limits: request.limits, destination: request.destination,
      hdf5Reader: request.hdf5Reader
    ) { (member) throws(ImportError) in try monitor.report(.looking, member) }
    let detection = try detect(input)
    let (blueprint, labels) = try merge(settle(detection.fit.blueprint, input), input)
    let isPaired = blueprint.isPaired(labelsAreEqual: labels.modalities == nil)
    let companions = Companions(
      texts: input.inventory.texts, blueprint: blueprint, isPaired: isPaired, labels: labels)
    let splits = try SplitPlanner(blueprint: blueprint, isPaired: isPaired, input: input)
      .plan(request.validation)
    let modalities = blueprint.modalities.map(\.name)
    return ImportPlan(
      request: request, input: input, blueprint: blueprint,
      labels: isPaired ? labels : labels.separate(for: modalities), companions: companions,
      splits: splits.splits, isPaired: isPaired,
      summary: summary(input, detection, blueprint, labels, companions, splits))
  }

  private func detect(_ input: OpenInput) throws(ImportError) -> Detection {
    if let recipe = request.recipe { return try Detection(recipe, input) }
    return try Detection(
      input.inventory, layoutName: request.layout, member: request.member,
      variants: Variants(request.variants))
  }

  /// Nobody should wait for a big archive to be read to learn that the store cannot be written.
  private func checkDestination() throws(ImportError) {
    if !request.overwrite, (try? request.destination.stat()) != nil {
      throw .exists(request.destination)
    }
    do throws(FilesError) {
      _ = try PendingFile.create(for: request.destination)
    } catch {
      throw .cannotWrite(error)
    }
  }

  // MARK: Labels

  /// The blueprint that the labels confirm, and the labels.
  private func settle(
    _ blueprint: Blueprint, _ input: OpenInput
  ) throws(ImportError) -> (Blueprint, ResolvedLabels) {
    try blueprint.check(title: input.title)
    let labels = try resolve(blueprint, input)
    guard let claim = blueprint.claim else { return (blueprint, labels) }
    var counts = [Int](repeating: 0, count: labels.classCount)
    if case .classes(let classes)? = labels.values.first {
      for index in classes.prefix(blueprint.segments[0].rows) { counts[Int(index)] += 1 }
    }
    guard counts != claim.trainClassCounts else { return (blueprint, labels) }
    return try settle(claim.otherwise, input)
  }

  /// The same without rows that stand there twice.
  private func merge(
    _ settled: (Blueprint, ResolvedLabels), _ input: OpenInput
  ) throws(ImportError) -> (Blueprint, ResolvedLabels) {
    let merged = try InnerSegment(blueprint: settled.0, input: input, monitor: monitor)
      .merged(settled.1)
    guard merged.segments != settled.0.segments else { return (merged, settled.1) }
    return (merged, try resolve(merged, input))
  }

  private func resolve(
    _ blueprint: Blueprint, _ input: OpenInput
  ) throws(ImportError) -> ResolvedLabels {
    var groups: [LabelResolver.Group] = []
    for set in blueprint.labels {
      var tables: [LabelTable] = []
      for origin in set.origins {
        switch origin {
        case .numbers(let numbers, let name):
          tables.append(LabelTable(source: name, columns: 1, values: numbers))
        case .variable(let piece):
          let array = try input.numbers(of: [piece.source])[0]
          tables.append(
            try LabelTable(
              source: input.title(piece.source), columns: piece.width,
              numbers: array.samples(of: piece)))
        }
      }
      groups.append(LabelResolver.Group(modality: set.modality, tables: tables))
    }
    let names = NameList.authority(among: input.inventory.texts).map {
      LabelResolver.ClassNames(count: $0.names.count, source: $0.name)
    }
    return try LabelResolver(groups: groups, classNames: names, base: base(input)).resolve()
  }

  /// The number of the first class, where the caller knows it.
  private func base(_ input: OpenInput) -> Int? {
    request.recipe.flatMap { RecipeResolver(recipe: $0, input: input).labelBase }
      ?? request.labelBase
  }

  // MARK: Summary

  private func summary(
    _ input: OpenInput, _ detection: Detection, _ blueprint: Blueprint, _ labels: ResolvedLabels,
    _ companions: Companions, _ splits: SplitPlanner.Result
  ) -> ImportSummary {
    let stem = request.destination.lastComponent?.stem ?? "dataset"
    let features = blueprint.modalities.map { featureDecision($0, input) }
    return ImportSummary(
      name: request.name ?? stem, layout: detection.layout,
      modalities: blueprint.modalities.map { modality in
        ImportSummary.Modality(
          name: modality.name, rows: modality.pieces.reduce(0) { $0 + $1.samples.count },
          dimension: modality.pieces.first?.width ?? 0)
      },
      classNames: classNames(labels, companions),
      splits: splits.splits.map {
        ImportSummary.Split(name: $0.name, rows: $0.count, rule: $0.rule)
      },
      explanation: detection.explanation,
      decisions: features + blueprint.notes + pairing(blueprint, labels) + labels.decisions
        + companions.decisions + defaults(blueprint, companions) + splits.decisions,
      warnings: labels.warnings + splits.warnings,
      skipped: input.inventory.skipped + unused(input, blueprint))
  }

  private func featureDecision(_ modality: Blueprint.Modality, _ input: OpenInput) -> String {
    var seen = Set<VariableReference>()
    let sources = modality.pieces.map(\.source).filter { seen.insert($0).inserted }
    let texts = sources.map { source in
      let variable = source.variable
      let kind = "\(variable.isSparse ? "sparse " : "")\(variable.element)"
      return "'\(input.title(source))' (\(kind) \(Variable.text(of: variable.shape)))"
    }
    let axis =
      sources.contains { $0.variable.shape.count > 2 }
      ? ", the numbers of a sample in the order of the file"
      : modality.pieces.first?.axis == .columns ? ", one sample per column" : ""
    return "\(modality.name) is \(texts.joined(separator: " and "))\(axis), stored as float32"
  }

  /// Whether rows belong together, where the layout leaves that to the numbers.
  private func pairing(_ blueprint: Blueprint, _ labels: ResolvedLabels) -> [String] {
    guard blueprint.pairing == .whereRowsAgree else { return [] }
    let names = blueprint.modalities.map(\.name).joined(separator: ", ")
    if blueprint.isPaired(labelsAreEqual: labels.modalities == nil) {
      return ["\(names) have equally many rows with equal labels and are paired row by row"]
    }
    let agree = Set(blueprint.modalities.map { blueprint.rows(of: $0) }).count == 1
    let reason = agree ? "labels" : "numbers of rows"
    return ["\(names) differ in their \(reason), so they are not paired and share classes alone"]
  }

  private func classNames(_ labels: ResolvedLabels, _ companions: Companions) -> [String] {
    companions.classNames ?? (0..<labels.classCount).map { "\($0)" }
  }

  private func defaults(_ blueprint: Blueprint, _ companions: Companions) -> [String] {
    var decisions: [String] = []
    if blueprint.modalities.contains(where: { companions.ids[$0.name] == nil }) {
      let first = blueprint.segments.first?.name ?? "row"
      decisions.append(
        "the input names no rows, so their ids are made of split and number, from"
          + " \(first)-000001 on"
      )
    }
    if companions.classNames == nil {
      decisions.append("the input names no classes, so their numbers from 0 stand for names")
    }
    return decisions
  }

  /// The variables of the used files that nothing was taken from, and what of the input is no
  /// features.
  private func unused(_ input: OpenInput, _ blueprint: Blueprint) -> [String] {
    let used = Set(blueprint.sources)
    let unused = Set(used.map(\.member)).sorted().flatMap { index in
      input.inventory.members[index].variables
        .filter {
          $0.element.isNumeric && !used.contains(VariableReference(member: index, variable: $0))
        }
        .map { "variable \($0) of \(input.inventory.members[index].name) is not used" }
    }
    return unused + RawArrays(input.inventory, besides: used).sentences
  }
}

extension Blueprint {
  /// Every variable that something is taken from.
  var sources: [VariableReference] {
    let labels = labels.flatMap(\.origins).compactMap { origin in
      if case .variable(let piece) = origin { piece.source } else { nil }
    }
    return featureSources + labels + indices.map(\.source)
  }
}
