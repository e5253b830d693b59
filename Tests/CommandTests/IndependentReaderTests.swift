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

  /// What the commands print with `--json`, also where files and runs are missing.
  @Test(.needsPython("jsonschema"))
  func everyOutputFollowsItsSchema() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let fit = try await commands.fit("mrl", into: "run", ["--report", "test", "--json"])
      let dry = try await commands.fit("mrl", into: "dry", ["--dry-run"])
      try #require(try await commands.fit("uot-rcl", into: "warm").status == 0)
      let outputs: [(schema: String, status: Int32, result: ToolResult)] = [
        ("import", 0, try await imported(commands, "--dry-run")),
        ("import", 0, try await imported(commands)),
        (
          "inject-noise", 0,
          try await commands.data(
            "inject-noise", "clip.h5", "--model", "symmetric", "asymmetric", "--rate", "0.2",
            "--seed", "18446744073709551615", "--sharing", "independent", "--json")
        ),
        (
          "split", 0,
          try await commands.data(
            "split", "clip.h5", "--into", "a=0.5", "b=0.25", "--stratified", "--json")
        ),
        ("split", 0, try await commands.data("split", "clip.h5", "--into", "c=9", "--json")),
        ("export", 0, try await commands.data("export", "clip.h5", "clip.npz", "--json")),
        ("export", 0, try await commands.data("export", "clip.h5", "clip.h5py", "--json")),
        ("fit", 0, fit), ("plan", 0, dry),
        ("info", 0, try await commands.data("info", "clip.h5", "--json")),
        ("doctor", 0, try await commands.data("doctor", "--json")),
        (
          "label-history", 0,
          try await commands.data(
            "info", "--labels", "warm/checkpoints/epoch-00003-step-0000000.h5", "clip.h5", "--json",
            "--confusion", "--row", "0")
        ),
        (
          "corrected-labels", 0,
          try await commands.train(
            "export-labels", "clip.h5", "--checkpoint",
            "warm/checkpoints/epoch-00003-step-0000000.h5", "--json")
        ),
        ("verify", 2, try await commands.data("verify", "clip.h5", "absent.h5", "--json")),
        ("rank", 2, try await commands.train("rank", "absent", "run", "--json")),
        ("rank", 2, try await commands.train("rank", "absent", "--json")),
      ]
      for (schema, status, result) in outputs {
        #expect(result.status == status, "\(schema): \(result.errors)")
        try save(result.output, as: "output.json", in: folder)
        try save(SchemaCatalog.text(of: schema), as: "schema.json", in: folder)
        let verdict = try await Python.run(Self.validation, [folder.path.string])
        #expect(verdict == "valid\n", "\(schema)")
        #expect(try SchemaCatalog.validate(json: result.output, against: schema) == [])
      }
    }
  }

  private func imported(_ commands: Commands, _ flags: String...) async throws -> ToolResult {
    try await Tool.built("cmrdata").run(
      ["import", "clip.tar.gz", "-o", "other.h5", "--text", "masked", "--json"] + flags,
      in: commands.folder.path)
  }

  private static let validation = """
    import json, sys, jsonschema
    load = lambda name: json.load(open(f"{sys.argv[1]}/{name}"))
    jsonschema.Draft202012Validator(load("schema.json")).validate(load("output.json"))
    print("valid")
    """

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
