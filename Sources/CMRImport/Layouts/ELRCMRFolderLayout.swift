/// The folder of ELRCMR: a MAT file for each part and kind of data, `train_img.mat` to
/// `test_label.mat`, all of which call their only variable `name`.
///
/// Here the names of the files carry what elsewhere the keys say; that they are meant shows in the
/// variable.
package enum ELRCMRFolderLayout: Layout {
  package static let name = "elrcmr-folder"
  package static let summary =
    "nine MAT files {train,valid,test}_{img,text,label}, each with the one variable 'name'"

  private static let parts = [
    KeyFamily.Part("train", ["train"]),
    KeyFamily.Part("validation", ["valid", "val"], isOptional: true),
    KeyFamily.Part("test", ["test"]),
  ]
  private static let kinds = [["img", "image"], ["text", "txt"], ["label", "labels"]]

  package static func examine(_ inventory: Inventory, variants: Variants) -> [Examination] {
    let files = inventory.dataFiles.filter { $0.member.variable("name")?.isMatrix == true }
    let found = parts.map { part in
      kinds.map { kind in
        let stems = part.spellings.flatMap { part in kind.map { "\(part)_\($0)" } }
        return files.filter { stems.contains($0.member.stem) }
      }
    }
    guard found.joined().contains(where: { !$0.isEmpty }) else { return [] }
    if let twice = found.joined().first(where: { $0.count > 1 }) {
      return [.refused(.sameKeyTwice(twice[0].member.stem, in: twice.map(\.member.name)))]
    }
    let present = zip(parts, found).filter { !$0.0.isOptional || $0.1.contains { !$0.isEmpty } }
    let missing = present.flatMap { part, files in
      zip(kinds, files).filter { $0.1.isEmpty }.map { "\(part.spellings[0])_\($0.0[0]).mat" }
    }
    let members = present.flatMap { $0.1.joined().map(\.member.name) }
    guard missing.isEmpty else { return [.lacks(Shortfall(found: members, missing: missing))] }
    let sources = present.map { part, files in
      files.compactMap { file in
        file.first.flatMap { file in
          file.member.variable("name").map { VariableReference(member: file.index, variable: $0) }
        }
      }
    }
    return [
      .fits(
        Fit(
          members: members,
          evidence: "\(members.joined(separator: ", ")) hold each one variable 'name'",
          blueprint: blueprint(present.map(\.0.segment), sources)))
    ]
  }

  private static func blueprint(
    _ segments: [String], _ sources: [[VariableReference]]
  ) -> Blueprint {
    Blueprint(
      segments: zip(segments, sources).map {
        Blueprint.Segment(name: $0, rows: Piece($1[0]).samples.count)
      },
      modalities: ["image", "text"].enumerated().map { place, modality in
        Blueprint.Modality(name: modality, pieces: sources.map { Piece($0[place]) })
      },
      labels: [
        Blueprint.Labels(
          modality: nil, origins: sources.map { .variable(Piece.labels($0[2])) })
      ])
  }
}
