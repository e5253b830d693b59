/// The structure of RoPH: `X1` and `X2` with a sample per column, `Y` one row per class (sparse
/// logical), and a split of the repository's own in `split.ind_train` and `split.ind_test`.
///
/// The columns of RoPH's Wikipedia are the published training rows and then the published test
/// rows, so there the published split is taken, after its class counts were compared, and the
/// repository's own is kept beside it.
package enum RoPHStructLayout: Layout {
  package static let name = "roph-struct"
  package static let summary =
    "one MAT structure: X1, X2 (samples are columns), Y one-hot, split.ind_train, split.ind_test"

  private static let keys = ["X1", "X2", "Y", "split.ind_train", "split.ind_test"]

  package static func examine(_ inventory: Inventory, variants: Variants) -> [Examination] {
    inventory.dataFiles.flatMap { index, member -> [Examination] in
      guard case .mat(let variables) = member.content else { return [] }
      let structures = variables.filter { $0.element == .other("struct") }
      return structures.compactMap { examine($0.name, member, index) }
    }
  }

  private static func examine(_ structure: String, _ member: Member, _ index: Int) -> Examination? {
    let sources = keys.map { key in
      member.variable("\(structure).\(key)").map { VariableReference(member: index, variable: $0) }
    }
    let found = sources.compactMap(\.self)
    guard found.count > 1 else { return nil }
    guard found.count == keys.count else {
      let missing = zip(keys, sources).filter { $0.1 == nil }.map { "'\(structure).\($0.0)'" }
      return .lacks(
        Shortfall(found: found.map(\.variable.name), missing: missing, member: member.name))
    }
    let matrices = Array(found[..<3])
    if let other = found.first(where: { !$0.variable.isMatrix }) {
      return .lacks(
        Shortfall(
          found: found.filter(\.variable.isMatrix).map(\.variable.name),
          missing: ["'\(other.variable.name)' as a matrix (it is \(other.variable.element))"],
          member: member.name))
    }
    let axis = sampleAxis(of: matrices.map(\.variable))
    return .fits(
      Fit(
        members: [member.name],
        evidence: "\(member.name) holds a structure '\(structure)' with X1, X2, Y and split",
        blueprint: blueprint(matrices, axis, train: found[3], test: found[4])))
  }

  /// Columns, unless it is the rows that the three matrices have in common.
  private static func sampleAxis(of matrices: [Variable]) -> SampleAxis {
    let agree = { (axis: Int) in Set(matrices.map { $0.shape[axis] }).count == 1 }
    return agree(0) && !agree(1) ? .rows : .columns
  }

  private static func blueprint(
    _ matrices: [VariableReference], _ axis: SampleAxis, train: VariableReference,
    test: VariableReference
  ) -> Blueprint {
    let stored = { (prefix: String) in
      [
        Blueprint.StoredIndices(split: "\(prefix)train", source: train, base: 1),
        Blueprint.StoredIndices(split: "\(prefix)test", source: test, base: 1),
      ]
    }
    let samples = Piece(matrices[0], axis: axis).samples.count
    var own = assemble(matrices, axis, [("all", 0..<samples)])
    own.indices = stored("")
    guard samples == WikipediaPublication.samples,
      train.variable.count == WikipediaPublication.train,
      test.variable.count == WikipediaPublication.test
    else { return own }
    var published = assemble(
      matrices, axis,
      [("train", 0..<WikipediaPublication.train), ("test", WikipediaPublication.train..<samples)])
    published.indices = stored("stored-")
    published.notes = [
      "the first \(WikipediaPublication.train) samples are Wikipedia's published training rows, the other"
        + " \(WikipediaPublication.test) its test rows; the file's own split is kept as 'stored-train' and"
        + " 'stored-test'"
    ]
    published.claim = Blueprint.Claim(
      trainClassCounts: WikipediaPublication.trainClassCounts, otherwise: own)
    return published
  }

  private static func assemble(
    _ matrices: [VariableReference], _ axis: SampleAxis,
    _ runs: [(name: String, samples: Range<Int>)]
  ) -> Blueprint {
    let pieces = { (source: VariableReference) in
      runs.map { Piece(source, axis: axis, samples: $0.samples) }
    }
    return Blueprint(
      segments: runs.map { Blueprint.Segment(name: $0.name, rows: $0.samples.count) },
      modalities: [
        Blueprint.Modality(name: "image", pieces: pieces(matrices[0])),
        Blueprint.Modality(name: "text", pieces: pieces(matrices[1])),
      ],
      labels: [
        Blueprint.Labels(modality: nil, origins: pieces(matrices[2]).map { .variable($0) })
      ])
  }
}
