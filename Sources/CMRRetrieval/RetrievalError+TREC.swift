extension RetrievalError {
  static func identifier(_ text: String) -> Self {
    Self(
      code: .notWritable,
      message: "'\(text)' cannot stand in a TREC file, whose columns are separated by blanks",
      remedy: "use identifiers that have no blank in them and are not empty")
  }

  static func sameIdentifier(_ text: String, _ what: String, _ a: Int, _ b: Int) -> Self {
    Self(
      code: .notWritable,
      message:
        "\(what) \(a) and \(b) have the same identifier '\(text)', by which TREC files tell them apart",
      remedy: "give every row an identifier of its own")
  }

  static func identifierCount(_ what: String, count: Int, expected: Int) -> Self {
    Self(
      code: .mismatch, message: "\(count) identifiers are given for \(expected) \(what)",
      remedy: nil)
  }

  static func infiniteScore(query: Int, item: Int) -> Self {
    Self(
      code: .notWritable,
      message: "the score of query \(query) for gallery item \(item) is infinite, and a TREC file "
        + "cannot keep such items in order", remedy: nil)
  }
}
