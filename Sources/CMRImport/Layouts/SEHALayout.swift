/// The MAT files of SEHA, SSP and FGFusion: `img_train`, `text_train`, `label_train` and the same
/// with `_test`; one vector of labels serves both kinds of data.
package enum SEHALayout: KeyFamilyLayout {
  package static let name = "seha-mat"
  package static let summary =
    "one MAT file: {img,text,label}_{train,test}, one vector of labels for both kinds of data"

  package static let family = KeyFamily(
    parts: KeyFamily.parts(train: "train", validation: ["valid", "val"], test: "test"),
    views: [
      KeyFamily.View("image", ["img_%", "image_%"]),
      KeyFamily.View("text", ["text_%", "txt_%"]),
    ],
    sharedLabels: ["label_%", "labels_%"])
}
