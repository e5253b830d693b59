internal import CMRArchive

extension ImportError {
  static func unknownLayout(_ name: String) -> ImportError {
    ImportError(
      .unknownLayoutName, "there is no layout '\(name)'",
      remedy: "the layouts are: \(BuiltinLayouts.names.joined(separator: ", "))")
  }

  static func noSuchMember(_ name: String, in inventory: Inventory) -> ImportError {
    ImportError(
      .incomplete, "'\(inventory.name)' holds no file '\(terminalSafe(name))'",
      remedy: "it holds \(inventory.listing)")
  }

  static func noLayoutFits(_ inventory: Inventory, among names: [String]) -> ImportError {
    let wayRound =
      inventory.members.lazy.compactMap(\.wayRound).first
      ?? (inventory.dataFiles.isEmpty ? nil : "say with --map and --labels what is what")
    let remedies =
      ["layouts tried: \(names.joined(separator: ", "))"] + RawArrays(inventory).sentences
      + [RawArrays.pictures(inventory), wayRound].compactMap(\.self)
    return ImportError(
      .noLayoutFits, "no layout fits '\(inventory.name)', which holds \(inventory.listing)",
      remedy: remedies.joined(separator: "; "))
  }

  static func ambiguous(_ candidates: [String], in input: String) -> ImportError {
    ImportError(
      .ambiguous,
      "'\(input)' can be read in \(candidates.count) ways: \(candidates.joined(separator: ", "))",
      remedy: "choose with --layout or --member")
  }

  static func incomplete(
    _ inventory: Inventory, layout: String, _ shortfall: Shortfall
  ) -> ImportError {
    let place = shortfall.member.map { " in \($0)" } ?? ""
    return ImportError(
      .incomplete,
      "'\(inventory.name)' is an incomplete set of the layout \(layout): found"
        + " \(list(shortfall.found))\(place), missing \(list(shortfall.missing))",
      remedy: (["add what is missing"] + RawArrays(inventory).sentences).joined(separator: "; "))
  }

  static func unknownVariant(
    _ asked: String, of modality: String, in place: String, known: [String]
  ) -> ImportError {
    ImportError(
      .unknownVariant, "there is no \(modality) variant '\(asked)' in \(place)",
      remedy: known.isEmpty
        ? "there is only the plain one" : "the variants are: \(known.joined(separator: ", "))")
  }

  /// No variant was asked for, and several matrices could be the plain one.
  static func severalPlain(
    _ modality: String, in place: String, keys: [String], choices: [String]
  ) -> ImportError {
    ImportError(
      .ambiguous,
      "the \(modality) features can be any of \(list(keys.map { "'\($0)'" })) in \(place)",
      remedy: "choose a \(modality) variant: \(choices.joined(separator: ", "))")
  }

  static func severalLists(_ names: [String], for segment: Blueprint.Segment) -> ImportError {
    ImportError(
      .ambiguous,
      "each of \(list(names)) could list the \(segment.rows) \(segment.name) rows",
      remedy: "leave only one of them in the input")
  }

  static func sameKeyTwice(_ key: String, in members: [String]) -> ImportError {
    ImportError(
      .duplicate, "'\(key)' is in \(list(members)), and the names do not tell the files apart",
      remedy: "leave only one of them in the input")
  }

  /// The items with commas, without hiding any: what is missing is what the reader needs.
  static func list(_ items: [String]) -> String {
    items.isEmpty ? "nothing" : items.joined(separator: ", ")
  }
}
