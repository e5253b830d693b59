/// The four matrices that the SVCL file and everything derived from it share: `I_tr`, `I_te`,
/// `T_tr`, `T_te`.
struct MATTwoViews {
  static let keys = ["I_tr", "T_tr", "I_te", "T_te"]

  let member: Member
  let index: Int

  /// The MAT files of `inventory` that have at least one of the four.
  static func all(in inventory: Inventory) -> [MATTwoViews] {
    inventory.dataFiles.compactMap { index, member in
      guard case .mat(let variables) = member.content,
        variables.contains(where: { keys.contains($0.name) })
      else { return nil }
      return MATTwoViews(member: member, index: index)
    }
  }

  /// The keys of the four that are there as matrices.
  var present: [String] { Self.keys.filter { member.variable($0)?.isMatrix == true } }

  /// The keys of the four that are not, each quoted.
  var missing: [String] {
    Self.keys.filter { member.variable($0)?.isMatrix != true }.map { "'\($0)'" }
  }

  func reference(_ name: String) -> VariableReference? {
    member.variable(name).map { VariableReference(member: index, variable: $0) }
  }

  /// The blueprint without labels; nil unless all four are there.
  var blueprint: Blueprint? {
    let pieces = Self.keys.compactMap { reference($0).map { Piece($0) } }
    guard missing.isEmpty, pieces.count == Self.keys.count else { return nil }
    return Blueprint(
      segments: [
        Blueprint.Segment(name: "train", rows: pieces[0].samples.count),
        Blueprint.Segment(name: "test", rows: pieces[2].samples.count),
      ],
      modalities: [
        Blueprint.Modality(name: "image", pieces: [pieces[0], pieces[2]]),
        Blueprint.Modality(name: "text", pieces: [pieces[1], pieces[3]]),
      ], labels: [])
  }
}
