internal import CMRArchive

/// Turns a recipe into what a layout would say about the input.
struct RecipeResolver {
  let recipe: ImportRecipe
  let input: OpenInput

  private var inventory: Inventory { input.inventory }

  /// The most that rows or classes may begin at.
  private static let bases = 0...1_000_000

  /// The blueprint.
  ///
  /// - Throws: ``ImportError`` that names what the recipe asks for and what there is.
  func blueprint() throws(ImportError) -> Blueprint {
    guard recipe.version == 1 else { throw .recipeVersion(recipe.version) }
    guard let first = recipe.parts.first else { throw .recipeLacks("parts", of: "the recipe") }
    let names = first.modalities.keys.sorted()
    guard !names.isEmpty else { throw .recipeLacks("features", of: "part '\(first.name)'") }
    try checkParts(names)
    var pieces: [String: [Piece]] = [:]
    for part in recipe.parts {
      for (modality, source) in part.modalities.sorted(by: { $0.key < $1.key }) {
        pieces[modality, default: []].append(try features(source, modality))
      }
    }
    try checkAxes(pieces.values.flatMap(\.self))
    let firstPieces = pieces[names[0]] ?? []
    var blueprint = Blueprint(
      segments: zip(recipe.parts, firstPieces).map { part, piece in
        Blueprint.Segment(name: Self.name(of: part), rows: piece.samples.count)
      },
      modalities: names.map { Blueprint.Modality(name: $0, pieces: pieces[$0] ?? []) },
      labels: try labels(names))
    for (split, indices) in (recipe.splits ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard Self.bases.contains(indices.base) else { throw .recipeBase(indices.base) }
      let source = try find(ImportRecipe.Source(file: indices.file, key: indices.key))
      guard source.variable.isVector else { throw .notAList(input.title(source), source.variable) }
      blueprint.indices.append(
        Blueprint.StoredIndices(
          split: ImportRecipe.splitNames[split] ?? split, source: source, base: indices.base))
    }
    return blueprint
  }

  /// The first class of all labels where the recipe tells any, since those are counted from 0 then.
  var labelBase: Int? {
    let sources = recipe.parts.flatMap { part in
      [part.labels].compactMap(\.self) + (part.labelsByModality.map { Array($0.values) } ?? [])
    }
    return sources.contains { $0.base != nil } ? 0 : nil
  }

  private static func name(of part: ImportRecipe.Part) -> String {
    ImportRecipe.splitNames[part.name] ?? part.name
  }

  private func checkParts(_ names: [String]) throws(ImportError) {
    var seen = Set<String>()
    for part in recipe.parts {
      guard ImportRecipe.splitNames[part.name] != nil else { throw .unknownPart(part.name) }
      guard seen.insert(Self.name(of: part)).inserted else { throw .partTwice(part.name) }
      let there = part.modalities.keys.sorted()
      guard there == names else {
        throw .partsDisagree(recipe.parts[0].name, names, part.name, there)
      }
    }
    if seen.contains("all"), seen.count > 1 { throw .partAllAmongOthers }
  }

  private func features(
    _ source: ImportRecipe.Source, _ modality: String
  ) throws(ImportError) -> Piece {
    let reference = try find(source)
    let variable = reference.variable
    guard variable.element.isNumeric, !variable.shape.isEmpty else {
      throw .notAMatrix(input.title(reference), variable, modality: modality)
    }
    guard variable.shape.count > 2 else {
      return Piece(reference, axis: source.transpose == true ? .columns : .rows)
    }
    let axis = SampleAxis.outermost(of: variable)
    guard source.transpose == nil || source.transpose == (axis == .columns) else {
      throw .samplesWithin(input.title(reference), variable, axis)
    }
    return Piece(reference, axis: axis)
  }

  /// A matrix is read once, so its samples cannot be its rows here and its columns there.
  private func checkAxes(_ pieces: [Piece]) throws(ImportError) {
    var axes: [VariableReference: SampleAxis] = [:]
    for piece in pieces {
      let known = axes.updateValue(piece.axis, forKey: piece.source)
      guard known == nil || known == piece.axis else {
        throw .transposedAndNot(input.title(piece.source))
      }
    }
  }

  // MARK: Labels

