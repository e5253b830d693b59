import CMRContainer
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Imports of sets in no known layout, through the command.
@Suite struct RecipeCommandTests {
  private func write(_ text: String, to name: String, in folder: TemporaryFolder) throws {
    try Data(text.utf8).write(to: URL(filePath: folder(name).string))
  }

  private func makeSet(in folder: TemporaryFolder) throws {
    try write("1,2\n3,4\n5,6\n7,8\n", to: "a.csv", in: folder)
    try write("0\n1\n0\n1\n", to: "l.csv", in: folder)
  }

  @Test func mapsAndRecipesGiveTheSameStore() async throws {
    try await withTemporaryFolder { folder in
      try makeSet(in: folder)
      try write(
        """
        {"version": 1, "parts": [{"name": "all", "modalities": {"image": {"file": "a.csv"}},
          "labels": {"file": "l.csv", "encoding": "numbers"}}]}
        """, to: "recipe.json", in: folder)
      let tool = try Tool.built("cmrdata")
      let first = try await tool.run(
        ["import", "a.csv", "l.csv", "-o", "x.h5", "--name", "s", "--validation", "none"]
          + ["--map", "image=a.csv:a", "--labels", "l.csv"], in: folder.path)
      #expect(first.status == 0, "\(first.errors)")
      let second = try await tool.run(
        ["import", "a.csv", "l.csv", "-o", "y.h5", "--name", "s", "--validation", "none"]
          + ["--recipe", "recipe.json"], in: folder.path)
      #expect(second.status == 0, "\(second.errors)")
      let features = try Store.open(folder("x.h5")).modality("image").features
      #expect(try features.elements(ofRows: 0..<4) == [1, 2, 3, 4, 5, 6, 7, 8])
      #expect(try Store.open(folder("x.h5")).digest == Store.open(folder("y.h5")).digest)
    }
  }

  @Test func whatIsWrongWithARecipe() async throws {
    let form = "; 'cmrdata schema recipe' prints its form"
    let texts: [(recipe: String, error: String)] = [
      ("{", "r.json:1:2: expected a member name in quotes, found the end of the text" + form),
      (
        #"{"version": 1, "parts": []}"#,
        "the recipe 'r.json' cannot be used: /parts: has 0 items, fewer than 1 [minItems]" + form
      ),
      (
        #"{"version": 2, "parts": [{"name": "all", "modalities": {"x": {"file": "a.csv"}}}]}"#,
        "the recipe 'r.json' cannot be used: /version: is 2, not 1 [const]" + form
      ),
      (
        #"{"version": 1, "parts": [{"name": "all", "modalities": {"x": {"file": "a", "k": 1}}}]}"#,
        "the recipe 'r.json' cannot be used: /parts/0/modalities/x: has an unknown member 'k'"
          + " [additionalProperties]" + form
      ),
    ]
    try await withTemporaryFolder { folder in
      try makeSet(in: folder)
      let tool = try Tool.built("cmrdata")
      for (recipe, error) in texts {
        try write(recipe, to: "r.json", in: folder)
        let result = try await tool.run(
          ["import", "a.csv", "-o", "x.h5", "--recipe", "r.json"], in: folder.path)
        #expect(result.errors == "cmrdata: error: \(error)\n")
        #expect(result.status == 2)
      }
    }
  }

  @Test func optionsThatExcludeEachOther() async throws {
    let tool = try Tool.built("cmrdata")
    let texts: [(options: [String], error: String)] = [
      (
        ["--map", "x=a.csv", "--layout", "mrl-h5py"],
        "--layout looks for what --map and --recipe say; give one of them"
      ),
      (
        ["--map", "x=a.csv", "--recipe", "r.json"],
        "--recipe says what --map and --labels say; give one of them"
      ),
      (["--labels", "l.csv"], "--labels needs --map, which says where the features are"),
    ]
    for (options, error) in texts {
      let result = try await tool.run(["import", "a.csv", "-o", "x.h5"] + options)
      #expect(result.errors.contains(error), "\(result.errors)")
      #expect(result.status == 64 || result.status == 2, "\(result.status)")
    }
  }
}
