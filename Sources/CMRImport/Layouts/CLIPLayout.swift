/// The MAT files of the repositories that took CLIP features: `tr_fc7` or `tr_img`, `tr_text`,
/// `tr_label` and the same with `te_`.
///
/// The name `fc7` is older than the features: CLIP has no such layer.
package enum CLIPLayout: KeyFamilyLayout {
  package static let name = "clip-mat"
  package static let summary =
    "one MAT file: {tr,te}_fc7 or _img, _text, _label, one vector of labels for both"

  package static let family = KeyFamily(
    parts: KeyFamily.parts(train: "tr", validation: ["val", "va"], test: "te"),
    views: [
      KeyFamily.View("image", ["%_fc7", "%_img"]),
      KeyFamily.View("text", ["%_text", "%_txt"]),
    ],
    sharedLabels: ["%_label", "%_labels", "%_lab"])
}
