internal import CMRArchive
internal import CMRStore
internal import SystemPackage

/// Reads noise files of other projects, recognised by what they hold.
struct NoiseFileReader {
  /// Beside it lie copies of what must be sought in, without a name.
  let destination: FilePath
  /// The classes of the store: more different numbers than that are no classes.
  let classCount: Int
  /// The program that reads HDF5 files.
  let hdf5Reader: FilePath

  /// The contents of the file at `path`.
  ///
  /// - Throws: ``ImportError`` with code `notNoise` where it holds no labels that are known, or what
  ///   reading throws.
  func read(_ path: FilePath) throws(ImportError) -> NoiseFile {
    if (try? path.stat().type) == .directory { throw .folderOfNoise(path) }
    let input = try OpenInput(
      [path], limits: .init(), destination: destination, hdf5Reader: hdf5Reader, isOneFile: true
    ) { _ throws(ImportError) in }
    let name = terminalSafe(path.lastComponent?.string ?? path.string)
    let digest = try RunningSHA256.digest(of: path) { _, _ throws(ImportError) in }
    let source = Provenance.Source(
      name: name, size: Int64(digest.byteCount), sha256: digest.hexadecimal)
    guard let member = input.inventory.members.first, input.inventory.members.count == 1 else {
      throw .severalInNoise(name, input.inventory)
    }
    if case .text(let text) = member.content {
      let (format, views) = try NoiseText(name: name, text: text).read()
      return NoiseFile(source: source, format: format, views: views)
    }
    if let wayRound = member.wayRound { throw .notNoise(name, holds: member.listing, wayRound) }
    return try arrays(member, source, input)
  }

  // MARK: Arrays

  private func arrays(
    _ member: Member, _ source: Provenance.Source, _ input: OpenInput
  ) throws(ImportError) -> NoiseFile {
    let table = { (key: String) throws(ImportError) -> LabelTable? in
      guard let variable = member.variable(key) else { return nil }
      return try self.table(variable, in: input)
    }
    if let labels = try table("noisy_label") {
      return NoiseFile(source: source, format: .matNoisyLabel, views: [view(labels)])
    }
    let partial = [("img_partial_label", "image"), ("txt_partial_label", "text")]
    if partial.contains(where: { member.variable($0.0) != nil }) {
      var views: [NoiseFile.View] = []
      for (key, modality) in partial {
        if let labels = try table(key) { views.append(view(labels, of: modality)) }
      }
      return NoiseFile(source: source, format: .matPartialLabel, views: views)
    }
    for key in ["result", "noisy"] where member.variable("True") != nil {
      guard let labels = try table(key) else { continue }
      return NoiseFile(
        source: source, format: .hashing, views: [view(labels)], clean: try table("True"))
    }
    if let labels = try table("noisy_labels") {
      return NoiseFile(source: source, format: .oneModality, views: [view(labels)])
    }
    let candidates = member.variables.filter { $0.isMatrix || $0.isVector }
    guard candidates.count == 1, let only = candidates.first else {
      throw .notNoise(source.name, holds: member.listing, nil)
    }
    let labels = try self.table(only, in: input)
    if let index = PairIndex(labels, classCount: classCount) {
      throw .pairsNotLabels(source.name, index)
    }
    return NoiseFile(source: source, format: .array, views: [view(labels)])
  }

  private func view(_ labels: LabelTable, of modality: String? = nil) -> NoiseFile.View {
    NoiseFile.View(modality: modality, labels: labels)
  }

  private func table(
    _ variable: Variable, in input: OpenInput
  ) throws(ImportError) -> LabelTable {
    let source = VariableReference(member: 0, variable: variable)
    guard variable.isMatrix || variable.isVector else {
      throw .notNoise(
        input.inventory.members[0].name, holds: input.inventory.members[0].listing, nil)
    }
    let piece = Piece.labels(source)
    let numbers = try input.numbers(of: [source])[0].samples(of: piece)
    let checked = try LabelTable(
      source: "\(input.inventory.members[0].name):\(variable.name)", columns: piece.width,
      numbers: numbers)
    return LabelTable(source: variable.name, columns: piece.width, values: checked.values)
  }
}
