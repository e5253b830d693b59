import CMRContainer
import CMRNoise
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// `inject-noise` with the models that need more than a class per row, and in other splits.
@Suite struct NoiseCommandTests {
  /// Twelve rows in each of two modalities, of several classes each; the last four for validation.
  static func writeSeveralClasses(to path: FilePath) throws {
    var builder = try StoreBuilder.create(at: path, name: "m", classNames: ["a", "b", "c", "d"])
    for name in ["image", "text"] {
      var modality = try builder.beginModality(name, rows: 12, dimension: 2)
      try modality.append((0..<24).map { Float($0) })
      try builder.finish(modality)
    }
    try builder.setPaired(["image", "text"])
    let elements = (0..<12).flatMap { row in
      (0..<4).map { UInt8($0 == row % 4 || $0 == row % 3 ? 1 : 0) }
    }
    try builder.addLabels(
      LabelSet(
        name: "clean",
        labels: .shared(.multiHot(MultiHot(rows: 12, classes: 4, elements: elements)))))
    try builder.addSplit(Split(name: "train", rule: "stored", rows: .shared(Array(0..<8))))
    try builder.addSplit(Split(name: "validation", rule: "stored", rows: .shared(Array(8..<12))))
    try builder.publish(
      provenance: Provenance(sources: [], tool: "test", layout: "test", decisions: []))
  }

  @Test func severalClasses() async throws {
    try await withTemporaryFolder { folder in
      try Self.writeSeveralClasses(to: folder("m.h5"))
      let commands = Commands(folder: folder)
      let made = try await commands.data(
        "inject-noise", "m.h5", "--model", "replace", "add", "--rate", "0.5", "--level", "1")
      #expect(made.status == 0, "\(made.errors)")
      let lines = made.output.split(separator: "\n")
      #expect(
        lines.first
          == "replace-0.5-s1: image and text: 4 of 8 rows wrong (50.0 %), 4 classes lost and 4 gained, added"
      )
      #expect(
        lines.last?.hasPrefix(
          "add-1-s1: image and text: 8 of 8 rows wrong (100.0 %), 0 classes lost")
          == true)
      let store = try Store.open(folder("m.h5"))
      let clean = try store.labels("clean").multiHot(for: "text")
      for name in ["replace-0.5-s1", "add-1-s1"] {
        let set = try store.labels(name)
        #expect(set.kind == .multiHot)
        #expect(set.base == "clean")
        let noisy = try set.multiHot(for: "text")
        #expect((8..<12).allSatisfy { noisy.classes(ofRow: $0) == clean.classes(ofRow: $0) })
        let manifest = try JSONDecoder().decode(
          NoiseManifest.self, from: Data(#require(set.manifest).utf8))
        #expect(manifest.name == name)
        #expect(manifest.outcomes.first?.lost?.count == 4)
      }
      let verify = try await commands.data("verify", "m.h5")
      #expect(verify.status == 0, "\(verify.output)")
    }
  }

