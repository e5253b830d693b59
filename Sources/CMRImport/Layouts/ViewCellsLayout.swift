/// The files of multi-view collections: a cell array `X` with a matrix for each view, and the
/// classes `y`; there is no split.
///
/// In some the samples are rows and in some columns: those that there are as many of as labels.
package enum ViewCellsLayout: Layout {
  package static let name = "view-cells"
  package static let summary =
    "one MAT file: a cell array X with a matrix for each view, and the classes y or Y"

  private static let labelKeys = ["y", "Y", "gt", "truth", "labels"]

  package static func examine(_ inventory: Inventory, variants: Variants) -> [Examination] {
    inventory.dataFiles.compactMap { index, member in
      let reference = { (name: String) in
        member.variable(name).map { VariableReference(member: index, variable: $0) }
      }
      var views: [VariableReference] = []
      while let view = reference("X{\(views.count + 1)}"), view.variable.isMatrix {
        views.append(view)
      }
      guard !views.isEmpty else { return nil }
      let labels = labelKeys.compactMap { reference($0) }.first { $0.variable.isVector }
      let missing =
        (views.count < 2 ? ["'X{2}'"] : []) + (labels == nil ? ["'y' as a list of numbers"] : [])
      guard missing.isEmpty, let labels else {
        let found = views.map(\.variable.name) + [labels?.variable.name].compactMap(\.self)
        return .lacks(Shortfall(found: found, missing: missing, member: member.name))
      }
      return .fits(
        Fit(
          members: [member.name],
          evidence: "\(member.name) holds the cells X{1} to X{\(views.count)} and"
            + " '\(labels.variable.name)' with \(labels.variable.count) labels",
          blueprint: blueprint(views, labels)))
    }
  }

  private static func blueprint(
    _ views: [VariableReference], _ labels: VariableReference
  ) -> Blueprint {
    let count = labels.variable.count
    let columns = views.allSatisfy { $0.variable.shape[1] == count }
    let rows = views.allSatisfy { $0.variable.shape[0] == count }
    let axis: SampleAxis = columns && !rows ? .columns : .rows
    let samples = Piece(views[0], axis: axis).samples.count
    let names = views.indices.map { "view\($0 + 1)" }
    let own = assemble(views, names, labels, axis, [("all", 0..<samples)])
    let widths = views.map { Piece($0, axis: axis).width }
    guard samples == WikipediaPublication.samples, widths == [128, 10] else { return own }
    var published = assemble(
      views, ["image", "text"], labels, axis,
      [
        ("train", 0..<WikipediaPublication.train), ("test", WikipediaPublication.train..<samples),
      ])
    published.notes = [
      "the first \(WikipediaPublication.train) samples are Wikipedia's published training rows, the"
        + " other \(WikipediaPublication.test) its test rows; its view of 128 features is that of"
        + " images, whatever the file calls it"
    ]
    published.claim = Blueprint.Claim(
      trainClassCounts: WikipediaPublication.trainClassCounts, otherwise: own)
    return published
  }

  private static func assemble(
    _ views: [VariableReference], _ names: [String], _ labels: VariableReference,
    _ axis: SampleAxis, _ runs: [(name: String, samples: Range<Int>)]
  ) -> Blueprint {
    let labelAxis = Piece.labels(labels).axis
    return Blueprint(
      segments: runs.map { Blueprint.Segment(name: $0.name, rows: $0.samples.count) },
      modalities: zip(names, views).map { name, view in
        Blueprint.Modality(
          name: name, pieces: runs.map { Piece(view, axis: axis, samples: $0.samples) })
      },
      labels: [
        Blueprint.Labels(
          modality: nil,
          origins: runs.map {
            .variable(
              Piece(
                labels, axis: labelAxis,
                samples: $0.samples.clamped(to: 0..<labels.variable.count)))
          })
      ])
  }
}
