internal import CMRArchive
internal import SystemPackage

extension ImportError {
  /// - Parameter wayRound: what to do instead; nil for what is read.
  static func notNoise(_ file: String, holds: String, _ wayRound: String?) -> ImportError {
    let forms = NoiseFileFormat.allCases.map(\.summary).joined(separator: "; ")
    return ImportError(
      .notNoise, "'\(file)' holds no noisy labels that are known: it holds \(holds)",
      remedy: wayRound ?? "known are: \(forms)")
  }

  static func folderOfNoise(_ path: FilePath) -> ImportError {
    ImportError(
      .notNoise, "'\(terminalSafe(path.string))' is a folder, and noisy labels are in one file",
      remedy: "name the file meant")
  }

  static func severalInNoise(_ file: String, _ inventory: Inventory) -> ImportError {
    ImportError(
      .notNoise, "'\(file)' holds \(inventory.members.count) files, and noisy labels are in one",
      remedy: "name the file meant; there are \(inventory.listing)")
  }

  static func noiseLabelNotWhole(
    _ file: String, title: String, row: Int, text: String
  ) -> ImportError {
    ImportError(
      .invalidLabel, "item \(row) of \(title) in '\(file)' is \(text), which is no whole number",
      remedy: "items count from 0; get a good copy of the file")
  }

  static func pairsNotLabels(_ file: String, _ index: PairIndex) -> ImportError {
    let often = index.repeats == 1 ? "once" : "\(index.repeats) times"
    let share = NoiseConvention.percent(Double(index.displaced) / Double(index.count))
    return ImportError(
      .notNoise,
      "'\(file)' pairs rows anew and labels none: it holds \(index.count) row numbers, each \(often),"
        + " \(share) of them not in their place",
      remedy:
        "a store pairs row i of every modality and has no other pairing: reorder the rows of one"
        + " modality by this file, and import the result as a set of its own")
  }

  static func noiseClassesDisagree(
    _ file: String, _ list: String, least: Int64, most: Int64, _ classCount: Int
  ) -> ImportError {
    ImportError(
      .otherSet,
      "'\(list)' of '\(file)' has class numbers from \(least) to \(most), and the store has"
        + " \(classCount) classes",
      remedy:
        "numbers begin at 0 or 1, and one class too many is taken; import the set that the file"
        + " was made for")
  }

  static func noiseColumnsDisagree(
    _ file: String, _ array: String, columns: Int, _ classCount: Int
  ) -> ImportError {
    ImportError(
      .otherSet,
      "'\(array)' of '\(file)' has \(columns) columns, and the store has \(classCount) classes",
      remedy:
        "columns are classes, of which one too many is taken; import the set that the file was"
        + " made for")
  }

  static func noiseRowsDisagree(
    _ file: String, _ list: String, rows: Int, of modality: String, split: String, splitRows: Int,
    all: Int
  ) -> ImportError {
    ImportError(
      .otherSet,
      "'\(list)' of '\(file)' labels \(rows) rows, and \(modality) has \(splitRows) rows in the split"
        + " '\(split)' and \(all) in all",
      remedy: "name another split with --split, or import the set that the file was made for")
  }

  static func otherOrder(
    _ file: String, _ list: String, _ agreement: Agreement, scope: String, sameCounts: Bool
  ) -> ImportError {
    let percent = NoiseConvention.percent
    let counts =
      sameCounts
      ? ": its classes are as frequent as the clean ones, so these are the same rows in another order"
      : ""
    return ImportError(
      .otherSet,
      "'\(list)' of '\(file)' does not belong to \(scope): \(percent(agreement.share)) of its labels"
        + " agree with the clean ones, and \(percent(agreement.shareByChance)) would in any order"
        + counts,
      remedy: "import the set that the file was made for, its rows in the order of that set")
  }

  static func otherCleanLabels(
    _ file: String, differing: Int, rows: Int, scope: String
  ) -> ImportError {
    ImportError(
      .otherSet,
      "'True' of '\(file)' are the labels without noise, and \(differing) of its \(rows) rows differ"
        + " from the clean labels of \(scope)",
      remedy: "import the set that the file was made for, its rows in the order of that set")
  }

  static func cleanRowsDisagree(_ file: String, clean: Int, noisy: Int) -> ImportError {
    ImportError(
      .otherSet, "'\(file)' has \(noisy) rows with noise and \(clean) without",
      remedy: "get a good copy of the file")
  }

  static func noiseViews(_ views: Int, modalities: [String]) -> ImportError {
    ImportError(
      .otherSet,
      "there are \(views) lists of labels, and the store has the modalities \(list(modalities))",
      remedy: "say with --modality which modality each list is of")
  }

  static func noiseModalities(_ named: [String], views: Int) -> ImportError {
    ImportError(
      .otherSet,
      "--modality names \(list(named)), and there \(views == 1 ? "is 1 list" : "are \(views) lists")"
        + " of labels",
      remedy: "name one for each list, in the order of the files and of the lists within")
  }

  static func modalityTwice(_ modality: String) -> ImportError {
    ImportError(
      .otherSet, "two lists of labels are of the modality '\(modality)'",
      remedy: "name each modality once with --modality")
  }

  static func oneListForUnequal(_ file: String, _ modalities: [String]) -> ImportError {
    ImportError(
      .otherSet,
      "'\(file)' has one list of labels, and \(list(modalities)) do not share theirs",
      remedy: "say with --modality which modality it is of")
  }

  static func oneClassForSeveral(_ file: String, labels: String) -> ImportError {
    ImportError(
      .otherSet,
      "'\(file)' has one class number per row, and the rows of the label set '\(labels)' have any"
        + " number of classes",
      remedy: "such noise has one column per class; import the set that the file was made for")
  }

  static func noNoiseFile() -> ImportError {
    ImportError(.unreadableInput, "no noise file was named", remedy: "name one or more files")
  }

  static func noiseBaseHasNoise(_ labels: String, base: String) -> ImportError {
    ImportError(
      .otherSet,
      "the label set '\(labels)' was made from '\(base)', and noisy labels are held against clean ones",
      remedy: "name the clean labels with --labels")
  }
}