  @Test func noiseByFeatures() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let made = try await commands.data(
        "inject-noise", "clip.h5", "--model", "instance", "--rate", "0.2", "0.4")
      #expect(
        made.output == """
          instance-0.2-s1: image and text: 342 of 1,709 labels wrong (20.0 %), added
          instance-0.4-s1: image and text: 684 of 1,709 labels wrong (40.0 %), added

          """, "\(made.errors)")
      let again = try await commands.data(
        "inject-noise", "clip.h5", "--model", "instance", "--rate", "0.4")
      #expect(again.output.hasSuffix("already there, the same\n"))
      let redrawn = try await commands.data(
        "inject-noise", "clip.h5", "--model", "instance", "--rate", "0.4", "--semantics", "redraw",
        "--sharing", "independent")
      #expect(redrawn.status == 0, "\(redrawn.errors)")
      #expect(redrawn.output.split(separator: "\n").count == 2)
    }
  }

  @Test func anotherSplit() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let made = try await commands.data(
        "inject-noise", "clip.h5", "--model", "symmetric", "--rate", "0.5", "--split", "validation",
        "--json")
      #expect(made.status == 0, "\(made.errors)")
      #expect(made.output.contains(#""split" : "validation""#))
      let store = try Store.open(folder("clip.h5"))
      let clean = try store.labels("clean").classIndices(for: "image")
      let noisy = try store.labels("symmetric-0.5-s1-of-validation").classIndices(for: "image")
      let changed = Set(clean.indices.filter { clean[$0] != noisy[$0] })
      let rows = try store.rows(of: "validation", modality: "image")
      #expect(changed.count == rows.count / 2)
      #expect(changed.isSubset(of: rows))
      let info = try await commands.data("info", "clip.h5")
      #expect(
        info.output.contains(
          """
          LABELS                          KIND         SHARING  WRONG
          clean                           class-index  shared
          symmetric-0.4-s1                class-index  shared   test: none; train: image 40.0 %, text 40.0 %; validation: none
          symmetric-0.5-s1-of-validation  class-index  shared   test: none; train: none; validation: image 50.0 %, text 50.0 %
          """), "\(info.output)")
    }
  }

  @Test func infoKnowsRowsOfSeveralClasses() async throws {
    try await withTemporaryFolder { folder in
      try Self.writeSeveralClasses(to: folder("m.h5"))
      let commands = Commands(folder: folder)
      _ = try await commands.data("inject-noise", "m.h5", "--model", "replace", "--rate", "0.5")
      let info = try await commands.data("info", "m.h5")
      #expect(info.status == 0, "\(info.errors)")
      #expect(info.output.contains("train: image 50.0 %, text 50.0 %; validation: none\n"))
    }
  }

  @Test(arguments: [
    (
      ["--model", "symmetric"],
      "--rate is missing: the share of the rows whose labels become wrong"
    ),
    (
      ["--model", "add", "--rate", "0.4"],
      "--level is missing: how many false classes 'add' gives to each true one"
    ),
    (
      ["--model", "add", "--level", "1", "--rate", "0.4"],
      "--rate has no meaning for 'add', which takes --level"
    ),
    (
      ["--model", "replace", "--level", "1", "--rate", "0.4"],
      "--level has a meaning for the model 'add' only; give --rate"
    ),
    (
      ["--model", "add", "--level", "-1"],
      "The value '-1' is invalid for '--level <level>': noise level '-1' is not between 0 and 1000; "
        + "a level says how many false classes come to each true one, such as 1.5"
    ),
  ])
  func wrongCommandLines(_ arguments: [String], _ message: String) async throws {
    let result = try await Tool.built("cmrdata").run(["inject-noise", "a.h5"] + arguments)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("Error: \(message)\n"), "\(result.errors)")
  }

  @Test(arguments: [
    (
      ["--model", "symmetric", "--rate", "0.4"],
      "symmetric noise is for rows of one class, and these have any number; choose one of replace, "
        + "add"
    ),
    (
      ["--model", "replace", "--rate", "0.4", "--split", "test"],
      "the store 'm.h5' has no split 'test', it has 'train', 'validation'; name one of these"
    ),
    (
      ["--model", "replace", "--rate", "0.4", "--labels", "noisy"],
      "the store 'm.h5' has no label set 'noisy', it has 'clean'; name one of these, or make it with "
        + "'cmrdata inject-noise'"
    ),
  ])
  func whatTheStoreCannotTake(_ arguments: [String], _ message: String) async throws {
    try await withTemporaryFolder { folder in
      try Self.writeSeveralClasses(to: folder("m.h5"))
      let before = try Container.open(folder("m.h5")).digest
      let result = try await Tool.built("cmrdata").run(
        ["inject-noise", "m.h5"] + arguments, in: folder.path)
      #expect(result.status == 2)
      #expect(result.errors == "cmrdata: error: \(message)\n")
      #expect(try Container.open(folder("m.h5")).digest == before)
    }
  }
}
