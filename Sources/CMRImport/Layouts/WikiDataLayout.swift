/// `wikiData.mat` of the hashing repositories and `wiki_data_all.mat` of those that use CLIP: the
/// four matrices of SVCL with their labels in the same file.
///
/// `L_tr` and `L_te` are columns of class numbers (RFDH) or one column per class (MTFH); which one
/// shows in the numbers.
package enum WikiDataLayout: KeyFamilyLayout {
  package static let name = "wikidata-mat"
  package static let summary =
    "one MAT file: I_tr, I_te, T_tr, T_te with L_tr, L_te, class numbers or one-hot"

  package static let family = KeyFamily(
    parts: KeyFamily.parts(train: "tr", validation: ["val", "va"], test: "te"),
    views: [KeyFamily.View("image", ["I_%"]), KeyFamily.View("text", ["T_%"])],
    sharedLabels: ["L_%"])
}
