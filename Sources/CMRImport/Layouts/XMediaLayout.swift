/// `XMediaFeatures.mat` and its pairwise subset: up to five media with labels of each, of different
/// lengths, so that rows of two media do not belong together.
///
/// Images, texts and videos stand there twice: as features of a network (the plain ones) and as
/// histograms or topic mixtures.
package enum XMediaLayout: KeyFamilyLayout {
  package static let name = "xmedia-features"
  package static let summary =
    "one MAT file: {I,V}_{tr,te}_CNN, T_{tr,te}_BOW, A_, d3_ and {tr,te}{Img,Txt,Aud,3d,Vid}Cat"

  package static let family = KeyFamily(
    parts: [KeyFamily.Part("train", ["tr"]), KeyFamily.Part("test", ["te"])],
    views: [
      KeyFamily.View(
        "image", ["I_%_CNN"], variants: ["I_%"], variantsStandIn: true, labels: ["%ImgCat"]),
      KeyFamily.View(
        "text", ["T_%_BOW"], variants: ["T_%"], variantsStandIn: true, labels: ["%TxtCat"]),
      KeyFamily.View("audio", ["A_%"], labels: ["%AudCat"]),
      KeyFamily.View("3d", ["d3_%"], labels: ["%3dCat"]),
      KeyFamily.View(
        "video", ["V_%_CNN"], variants: ["V_%"], variantsStandIn: true, labels: ["%VidCat"]),
    ],
    leastViews: 2)
}