  private func labels(_ modalities: [String]) throws(ImportError) -> [Blueprint.Labels] {
    let isShared = recipe.parts[0].labels != nil
    guard !isShared else {
      return [Blueprint.Labels(modality: nil, origins: try origins { $0.labels })]
    }
    var sets: [Blueprint.Labels] = []
    for modality in modalities {
      sets.append(
        Blueprint.Labels(
          modality: modality, origins: try origins { $0.labelsByModality?[modality] }))
    }
    return sets
  }

  private func origins(
    _ choose: (ImportRecipe.Part) -> ImportRecipe.Source?
  ) throws(ImportError) -> [LabelOrigin] {
    var origins: [LabelOrigin] = []
    for part in recipe.parts {
      guard let source = choose(part) else {
        throw .recipeLacks("labels", of: "part '\(part.name)'")
      }
      origins.append(try origin(source))
    }
    return origins
  }

  private func origin(_ source: ImportRecipe.Source) throws(ImportError) -> LabelOrigin {
    let reference = try find(source)
    let variable = reference.variable
    guard variable.isMatrix || variable.isVector else {
      throw .notLabels(input.title(reference), variable)
    }
    let piece =
      source.transpose.map { Piece(reference, axis: $0 ? .columns : .rows) }
      ?? Piece.labels(reference)
    if let encoding = source.encoding, (encoding == .numbers) != (piece.width == 1) {
      throw .otherEncoding(input.title(reference), variable, asked: encoding)
    }
    guard let base = source.base, piece.width == 1 else { return .variable(piece) }
    guard Self.bases.contains(base) else { throw .recipeBase(base) }
    let array = try input.numbers(of: [reference])[0]
    let table = try LabelTable(
      source: input.title(reference), columns: 1, numbers: array.samples(of: piece))
    for (row, value) in table.values.enumerated() where value < base {
      throw .labelBelowBase(value, base, row: row, in: table.source)
    }
    return .numbers(
      table.values.map { $0 - Int64(base) }, name: inventory.members[reference.member].name)
  }

  // MARK: Files and keys

  private func find(_ source: ImportRecipe.Source) throws(ImportError) -> VariableReference {
    if let key = source.key { return try find(source.file, key) }
    if !members(called: source.file).isEmpty { return try find(source.file, nil) }
    // A file's name may hold a colon itself, and so may a key.
    for colon in source.file.indices where source.file[colon] == ":" {
      let file = String(source.file[..<colon])
      if !members(called: file).isEmpty {
        return try find(file, String(source.file[source.file.index(after: colon)...]))
      }
    }
    throw .noSuchMember(source.file, in: inventory)
  }

  private func find(_ file: String, _ key: String?) throws(ImportError) -> VariableReference {
    let found = members(called: file)
    guard let (index, member) = found.first else { throw .noSuchMember(file, in: inventory) }
    guard found.count == 1 else {
      throw .severalMembers(file, found.map(\.member.name), in: inventory)
    }
    if let wayRound = member.wayRound, member.variables.filter(\.element.isNumeric).isEmpty {
      throw .refusedMember(member, wayRound)
    }
    guard let key else {
      let arrays = member.variables.filter(\.element.isNumeric)
      guard arrays.count == 1 else { throw .whichVariable(member) }
      return VariableReference(member: index, variable: arrays[0])
    }
    guard let variable = member.variable(key) else { throw .noSuchVariable(key, in: member) }
    return VariableReference(member: index, variable: variable)
  }

  /// The files that `text` names by their whole path, or else by the end of it, or else by a path
  /// outside the input that ends with theirs.
  private func members(called text: String) -> [(index: Int, member: Member)] {
    let all = inventory.members.enumerated().map { (index: $0.offset, member: $0.element) }
    let tests: [(String) -> Bool] = [
      { $0 == text }, { $0.hasSuffix("/\(text)") }, { text.hasSuffix("/\($0)") },
    ]
    for test in tests {
      let found = all.filter { test($0.member.name) }
      if !found.isEmpty { return found }
    }
    return []
  }
}

extension Detection {
  /// What `recipe` makes of the input, without looking for a layout.
  init(_ recipe: ImportRecipe, _ input: OpenInput) throws(ImportError) {
    let blueprint = try RecipeResolver(recipe: recipe, input: input).blueprint()
    let members = Set(blueprint.sources.map(\.member)).sorted()
      .map { input.inventory.members[$0].name }
    layout = "recipe"
    fit = Fit(members: members, evidence: "asked for", blueprint: blueprint)
    explanation = ["recipe: every array was named, so no layout was looked for"]
  }
}
