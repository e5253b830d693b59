/// The files of MRL, SDML and their many successors: `train_imgs_deep`, `train_text`,
/// `train_imgs_labels`, the same with `test_` and perhaps `valid_`.
///
/// Most are HDF5; the `wiki.mat` of MARS and FGFusion has the same keys in a MAT file.
package enum MRLHDF5Layout: KeyFamilyLayout {
  package static let name = "mrl-h5py"
  package static let summary =
    "HDF5 of MRL and SDML, or MAT: {train,test,valid}_imgs_deep, _text(s), _{imgs,texts}_labels"

  package static let family = KeyFamily(
    parts: KeyFamily.parts(train: "train", validation: ["valid", "val"], test: "test"),
    views: [
      KeyFamily.View(
        "image", ["%_imgs_deep", "%_imgs"], labels: ["%_imgs_labels", "%_img_labels"]),
      KeyFamily.View(
        "text", ["%_text", "%_texts", "%_texts_doc"], variants: ["%_texts_*", "%_text_*", "%_bow"],
        labels: ["%_texts_labels", "%_text_labels"]),
    ],
    sharedLabels: ["%_labels"],
    // Word indices are no features.
    excluded: ["_idx"])
}
