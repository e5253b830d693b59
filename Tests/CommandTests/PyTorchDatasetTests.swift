import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// `tools/pytorch/cmr_store.py` reads stores of every kind; its own tests compare with h5py.
@Suite struct PyTorchDatasetTests {
  private static let folder = SharedData.packageRoot.pushing("tools/pytorch")

  private func write(
    _ path: FilePath, paired: Bool, sets: [LabelSet], rows: [String: Int], splits: [Split]
  ) throws {
    var builder = try StoreBuilder.create(at: path, name: "s", classNames: ["a", "b", "dög"])
    for (name, count) in rows.sorted(by: { $0.key < $1.key }) {
      let width = name == "text" ? 3 : 5
      var writer = try builder.beginModality(name, rows: count, dimension: width)
      try writer.append((0..<count * width).map { Float($0) / 3 })
      try builder.finish(writer)
    }
    try builder.setPaired(paired ? rows.keys.sorted() : [])
    for set in sets { try builder.addLabels(set) }
    for split in splits { try builder.addSplit(split) }
    try builder.publish(
      provenance: Provenance(sources: [], tool: "test", layout: "test", decisions: []))
  }

  private func classes(_ count: Int, shift: Int = 0) -> Labels {
    .classIndices((0..<count).map { Int32(($0 + shift) % 3) })
  }

  private func writeStores(_ folder: TemporaryFolder) throws {
    try write(
      folder("paired.h5"), paired: true,
      sets: [
        LabelSet(name: "clean", labels: .shared(classes(30))),
        LabelSet(
          name: "noisy",
          labels: .separate(["image": classes(30, shift: 1), "text": classes(30, shift: 2)]),
          base: "clean", manifest: #"{"rate":0.4}"#),
      ], rows: ["image": 30, "text": 30],
      splits: [
        Split(name: "train", rule: "stored", rows: .shared([4, 5, 6, 9, 11, 12, 0, 20, 28])),
        Split(name: "test", rule: "stored", rows: .shared([1, 2, 3])),
        Split(name: "odd", rule: "odd ones", rows: .shared([7, 1, 29])),
        Split(name: "uneven", rule: "stored", rows: .separate(["image": [1], "text": [2]])),
      ])
    let elements = (0..<30 * 3).map { UInt8($0 % 5 == 0 || $0 % 3 == 0 ? 1 : 0) }
    try write(
      folder("multi.h5"), paired: true,
      sets: [
        LabelSet(
          name: "clean",
          labels: .shared(.multiHot(MultiHot(rows: 30, classes: 3, elements: elements))))
      ], rows: ["image": 30], splits: [Split(name: "train", rule: "x", rows: .shared([3, 1, 29]))])
    try write(
      folder("unpaired.h5"), paired: false,
      sets: [
        LabelSet(
          name: "clean", labels: .separate(["image": classes(30), "text": classes(20, shift: 1)]))
      ], rows: ["image": 30, "text": 20],
      splits: [
        Split(name: "train", rule: "x", rows: .separate(["image": [3, 1, 29], "text": [0, 19]]))
      ])
  }

  @Test(.needsPython("numpy", "h5py"))
  func `a dataset holds what the store holds, in every process`() async throws {
    try await withTemporaryFolder { folder in
      try writeStores(folder)
      let python = try #require(Tool.installed("python3"))
      let result = try await python.run(
        ["test_cmr_store.py", folder.path.string], environment: ["PYTHONDONTWRITEBYTECODE": "1"],
        in: Self.folder)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.contains("Ran 12 tests"), "\(result.errors)")
    }
  }

  @Test(.needsPython("numpy", "h5py", "torch"))
  func `the example trains`() async throws {
    try await withTemporaryFolder { folder in
      try writeStores(folder)
      let python = try #require(Tool.installed("python3"))
      let result = try await python.run(
        ["example.py", folder("paired.h5").string], environment: ["PYTHONDONTWRITEBYTECODE": "1"],
        in: Self.folder)
      #expect(result.output.hasSuffix("of 3 test rows right after 5 epochs on 'clean'\n"))
      #expect(result.status == 0, "\(result.errors)")
    }
  }
}
