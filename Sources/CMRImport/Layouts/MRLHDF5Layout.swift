/// The files of MRL, SDML and their many successors: `train_imgs_deep`, `train_text`,
/// `train_imgs_labels`, the same with `test_` and perhaps `valid_`.
///
/// Most are HDF5; the `wiki.mat` of MARS and FGFusion has the same keys in a MAT file. XMediaNet's
/// videos and sounds lie beside or instead of texts, with labels and numbers of rows of their own.
package enum MRLHDF5Layout: KeyFamilyLayout {
  package static let name = "mrl-h5py"
  package static let summary =
    "HDF5 of MRL and SDML, or MAT: {train,test,valid}_{imgs,vids}_deep, _text(s), _auds, _*_labels"

  package static let family = KeyFamily(
    parts: KeyFamily.parts(train: "train", validation: ["valid", "val"], test: "test"),
    views: [
      KeyFamily.View(
        "image", ["%_imgs_deep", "%_imgs"], labels: ["%_imgs_labels", "%_img_labels"]),
      KeyFamily.View(
        "text", ["%_text", "%_texts", "%_texts_doc"], variants: ["%_texts_*", "%_text_*", "%_bow"],
        labels: ["%_texts_labels", "%_text_labels"]),
      KeyFamily.View(
        "audio", ["%_auds", "%_auds_deep"], labels: ["%_auds_labels"], isOptional: true),
      KeyFamily.View(
        "video", ["%_vids_deep", "%_vids"], labels: ["%_vids_labels"], isOptional: true),
    ],
    sharedLabels: ["%_labels"],
    excluded: ["_idx"])
}
