import CMRSchema
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Python reads what we write: h5py every array and digest, a JSON Schema validator every document.
@Suite struct IndependentReaderTests {
  @Test(.needsPython("h5py", "jsonschema"))
  func pythonReadsAndValidatesEverything() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let fit = try await commands.fit("uot-rcl", into: "run")
      try #require(fit.status == 0, "\(fit.errors)")
      try #require(try await commands.train("rank", "run", "--top", "20").status == 0)
      let files = [
        "clip.h5", "run/checkpoints/epoch-00003-step-0000000.h5",
        "run/rankings/test-best-top-20.h5",
      ]
      for (file, schema) in zip(files, ["store", "checkpoint", "ranking"]) {
        let info = try await commands.data("info", file, "--json")
        try #require(info.status == 0, "\(info.errors)")
        try save(info.output, as: "info.json", in: folder)
        try save(SchemaCatalog.text(of: schema), as: "schema.json", in: folder)
        try save(SchemaCatalog.text(of: "info"), as: "info-schema.json", in: folder)
        let report = try await Python.run(
          Self.script, [folder(file).string, folder.path.string])
        #expect(report.hasSuffix("sound\n"), "\(file): \(report)")
      }
    }
  }

  private func save(_ text: String, as name: String, in folder: TemporaryFolder) throws {
    try Data(text.utf8).write(to: URL(filePath: folder(name).string))
  }

  /// Recomputes every content digest with hashlib and validates the tree with jsonschema.
  private static let script = """
    import hashlib, json, sys, h5py, jsonschema
    path, folder = sys.argv[1:]
    load = lambda name: json.load(open(f"{folder}/{name}"))
    info = load("info.json")
    check = lambda document, schema: jsonschema.Draft202012Validator(schema).validate(document)
    check(info["tree"], load("schema.json"))
    check(info, load("info-schema.json"))
    text = lambda value: value.decode() if isinstance(value, bytes) else value
    count = 0
    def visit(name, item):
        global count
        assert "encoding-type" in item.attrs and "encoding-version" in item.attrs, name
        if isinstance(item, h5py.Dataset):
            digest = hashlib.sha256(item[()].tobytes()).hexdigest()
            assert digest == text(item.attrs["content-sha256"]), name
            count += 1
    with h5py.File(path, "r") as file:
        file.visititems(visit)
        assert count > 5, count
        assert text(file.attrs["sha256"]) == info["sha256"]
    print(count, "datasets sound")
    """
}
