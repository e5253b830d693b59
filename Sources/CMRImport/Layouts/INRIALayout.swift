/// `INRIA-Websearch.mat` of MRL and its successors: `tr_img`, `tr_txt` with labels of each, and the
/// same with `val_` and `te_`.
package enum INRIALayout: KeyFamilyLayout {
  package static let name = "inria-mat"
  package static let summary =
    "one MAT file: {tr,val,te}_img, _txt with labels of each, _img_lab and _txt_lab"

  package static let family = KeyFamily(
    parts: KeyFamily.parts(train: "tr", validation: ["val", "va"], test: "te"),
    views: [
      KeyFamily.View("image", ["%_img"], labels: ["%_img_lab", "%_img_label"]),
      KeyFamily.View("text", ["%_txt", "%_text"], labels: ["%_txt_lab", "%_text_lab"]),
    ])
}
