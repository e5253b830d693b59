/// The HDF5 files of MRL, SDML and their many successors: `train_imgs_deep`, `train_text`,
/// `train_imgs_labels`, the same with `test_` and perhaps `valid_`.
package enum MRLHDF5Layout: Layout {
  package static let name = "mrl-h5py"
  package static let hasVariants = true
  package static let summary =
    "HDF5 of MRL and SDML: {train,test,valid}_imgs_deep, _text(s), _imgs_labels, _texts_labels"

  /// What follows `train_` in the spellings seen.
  private static let imageKeys = ["imgs_deep", "imgs"]
  private static let textKeys = ["text", "texts", "texts_doc"]
  private static let imageLabelKeys = ["imgs_labels", "img_labels", "labels"]
  private static let textLabelKeys = ["texts_labels", "text_labels"]

  package static func examine(_ inventory: Inventory, variants: Variants) -> [Examination] {
    inventory.dataFiles.compactMap { index, member in
      guard case .hdf5(let variables) = member.content,
        variables.contains(where: { isPart($0.name) })
      else { return nil }
      return File(member: member, index: index).examine(variants)
    }
  }

  /// Whether `key` is one of the layout's own, so that a file that has it is meant to be of this
  /// layout.
  private static func isPart(_ key: String) -> Bool {
    guard key.hasPrefix("train_") else { return false }
    let stem = String(key.dropFirst("train_".count))
    return (imageKeys + textKeys + imageLabelKeys + textLabelKeys).contains(stem)
  }

  /// One HDF5 file in question.
  private struct File {
    let member: Member
    let index: Int

    func examine(_ variants: Variants) -> Examination {
      do throws(ImportError) {
        let image = try stem(of: "image", plain: imageKeys, others: [], asked: variants["image"])
        let text = try stem(
          of: "text", plain: textKeys, others: otherTextStems, asked: variants["text"])
        let imageLabels = imageLabelKeys.first { has("train_\($0)") }
        let textLabels = textLabelKeys.first { has("train_\($0)") }
        let needed = [
          image ?? imageKeys[0], text ?? textKeys[0],
          imageLabels ?? textLabels ?? imageLabelKeys[0],
        ]
        let splits = ["train"] + validPrefix(needed) + ["test"]
        let stems = needed + (imageLabels == nil ? [] : [textLabels].compactMap(\.self))
        let keys = splits.flatMap { split in stems.map { "\(split)_\($0)" } }
        let missing = keys.compactMap { problem(with: $0) }
        guard missing.isEmpty, let image, let text else {
          return .lacks(
            Shortfall(
              found: keys.filter { problem(with: $0) == nil }, missing: missing,
              member: member.name))
        }
        return .fits(
          fit(
            splits, image: image, text: text, imageLabels: imageLabels, textLabels: textLabels))
      } catch {
        return .refused(error)
      }
    }

    private func fit(
      _ splits: [String], image: String, text: String, imageLabels: String?, textLabels: String?
    ) -> Fit {
      let pieces = { (stem: String) in splits.compactMap { piece("\($0)_\(stem)") } }
      let labels = { (stem: String, modality: String?) in
        Blueprint.Labels(
          modality: modality, origins: pieces(stem).map { .variable(Piece.labels($0.source)) })
      }
      let imagePieces = pieces(image)
      var blueprint = Blueprint(
        segments: zip(splits, imagePieces).map { split, piece in
          Blueprint.Segment(
            name: split.hasPrefix("val") ? "validation" : split, rows: piece.samples.count)
        },
        modalities: [
          Blueprint.Modality(name: "image", pieces: imagePieces),
          Blueprint.Modality(name: "text", pieces: pieces(text)),
        ], labels: [])
      if let imageLabels, let textLabels {
        blueprint.labels = [labels(imageLabels, "image"), labels(textLabels, "text")]
      } else if let shared = imageLabels ?? textLabels {
        blueprint.labels = [labels(shared, nil)]
        blueprint.notes.append("'train_\(shared)' are the labels of both modalities")
      }
      let others = textNames.filter { $0.stem != text }
      if !others.isEmpty {
        blueprint.notes.append(
          "text is '\(text)'; the file also holds "
            + others.map { "'\($0.name)'" }.joined(separator: ", ")
        )
      }
      return Fit(
        members: [member.name],
        evidence: "\(member.name) holds train_\(image), train_\(text) and labels, split by split",
        blueprint: blueprint)
    }

    // MARK: Keys

    private func has(_ key: String) -> Bool { member.variable(key) != nil }

    /// What is missing of `key`: all of it, or that it is a matrix of numbers, or for labels a list
    /// or matrix of them.
    private func problem(with key: String) -> String? {
      guard let variable = member.variable(key) else { return "'\(key)'" }
      let isLabels = key.hasSuffix("labels")
      if variable.isMatrix || (isLabels && variable.isVector) { return nil }
      let found = "\(variable.element) \(Variable.text(of: variable.shape))"
      return "'\(key)' as \(isLabels ? "a list" : "a matrix") of numbers (it is \(found))"
    }

    private func piece(_ key: String) -> Piece? {
      member.variable(key).map { Piece(VariableReference(member: index, variable: $0)) }
    }

    /// `valid` or `val` where the file has a part of such a group.
    private func validPrefix(_ stems: [String]) -> [String] {
      ["valid", "val"].first { prefix in stems.contains { has("\(prefix)_\($0)") } }.map { [$0] }
        ?? []
    }

    /// Matrices beside the plain text that can stand in its place.
    private var otherTextStems: [String] {
      member.variables.filter { $0.isMatrix && $0.name.hasPrefix("train_") }
        .map { String($0.name.dropFirst("train_".count)) }
        .filter { $0.hasPrefix("text") || $0 == "bow" }
        // Word indices are no features, and labels are no text.
        .filter { !$0.hasSuffix("_idx") && !textLabelKeys.contains($0) && !textKeys.contains($0) }
    }

    /// Every text matrix with the name by which it is chosen.
    private var textNames: [(stem: String, name: String)] {
      (textKeys.filter { has("train_\($0)") } + otherTextStems).map { ($0, variantName($0)) }
    }

    private func variantName(_ stem: String) -> String {
      for prefix in ["texts_", "text_"] where stem.hasPrefix(prefix) {
        return String(stem.dropFirst(prefix.count))
      }
      return stem
    }

    /// What follows `train_` in the matrix of a modality; nil where the file has none.
    private func stem(
      of modality: String, plain: [String], others: [String], asked: String?
    ) throws(ImportError) -> String? {
      let present = plain.filter { has("train_\($0)") }
      let known = present + others
      if let asked {
        guard let stem = known.first(where: { $0 == asked || variantName($0) == asked }) else {
          throw .unknownVariant(
            asked, of: modality, in: member.name, known: known.map(variantName))
        }
        return stem
      }
      guard present.count <= 1 else {
        throw .severalPlain(
          modality, in: member.name, keys: present.map { "train_\($0)" }, choices: present)
      }
      return present.first
    }
  }
}
