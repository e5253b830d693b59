/// The HDF5 files of the hashing repositories with stored parts: `ImgTrain`, `TagTrain`, `LabTrain`
/// and the same with `Query` and `DataBase`.
///
/// As they were made, the training rows are a part of the database.
package enum HashingPartsLayout: KeyFamilyLayout {
  package static let name = "hashing-parts"
  package static let summary =
    "one file: {Img,Tag,Lab}{Train,Query,DataBase}; the training rows lie in the database"

  package static let family = KeyFamily(
    parts: [
      KeyFamily.Part("train", ["Train"]), KeyFamily.Part("test", ["Query", "Test"]),
      KeyFamily.Part("database", ["DataBase", "Database"]),
    ],
    views: [KeyFamily.View("image", ["Img%"]), KeyFamily.View("text", ["Tag%"])],
    sharedLabels: ["Lab%"], gallery: ["database"])
}
