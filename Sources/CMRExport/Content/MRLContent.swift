import CMRStore

/// The arrays of the `.h5py` files of MRL and SDML: features and labels of each split, for images
/// and texts.
struct MRLContent {
  /// The store's splits with what they are called in keys.
  private static let parts = [("train", "train"), ("validation", "valid"), ("test", "test")]
  /// The modalities with their keys for features and labels.
  private static let views = [
    ("image", "imgs_deep", "imgs_labels"), ("text", "text", "texts_labels"),
  ]

  private let store: Store
  private let labels: LabelSet
  private let rows: [(part: String, rows: [Int])]

  /// What `store` becomes with the labels of `labels`.
  ///
  /// - Throws: ``ExportError`` with code `unsuitable` for a store that this format cannot hold.
  init(_ store: Store, labels: LabelSet) throws {
    self.store = store
    self.labels = labels
    guard store.modalityNames == ["image", "text"] else {
      throw ExportError.notTwoModalities(store.modalityNames, in: store.path)
    }
    guard store.isPaired else { throw ExportError.notPaired(in: store.path) }
    var rows: [(String, [Int])] = []
    for (split, part) in Self.parts {
      let own =
        store.splitNames.contains(split) ? try store.rows(of: split, modality: "image") : []
      guard !own.isEmpty || split == "validation" else {
        throw ExportError.lacksSplit(split, of: store.path, known: store.splitNames)
      }
      guard !own.isEmpty else { continue }
      guard try store.rows(of: split, modality: "text") == own else {
        throw ExportError.otherRows(split, in: store.path)
      }
      rows.append((part, own))
    }
    self.rows = rows
  }

  /// The arrays, with what is lost.
  func content(tool: String) throws -> ExportContent {
    var content = ExportContent()
    content.metadata = store.exportMetadata(labels: labels, tool: tool)
    var lists: [[Int64]] = []
    for (part, rows) in rows {
      for (modality, features, key) in Self.views {
        content.arrays.append(
          ExportArray(
            name: "\(part)_\(features)",
            contents: .features(try store.modality(modality).features, rows: rows)))
        let labels = ExportArray.Contents(try labels.labels(for: modality), rows: rows)
        content.arrays.append(ExportArray(name: "\(part)_\(key)", contents: labels))
        if case .integers(let classes) = labels { lists.append(classes) }
      }
    }
    content.losses = try rowLosses() + store.classLosses(lists)
    content.importOptions =
      (rows.count == 2 ? ["--validation", "none"] : []) + store.baseOptions(lists)
    return content
  }

  private func rowLosses() throws -> [String] {
    let names = store.hasClassNames ? " and the names of classes" : ""
    var losses = ["not in the file: the ids of rows\(names)"]
    let others = store.splitNames.filter { name in !Self.parts.contains { $0.0 == name } }
    if !others.isEmpty {
      losses.append(
        "not in the file: \(others.map { "'\($0)'" }.joined(separator: ", ")), as the format has the"
          + " splits train, validation and test alone")
    }
    let all = rows.flatMap(\.rows)
    let used = Set(all).count
    let total = try store.rowCount(of: "image")
    if used < total {
      losses.append(
        "not in the file: \(total - used) of the \(total) rows, which are in none of its splits")
    }
    if used < all.count {
      losses.append(
        "\(all.count - used) rows are in two splits and stand in the file twice; an import takes them"
          + " for rows of their own")
    }
    return losses
  }
}

extension ExportArray.Contents {
  /// The labels of some rows.
  init(_ labels: Labels, rows: [Int]) {
    switch labels {
    case .classIndices(let classes): self = .integers(rows.map { Int64(classes[$0]) })
    case .multiHot(let matrix):
      let width = matrix.classes
      self = .bits(
        rows.flatMap { matrix.elements[$0 * width..<($0 + 1) * width] }, columns: width)
    }
  }
}
