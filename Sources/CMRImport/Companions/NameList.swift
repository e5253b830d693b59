/// A list of class names: line k names class k.
struct NameList {
  let name: String
  let names: [String]

  /// The list in `text`; nil where it is anything else, running text above all.
  init?(name: String, text: String) {
    let lines = text.textLines.map { String($0) }
    guard lines.count >= 2, Set(lines).count == lines.count, lines.allSatisfy(Self.isName) else {
      return nil
    }
    self.name = name
    names = lines
  }

  /// Class names are short and plain; lines of a licence or of Markdown are not.
  private static func isName(_ line: String) -> Bool {
    !line.isEmpty && line.utf8.count <= 64 && !line.contains("\t") && !line.contains("|")
      && !line.hasPrefix("#") && line.split(separator: " ").count <= 5
  }

  /// Whether the file says by its name that it lists the classes.
  var isNamedSo: Bool {
    // Its own name: folders are called anything.
    let lowered = name.stem.lowercased()
    return ["categor", "class", "label"].contains { lowered.contains($0) }
  }

  /// The list that tells how many classes there are: the only one, and called so.
  static func authority(among texts: [(name: String, text: String)]) -> NameList? {
    let lists = texts.compactMap { NameList(name: $0.name, text: $0.text) }.filter(\.isNamedSo)
    return lists.count == 1 ? lists[0] : nil
  }
}
