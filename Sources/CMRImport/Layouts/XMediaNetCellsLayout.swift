/// `XMediaNet5View_Doc2Vec.mat` and `XMediaNet4View_pairs.mat`: the cell arrays `train`, `valid` and
/// `test` with a matrix for each kind of data, and `train_labels` and so on with a row of labels for
/// each.
package enum XMediaNetCellsLayout: KeyFamilyLayout {
  package static let name = "xmedianet-cells"
  package static let summary =
    "one MAT file: cells {train,valid,test}{1...5} and labels {train,valid,test}_labels{1...5}"

  package static let family = KeyFamily(
    parts: KeyFamily.parts(train: "train", validation: ["valid", "val"], test: "test"),
    views: ["image", "text", "media3", "media4", "media5"].enumerated().map { place, modality in
      KeyFamily.View(
        modality, ["%{\(place + 1)}"],
        labels: ["%_labels{\(place + 1)}", "%_label{\(place + 1)}"])
    },
    leastViews: 2,
    notes: [
      "cell 1 is image and cell 2 text by custom; no source says which media further cells are, so"
        + " they are called media3, media4 and media5"
    ])
}
