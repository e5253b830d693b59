/// What `cmrdata export` writes as npz and safetensors: whole matrices `features.image` and so on,
/// `labels` for all modalities or `labels.image` for each, and the splits as row numbers from 0,
/// `splits.train`, `splits.test` and any others.
package enum SplitArraysLayout: Layout {
  package static let name = "split-arrays"
  package static let summary =
    "npz or safetensors of cmrdata export: features.NAME, labels(.NAME), splits.NAME as row numbers"

  private static let features = "features."
  private static let labels = "labels"
  private static let splits = "splits."

  package static func examine(_ inventory: Inventory, variants: Variants) -> [Examination] {
    inventory.dataFiles.compactMap { index, member in
      guard case .arrays(_, let variables) = member.content else { return nil }
      let modalities = variables.filter { $0.name.hasPrefix(features) && $0.isMatrix }
      return modalities.isEmpty ? nil : examine(modalities, member, index)
    }
  }

  private static func examine(
    _ modalities: [Variable], _ member: Member, _ index: Int
  ) -> Examination {
    let names = modalities.map { String($0.name.dropFirst(features.count)) }
    let own = names.map { "\(labels).\($0)" }
    let shared = member.variable(labels) != nil || own.allSatisfy { member.variable($0) == nil }
    let needed = (shared ? [labels] : own) + ["\(splits)train", "\(splits)test"]
    let missing = needed.filter { member.variable($0)?.element.isNumeric != true }
    guard missing.isEmpty else {
      return .lacks(
        Shortfall(
          found: modalities.map(\.name) + needed.filter { !missing.contains($0) },
          missing: missing.map { "'\($0)'" }, member: member.name))
    }
    let reference = { (variable: Variable) in VariableReference(member: index, variable: variable) }
    let origin = { (key: String) in
      member.variable(key).map { [LabelOrigin.variable(Piece.labels(reference($0)))] } ?? []
    }
    var blueprint = Blueprint(
      segments: [
        Blueprint.Segment(name: "all", rows: Piece(reference(modalities[0])).samples.count)
      ],
      modalities: zip(names, modalities).map { name, variable in
        Blueprint.Modality(name: name, pieces: [Piece(reference(variable))])
      },
      labels: shared
        ? [Blueprint.Labels(modality: nil, origins: origin(labels))]
        : zip(names, own).map { Blueprint.Labels(modality: $0, origins: origin($1)) })
    blueprint.indices = member.variables
      .filter { $0.name.hasPrefix(splits) && $0.isVector }
      .map { variable in
        Blueprint.StoredIndices(
          split: String(variable.name.dropFirst(splits.count)), source: reference(variable), base: 0
        )
      }
    let keys = modalities.map(\.name) + needed
    return .fits(
      Fit(
        members: [member.name], evidence: "\(member.name) holds \(keys.joined(separator: ", "))",
        blueprint: blueprint))
  }
}
