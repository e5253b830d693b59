/// Arrays that describe samples without being features: pixels, and the numbers of words.
///
/// Repositories that train networks on images and sentences themselves ship these where others ship
/// features. No layout takes them, so whoever has such a file must be told what it is.
struct RawArrays {
  /// Why each is no features and what to do about it: one sentence for each array of pixels, and
  /// one for all arrays of words of a file.
  let sentences: [String]

  /// Those of `inventory` that are not among `used`.
  init(_ inventory: Inventory, besides used: Set<VariableReference> = []) {
    sentences = inventory.dataFiles.flatMap { index, member in
      let variables = member.variables.filter {
        !used.contains(VariableReference(member: index, variable: $0))
      }
      return variables.compactMap { Self.pixels($0, member) }
        + [Self.words(variables.filter { Self.isWords($0) }, member)].compactMap(\.self)
    }
  }

  // MARK: Pixels

  /// What is said of an array of four axes with the colours, three or one, at either end of a sample.
  private static func pixels(_ variable: Variable, _ member: Member) -> String? {
    guard variable.element.isNumeric, variable.shape.count == 4 else { return nil }
    let axis = SampleAxis.outermost(of: variable)
    let image = axis == .rows ? variable.shape.dropFirst() : variable.shape.dropLast()
    let colours = [image.first, image.last].compactMap(\.self)
    guard colours.contains(where: { $0 == 3 || $0 == 1 }) else { return nil }
    let count = Piece.extents(variable, axis).samples
    return
      "'\(variable.name)' of \(member.name) holds pixels, \(Variable.text(of: Array(image))) of"
      + " \(count) images, which are no features: take those that a network makes of them, or the pixels"
      + " as they are with --map image=\(member.name):\(variable.name)"
  }

  /// What is said of picture files, where there is nothing else to say; nil without any.
  static func pictures(_ inventory: Inventory) -> String? {
    let pictures = inventory.members.map(\.name).filter { name in
      [".jpg", ".jpeg", ".png"].contains { name.lowercased().hasSuffix($0) }
    }
    guard let first = pictures.min() else { return nil }
    let what =
      pictures.count == 1
      ? "'\(first)' is a picture"
      : "'\(first)' and "
        + "\(pictures.count - 1) more are pictures"
    return "\(what), and features are what a network makes of them: save those as a matrix"
  }

  // MARK: Words

  private static let wordVectors = "wv_matrix"

  private static func isWords(_ variable: Variable) -> Bool {
    variable.isMatrix && variable.name.hasSuffix("_idx")
  }

  private static func words(_ variables: [Variable], _ member: Member) -> String? {
    guard let first = variables.first else { return nil }
    let names = variables.map { "'\($0.name)'" }.joined(separator: ", ")
    let vectors = member.variable(wordVectors).flatMap { $0.isMatrix ? $0 : nil }
    let remedy =
      vectors.map {
        "sum the rows of '\($0.name)' (\(Variable.text(of: $0.shape))) that they name, as the article"
          + " Layouts shows"
      } ?? "the file holds no '\(wordVectors)', so make features of the texts they came from"
    return "\(names) of \(member.name) \(variables.count == 1 ? "is" : "are") numbers of words,"
      + " \(first.shape[1]) for each text, which are no features: \(remedy)"
  }
}
