/// `iapr-tc12.mat`: `VDatabase`, `YDatabase` and `databaseL`, and the queries `VTest`, `YTest` and
/// `testL`; models are trained on the database.
package enum IAPRLayout: KeyFamilyLayout {
  package static let name = "iapr-mat"
  package static let summary =
    "one MAT file: {V,Y}{Database,Test}, databaseL, testL; trained on the database"

  package static let family = KeyFamily(
    parts: [KeyFamily.Part("train", ["Database"]), KeyFamily.Part("test", ["Test"])],
    views: [KeyFamily.View("image", ["V%"]), KeyFamily.View("text", ["Y%"])],
    sharedLabels: ["~L"], gallery: ["train"])
}
