/// `wikiData.mat` of the hashing repositories and `wiki_data_all.mat` of those that use CLIP: the
/// four matrices of SVCL with their labels in the same file.
///
/// `L_tr` and `L_te` are columns of class numbers (RFDH) or one column per class (MTFH); which one
/// shows in the numbers. Files with CLIP features for hashing (`mir_clip_all.mat`) have several
/// classes per row and a database, `I_db` and so on.
package enum WikiDataLayout: KeyFamilyLayout {
  package static let name = "wikidata-mat"
  package static let summary =
    "one MAT file: {I,T,L}_{tr,te}, perhaps _db; labels are class numbers or columns"

  package static let family = KeyFamily(
    parts: KeyFamily.parts(train: "tr", validation: ["val", "va"], test: "te")
      + [KeyFamily.Part("database", ["db"], isOptional: true)],
    views: [KeyFamily.View("image", ["I_%"]), KeyFamily.View("text", ["T_%"])],
    sharedLabels: ["L_%"], gallery: ["database"])
}
