internal import CMRArchive

extension ImportError {
  static func badMapping(_ text: String) -> ImportError {
    ImportError(
      .invalidRecipe, "'\(terminalSafe(text))' does not say which features are where",
      remedy: "write --map MODALITY=FILE:KEY or --map SPLIT.MODALITY=FILE:KEY, where splits are"
        + " train, validation and test")
  }

  static func mappedTwice(_ text: String) -> ImportError {
    ImportError(
      .invalidRecipe, "'\(terminalSafe(text))' names what another option names too",
      remedy: "name each modality and its labels once for each split")
  }

  static func recipeVersion(_ version: Int) -> ImportError {
    ImportError(
      .invalidRecipe, "the recipe is of version \(version), and version 1 is read",
      remedy: "see 'cmrdata schema recipe'")
  }

  static func recipeLacks(_ what: String, of whole: String) -> ImportError {
    ImportError(
      .invalidRecipe, "\(terminalSafe(whole)) names no \(what)",
      remedy: what == "labels"
        ? "name them with --labels, or in the recipe" : "name them with --map, or in the recipe")
  }

  static func recipeBase(_ base: Int) -> ImportError {
    ImportError(
      .invalidRecipe, "counting cannot begin at \(base)", remedy: "say the number of the first one")
  }

  static func unknownPart(_ name: String) -> ImportError {
    ImportError(
      .invalidRecipe, "there is no part '\(terminalSafe(name))'",
      remedy: "parts are called train, validation and test, or all")
  }

  static func partTwice(_ name: String) -> ImportError {
    ImportError(
      .invalidRecipe, "the part '\(terminalSafe(name))' stands twice", remedy: "leave one out")
  }

  static func partsDisagree(
    _ a: String, _ modalitiesA: [String], _ b: String, _ modalitiesB: [String]
  ) -> ImportError {
    ImportError(
      .invalidRecipe,
      "part '\(terminalSafe(a))' has \(list(modalitiesA.map(terminalSafe))), part"
        + " '\(terminalSafe(b))' has \(list(modalitiesB.map(terminalSafe)))",
      remedy: "name the same modalities for each part")
  }

  static var partAllAmongOthers: ImportError {
    ImportError(
      .invalidRecipe, "some features are of a split, and others of none",
      remedy: "name a split for each: --map train.image=FILE:KEY")
  }

  static func severalMembers(
    _ name: String, _ members: [String], in inventory: Inventory
  ) -> ImportError {
    ImportError(
      .ambiguous, "'\(terminalSafe(name))' can be any of \(list(members)) in '\(inventory.name)'",
      remedy: "name more of its path")
  }

  static func noSuchVariable(_ key: String, in member: Member) -> ImportError {
    ImportError(
      .incomplete, "'\(member.name)' holds no variable '\(terminalSafe(key))'",
      remedy: "it holds \(member.listing)")
  }

  static func whichVariable(_ member: Member) -> ImportError {
    ImportError(
      member.variables.isEmpty ? .incomplete : .ambiguous,
      "'\(member.name)' holds \(member.variables.filter(\.element.isNumeric).count) arrays of numbers",
      remedy: "name one as FILE:KEY; the file is \(member.listing)")
  }

  static func refusedMember(_ member: Member, _ wayRound: String) -> ImportError {
    ImportError(.damagedMember, "'\(member.name)' is not read: \(member.listing)", remedy: wayRound)
  }

  static func notAMatrix(
    _ title: String, _ variable: Variable, modality: String
  ) -> ImportError {
    ImportError(
      .shapesDisagree,
      "'\(title)' is \(variable.element) \(Variable.text(of: variable.shape)), and"
        + " \(terminalSafe(modality)) features are a matrix of numbers",
      remedy: variable.element.isComplex
        ? "save real and imaginary parts, or moduli, as a matrix of real numbers"
        : "name another array, or save it with one row for each sample")
  }

  static func samplesWithin(
    _ title: String, _ variable: Variable, _ axis: SampleAxis
  ) -> ImportError {
    ImportError(
      .shapesDisagree,
      "'\(title)' is \(Variable.text(of: variable.shape)), and of more than two axes only the"
        + " \(axis == .columns ? "last" : "first"), along which the file has whole samples, can be that"
        + " of the samples",
      remedy: "leave 'transpose' out, or save the array with one row for each sample")
  }

  static func transposedAndNot(_ title: String) -> ImportError {
    ImportError(
      .invalidRecipe, "'\(title)' is named with its samples as rows and as columns",
      remedy: "say 'transpose' each time or never")
  }

  static func notLabels(_ title: String, _ variable: Variable) -> ImportError {
    ImportError(
      .shapesDisagree,
      "'\(title)' is \(variable.element) \(Variable.text(of: variable.shape)), and labels are a list"
        + " or a matrix of numbers", remedy: "name another array")
  }

  static func notAList(_ title: String, _ variable: Variable) -> ImportError {
    ImportError(
      .shapesDisagree,
      "'\(title)' is \(variable.element) \(Variable.text(of: variable.shape)), and row indices are a"
        + " list of numbers", remedy: "name another array")
  }

  static func otherEncoding(
    _ title: String, _ variable: Variable, asked: ImportRecipe.Encoding
  ) -> ImportError {
    ImportError(
      .shapesDisagree,
      "'\(title)' is \(Variable.text(of: variable.shape)), which are not"
        + " \(asked == .numbers ? "class numbers" : "columns for each class")",
      remedy: "leave 'encoding' out, or say 'transpose'")
  }

  static func labelBelowBase(
    _ label: Int64, _ base: Int, row: Int, in source: String
  ) -> ImportError {
    ImportError(
      .invalidLabel,
      "label \(label) in row \(row) of '\(source)' is below the first class, \(base)",
      remedy: "rows count from 0; say another 'base'")
  }
}
