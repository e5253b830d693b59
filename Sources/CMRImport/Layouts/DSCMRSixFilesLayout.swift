/// The six MAT files of DSCMR, one variable in each: images, texts and image labels of the training
/// and the test rows.
///
/// The labels of the images are those of the texts. Where several files hold the same key, such as
/// `train_txt.mat` and `train_txt_masked.mat`, the plain one is the file named like its key, and
/// what another's name adds is its variant.
package enum DSCMRSixFilesLayout: Layout {
  package static let name = "dscmr-six-files"
  package static let hasVariants = true
  package static let summary =
    "six MAT files: {train,test}_img, _txt, _img_lab; others with the same keys are variants"

  private static let stems = ["img", "txt", "img_lab"]
  private static let splits = ["train", "test"]
  private static let modalities = ["img": "image", "txt": "text"]

  package static func examine(_ inventory: Inventory, variants: Variants) -> [Examination] {
    let holders = Holders(inventory)
    guard !holders.found.isEmpty else { return [] }
    guard holders.missing.isEmpty else {
      return [
        .lacks(
          Shortfall(
            found: holders.found,
            missing: holders.missing.map { "'\($0)' (by custom in \($0).mat)" }))
      ]
    }
    do throws(ImportError) {
      return [.fits(try holders.fit(variants))]
    } catch {
      return [.refused(error)]
    }
  }

  /// Which members hold which key.
  private struct Holders {
    struct Holder {
      let member: Member
      let source: VariableReference
    }

    let table: [String: [Holder]]

    init(_ inventory: Inventory) {
      var table: [String: [Holder]] = [:]
      for (index, member) in inventory.dataFiles {
        guard case .mat(let variables) = member.content else { continue }
        for variable in variables where Self.keys.contains(variable.name) && variable.isMatrix {
          table[variable.name, default: []].append(
            Holder(
              member: member, source: VariableReference(member: index, variable: variable)))
        }
      }
      self.table = table
    }

    static let keys = splits.flatMap { split in stems.map { "\(split)_\($0)" } }

    var found: [String] { Self.keys.filter { table[$0] != nil } }
    var missing: [String] { Self.keys.filter { table[$0] == nil } }

    func fit(_ variants: Variants) throws(ImportError) -> Fit {
      var chosen: [String: [Holder]] = [:]
      var notes: [String] = []
      for stem in stems {
        let modality = modalities[stem]
        let asked = modality.flatMap { variants[$0] }
        let holders = try splits.map { (split) throws(ImportError) in
          try choose(split, stem, asked: asked, modality: modality)
        }
        chosen[stem] = holders
        let others = variantNames(stem).filter { $0 != (asked ?? "") && $0 != "" }
        if let modality, !others.isEmpty || asked != nil {
          notes.append(note(modality, holders, others))
        }
      }
      return Fit(
        members: stems.flatMap { chosen[$0]?.map(\.member.name) ?? [] },
        evidence: "files hold each of \(Self.keys.joined(separator: ", "))",
        blueprint: blueprint(chosen, notes: notes))
    }

    private func note(_ modality: String, _ holders: [Holder], _ others: [String]) -> String {
      let names = holders.map(\.member.name).joined(separator: " and ")
      let rest =
        others.isEmpty
        ? "" : "; other variants: \(others.map { "'\($0)'" }.joined(separator: ", "))"
      return "\(modality) is \(names)\(rest)"
    }

    private func choose(
      _ split: String, _ stem: String, asked: String?, modality: String?
    ) throws(ImportError) -> Holder {
      let key = "\(split)_\(stem)"
      let holders = table[key] ?? []
      let names = holders.map(\.member.name)
      // A single file is the plain one, whatever it is called.
      if asked == nil, holders.count == 1 { return holders[0] }
      let matching = holders.filter { variant(of: $0.member, split, key) == asked ?? "" }
      if matching.count == 1 { return matching[0] }
      guard let modality, matching.isEmpty else { throw .sameKeyTwice(key, in: names) }
      let known = variantNames(stem).filter { $0 != "" }
      guard let asked else {
        throw .severalPlain(
          modality, in: names.joined(separator: ", "), keys: [key], choices: known)
      }
      throw .unknownVariant(asked, of: modality, in: names.joined(separator: ", "), known: known)
    }

    /// What the file's name adds to `key`, "" for the plain file: "masked" for
    /// train_txt_masked.mat, "bow" for train_bow.mat.
    private func variant(of member: Member, _ split: String, _ key: String) -> String {
      let stem = member.stem
      if stem == key { return "" }
      for prefix in ["\(key)_", "\(split)_"] where stem.hasPrefix(prefix) {
        return String(stem.dropFirst(prefix.count))
      }
      return stem
    }

    /// The variants that every split has, sorted.
    private func variantNames(_ stem: String) -> [String] {
      let bySplit = splits.map { split in
        Set(
          (table["\(split)_\(stem)"] ?? []).map {
            variant(of: $0.member, split, "\(split)_\(stem)")
          })
      }
      return bySplit.dropFirst().reduce(bySplit[0]) { $0.intersection($1) }.sorted()
    }

    private func blueprint(_ chosen: [String: [Holder]], notes: [String]) -> Blueprint {
      let pieces = { (stem: String) in (chosen[stem] ?? []).map { Piece($0.source) } }
      return Blueprint(
        segments: zip(splits, pieces("img")).map { split, piece in
          Blueprint.Segment(name: split, rows: piece.samples.count)
        },
        modalities: [
          Blueprint.Modality(name: "image", pieces: pieces("img")),
          Blueprint.Modality(name: "text", pieces: pieces("txt")),
        ],
        labels: [
          Blueprint.Labels(
            modality: nil, origins: pieces("img_lab").map { .variable(Piece.labels($0.source)) })
        ], notes: notes)
    }
  }
}
