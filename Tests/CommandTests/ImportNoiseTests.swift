import CMRContainer
import CMRRandom
import CMRSchema
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// `import-noise` as built, on the sample.
@Suite struct ImportNoiseTests {
  /// A file as MRL writes it for the sample: 40 % of each modality drawn anew over all classes.
  private func writeLists(in folder: TemporaryFolder, count: Int = 2) throws {
    let store = try Store.open(folder("clip.h5"))
    let rows = try store.rows(of: "train", modality: "image")
    let clean = try store.labels("clean").classIndices(for: "image")
    let lists = (0..<count).map { view in
      var labels = rows.map { Int(clean[$0]) }
      var stream = RandomStream(seed: UInt64(view), domain: "test/lists")
      for row in stream.sample(labels.count * 4 / 10, of: labels.count) {
        labels[row] = stream.uniform(below: store.classCount)
      }
      return "[" + labels.map { "\($0)" }.joined(separator: ", ") + "]"
    }
    let text = "[" + lists.joined(separator: ", ") + "]"
    try Data(text.utf8).write(to: URL(filePath: folder("noise_labels_0.4_sym2.json").string))
  }

  private let file = "noise_labels_0.4_sym2.json"

  @Test func fromAFileToAFit() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      try writeLists(in: folder)
      let dry = try await commands.data("import-noise", "clip.h5", file, "--dry-run")
      #expect(dry.status == 0, "\(dry.errors)")
      #expect(dry.output.contains(", not written\n"))
      #expect(try Store.open(folder("clip.h5")).labelSetNames == ["clean", "symmetric-0.4-s1"])

      let added = try await commands.data("import-noise", "clip.h5", file)
      #expect(added.status == 0, "\(added.errors)")
      let lines = added.output.split(separator: "\n")
      #expect(
        lines[0].hasPrefix(
          "\(file): a JSON list of one list of classes per modality (MRL), sha256 "))
      #expect(lines[1].hasPrefix("noise_labels_0.4_sym2: image: "))
      #expect(lines[1].hasSuffix(" %), added"))
      #expect(lines.contains("  convention: uniform"))
      #expect(lines.contains { $0.hasPrefix("  CLEAN ") })
      #expect(lines.contains { $0.hasPrefix("modalities: independent: ") })
      let again = try await commands.data("import-noise", "clip.h5", file)
      #expect(again.output.contains("already there, the same"))

      let info = try await commands.data("info", "clip.h5")
      #expect(
        info.output.contains(
          "\nnoise_labels_0.4_sym2  class-index  per modality  test: none; train: image 3"))
      let verify = try await commands.data("verify", "clip.h5")
      #expect(verify.status == 0, "\(verify.output)")
      let fit = try await Tool.built("cmrtrain").run(
        ["fit", "clip.h5", "--method", "mrl", "-o", "run", "--labels", "noise_labels_0.4_sym2"]
          + ["--dimension", "16", "--set", "method.options.encoder.hidden=[32]", "--epochs", "1"],
        in: folder.path)
      #expect(fit.status == 0, "\(fit.errors)")
    }
  }

  @Test func theRecordFollowsItsSchema() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      try writeLists(in: folder)
      let result = try await commands.data(
        "import-noise", "clip.h5", file, "--name", "published", "--json")
      #expect(result.status == 0, "\(result.errors)")
      #expect(try SchemaCatalog.validate(json: result.output, against: "import-noise") == [])
      #expect(result.errors.contains("published: image: "))
      let set = try Store.open(folder("clip.h5")).labels("published")
      #expect(set.manifest == result.output.trimmingSuffix("\n"))
      #expect(set.base == "clean")
    }
  }

  @Test func oneModalityOnly() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      try writeLists(in: folder, count: 1)
      let result = try await commands.data(
        "import-noise", "clip.h5", file, "--modality", "text", "--name", "text-only")
      #expect(result.status == 0, "\(result.errors)")
      let store = try Store.open(folder("clip.h5"))
      #expect(
        try store.labels("text-only").classIndices(for: "image")
          == store.labels("clean").classIndices(for: "image"))
    }
  }

  @Test(arguments: [
    (
      ["clip.h5", "no.json"],
      "cannot open 'no.json': there is no such file or folder"
    ),
    (
      ["clip.h5", "clip.tar.gz"],
      "'clip.tar.gz' holds 12 files, and noisy labels are in one; name the file meant; there are "
    ),
    (
      ["clip.h5", "noise_labels_0.4_sym2.json", "--split", "none"],
      "the store 'clip.h5' has no split 'none', it has 'test', 'train', 'validation'; name one of these"
    ),
    (
      ["clip.h5", "noise_labels_0.4_sym2.json", "--name", "a b"],
      "'a b' cannot name a label set; use 1 to 200 ASCII letters, digits and . _ + - with a letter or "
        + "digit first"
    ),
    (
      ["clip.h5", "noise_labels_0.4_sym2.json", "--name", "symmetric-0.4-s1"],
      "the store 'clip.h5' has another label set 'symmetric-0.4-s1' already; choose another name"
    ),
    (
      ["clip.h5", "noise_labels_0.4_sym2.json", "--labels", "symmetric-0.4-s1"],
      "the label set 'symmetric-0.4-s1' was made from 'clean', and noisy labels are held against clean "
        + "ones; name the clean labels with --labels"
    ),
  ])
  func whatIsRefused(_ arguments: [String], _ message: String) async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      try writeLists(in: folder)
      let names = try folder.names()
      let before = try Container.open(folder("clip.h5")).digest
      let result = try await Tool.built("cmrdata").run(
        ["import-noise"] + arguments, in: folder.path)
      #expect(result.status == 2)
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix("cmrdata: error: \(message)"), "\(result.errors)")
      #expect(try Container.open(folder("clip.h5")).digest == before)
      #expect(try folder.names() == names)
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
