/// The original Wikipedia benchmark: `raw_features.mat` with the four matrices, and the labels in
/// two text lists.
///
/// A list has the lines `text stem <TAB> image stem <TAB> category`. Which one belongs to which
/// matrix shows in its number of lines; only where both have the same does the name decide.
package enum SVCLWikipediaLayout: Layout {
  package static let name = "svcl-wikipedia"
  package static let summary =
    "one MAT file: I_tr, I_te, T_tr, T_te, and two lists 'text<TAB>image<TAB>category'"

  private static let family = KeyFamily(
    parts: [KeyFamily.Part("train", ["tr"]), KeyFamily.Part("test", ["te"])],
    views: [KeyFamily.View("image", ["I_%"]), KeyFamily.View("text", ["T_%"])],
    hasNoLabels: true)

  package static func examine(_ inventory: Inventory, variants: Variants) -> [Examination] {
    inventory.dataFiles.compactMap { index, member in
      // With a label in the file it is another layout.
      guard member.variable("L_tr") == nil, member.variable("L_te") == nil,
        let examination = KeyFamilyFile(family, member, index).examine(variants)
      else { return nil }
      do throws(ImportError) {
        switch examination {
        case .refused: return examination
        case .lacks(var shortfall):
          shortfall.missing.append("two lists of categories")
          return .lacks(shortfall)
        case .fits(let fit):
          let lists = inventory.texts.compactMap { PairList(name: $0.name, text: $0.text) }
          return try examine(member, fit.blueprint, lists)
        }
      } catch {
        return .refused(error)
      }
    }
  }

  private static func examine(
    _ member: Member, _ base: Blueprint, _ lists: [PairList]
  ) throws(ImportError) -> Examination {
    var missing: [String] = []
    var chosen: [PairList] = []
    for segment in base.segments {
      let candidates = PairList.candidates(for: segment, among: lists)
      guard candidates.count <= 1 else {
        throw .severalLists(candidates.map(\.name), for: segment)
      }
      if let list = candidates.first {
        chosen.append(list)
      } else {
        missing.append("a list of the categories of the \(segment.rows) \(segment.name) rows")
      }
    }
    guard missing.isEmpty else {
      return .lacks(
        Shortfall(
          found: ["I_tr", "T_tr", "I_te", "T_te"] + chosen.map(\.name), missing: missing,
          member: member.name))
    }
    var blueprint = base
    blueprint.labels = [
      Blueprint.Labels(
        modality: nil, origins: chosen.map { .numbers($0.rows.map(\.category), name: $0.name) })
    ]
    blueprint.ids = [
      "image": chosen.map { $0.rows.map(\.image) }, "text": chosen.map { $0.rows.map(\.text) },
    ]
    let names = chosen.map(\.name).joined(separator: " and ")
    return .fits(
      Fit(
        members: [member.name] + chosen.map(\.name),
        evidence:
          "\(member.name) holds I_tr, I_te, T_tr and T_te without labels, and \(names)"
          + " have as many lines as they have rows",
        blueprint: blueprint))
  }
}
