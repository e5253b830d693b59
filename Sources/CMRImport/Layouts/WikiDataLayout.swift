/// `wikiData.mat` of the hashing repositories: the four matrices of SVCL with their labels in the
/// same file.
///
/// `L_tr` and `L_te` are columns of class numbers (RFDH) or one column per class (MTFH); which one
/// shows in the numbers.
package enum WikiDataLayout: Layout {
  package static let name = "wikidata-mat"
  package static let summary =
    "one MAT file: I_tr, I_te, T_tr, T_te with L_tr, L_te, class numbers or one-hot"

  package static func examine(_ inventory: Inventory, variants: Variants) -> [Examination] {
    MATTwoViews.all(in: inventory).compactMap { views in
      let labels = ["L_tr", "L_te"].map { (key: $0, source: views.reference($0)) }
      // Without any label this is the layout of SVCL, which keeps them in text files.
      guard labels.contains(where: { $0.source != nil }) else { return nil }
      let found = labels.filter { $0.source?.variable.isMatrix == true }
      guard var blueprint = views.blueprint, found.count == labels.count else {
        let missing = labels.filter { $0.source?.variable.isMatrix != true }
        return .lacks(
          Shortfall(
            found: views.present + found.map(\.key),
            missing: views.missing + missing.map { "'\($0.key)'" }, member: views.member.name))
      }
      blueprint.labels = [
        Blueprint.Labels(
          modality: nil, origins: found.compactMap(\.source).map { .variable(Piece.labels($0)) })
      ]
      return .fits(
        Fit(
          members: [views.member.name],
          evidence: "\(views.member.name) holds I_tr, I_te, T_tr, T_te, L_tr and L_te",
          blueprint: blueprint))
    }
  }
}
