import CMRImport
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// Text files beside the data count only where they fit.
@Suite struct CompanionTests {
  private let set = SyntheticSet()

  /// Imports a set whose file names neither rows nor classes, with these texts beside it.
  private func imported(
    _ folder: TemporaryFolder, _ texts: [String: String]
  ) throws -> Imported {
    _ = try set.writeWikiData(to: folder, .column, "in/data.mat")
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      try folder.write(text, to: "in/\(name)")
    }
    return try importSet([folder("in")], to: folder("x.h5"))
  }

  /// A table as openclipart11 and fashion20 have them.
  private func items(swapping: Bool = false) -> String {
    let lines = (0..<18).map { row in
      let name = set.className(Int(set.label(swapping && row == 3 ? row + 1 : row)))
      return "\(row < 12 ? "train" : "test")\t\(row)\titem\(row)\t\(name)\tsome text"
    }
    return (["split\trow\tid\tclass\ttitle"] + lines).joined(separator: "\n") + "\n"
  }

  @Test func tablesOfItemsGiveIdsAndClassNames() throws {
    try withTemporaryFolder { folder in
      let imported = try imported(folder, ["items.tsv": items(), "README.md": "# A set\n\ntext\n"])
      #expect(imported.store.classNames == set.classNames)
      for modality in ["image", "text"] {
        #expect(try imported.store.modality(modality).ids() == (0..<18).map { "item\($0)" })
      }
      #expect(
        imported.summary.decisions.contains(
          "row ids are those of 'items.tsv', whose classes agree with the labels"))
      #expect(imported.report.sources.map(\.name) == ["data.mat", "items.tsv"])
    }
  }

  @Test func tablesOfOtherRowsAreNotUsed() throws {
    try withTemporaryFolder { folder in
      let imported = try imported(folder, ["items.tsv": items(swapping: true)])
      #expect(imported.store.classNames == ["0", "1", "2"])
      #expect(try imported.store.modality("image").ids()[0] == "train-000001")
      #expect(
        imported.summary.decisions.contains(
          "'items.tsv' has as many rows, but its classes are not those of the labels: not used"))
      #expect(imported.report.sources.map(\.name) == ["data.mat"])
    }
  }

  @Test func listsGiveIdsWhereTheirCategoriesAgree() throws {
    try withTemporaryFolder { folder in
      let lists = ["one.list": set.list(0..<12), "two.list": set.list(12..<18)]
      let imported = try imported(folder, lists)
      #expect(try imported.store.modality("image").ids() == (0..<18).map { "image\($0)" })
      #expect(try imported.store.modality("text").ids() == (0..<18).map { "text\($0)" })
    }
  }

  @Test func listsOfOtherCategoriesAreNotUsed() throws {
    try withTemporaryFolder { folder in
      let lists = ["one.list": set.list(1..<13), "two.list": set.list(12..<18)]
      let imported = try imported(folder, lists)
      #expect(try imported.store.modality("image").ids()[0] == "train-000001")
      #expect(
        imported.summary.decisions.contains(
          "'one.list' and 'two.list' have as many lines as there are rows, but other categories: not used"
        ))
    }
  }

  @Test(arguments: ["a\nb\nc\n", "a\r\nb\r\nc", "a\nb\nc\n\n"])
  func listsOfNamesGiveClassNames(_ text: String) throws {
    try withTemporaryFolder { folder in
      let imported = try imported(folder, ["classes.txt": text])
      #expect(imported.store.classNames == ["a", "b", "c"])
    }
  }

  @Test(arguments: [
    "a\nb\n\nc\n", "a\nb\na\n", "a\tx\nb\ty\nc\tz\n", "# Title\nb\nc\n",
    "one two three four five six\nb\nc\n",
  ])
  func otherTextsAreNoClassNames(_ text: String) throws {
    try withTemporaryFolder { folder in
      let store = try imported(folder, ["notes.txt": text]).store
      #expect(store.classNames == ["0", "1", "2"])
    }
  }

  @Test func twoListsOfNamesAreToldApartByWhatTheyAreCalled() throws {
    try withTemporaryFolder { folder in
      let texts = ["categories.list": "a\nb\nc\n", "people.txt": "x\ny\nz\n"]
      let store = try imported(folder, texts).store
      #expect(store.classNames == ["a", "b", "c"])
    }
  }
}
