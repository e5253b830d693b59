import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// `cmrdata split` on stores of every kind.
@Suite struct SplitCommandTests {
  private func write(
    _ path: FilePath, paired: Bool, labels: PerModality<Labels>, rows: [String: Int],
    train: PerModality<[Int]>
  ) throws {
    var builder = try StoreBuilder.create(at: path, name: "s", classNames: ["a", "b", "c"])
    for (name, count) in rows.sorted(by: { $0.key < $1.key }) {
      var writer = try builder.beginModality(name, rows: count, dimension: 1)
      try writer.append((0..<count).map { Float($0) })
      try builder.finish(writer)
    }
    try builder.setPaired(paired ? rows.keys.sorted() : [])
    try builder.addLabels(LabelSet(name: "clean", labels: labels))
    try builder.addSplit(Split(name: "train", rule: "stored", rows: train))
    try builder.publish(
      provenance: Provenance(sources: [], tool: "test", layout: "test", decisions: []))
  }

  private func classes(_ count: Int) -> Labels { .classIndices((0..<count).map { Int32($0 % 3) }) }

  private func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> ToolResult {
    try await Tool.built("cmrdata").run(["split", "s.h5"] + arguments, in: folder.path)
  }

  @Test func `paired rows stay together and the command says what it did`() async throws {
    try await withTemporaryFolder { folder in
      try write(
        folder("s.h5"), paired: true, labels: .shared(classes(60)),
        rows: ["image": 60, "text": 60],
        train: .shared(Array(0..<45)))
      let first = try await run(
        ["--into", "train2=0.8,validation2=0.2", "--seed", "7", "--stratified"], in: folder)
      #expect(
        first.output == """
          train2: 36 rows (stratified:train2=4/5,validation2=1/5@7 of train by clean), added
          validation2: 9 rows (stratified:train2=4/5,validation2=1/5@7 of train by clean), added

          """)
      #expect(
        first.errors
          == "stratified by 'clean': each class is within 0.0 rows of its share in every split\n")
      let store = try Store.open(folder("s.h5"))
      let split = try store.split("validation2")
      #expect(split.rows.isShared)
      #expect(
        split.origin
          == Split.Origin(from: ["train"], labels: "clean", tool: "cmrdata 0.1.0-dev"))
      let second = try await run(["--into", "front=10", "--in-order"], in: folder)
      let shared = try store.rows(of: "train2", modality: "image").count { $0 < 10 }
      #expect(
        second.errors == """
          in no new split: 35 rows of train
          overlap: 'front' shares \(shared) image rows with 'train2', \(10 - shared) image rows with 'validation2'

          """)
      #expect(
        try Store.open(folder("s.h5")).rows(of: "front", modality: "text") == Array(0..<10))
    }
  }

  @Test func `modalities that are not paired are split each for itself`() async throws {
    try await withTemporaryFolder { folder in
      try write(
        folder("s.h5"), paired: false,
        labels: .separate(["image": classes(90), "text": classes(30)]),
        rows: ["image": 90, "text": 30],
        train: .separate(["image": Array(0..<60), "text": Array(10..<30)]))
      let result = try await run(["--into", "a=3/4", "b=rest", "--stratified"], in: folder)
      #expect(
        result.output == """
          a: 45 image, 15 text rows (stratified:a=3/4,b=rest@1 of train by clean), added
          b: 15 image, 5 text rows (stratified:a=3/4,b=rest@1 of train by clean), added

          """)
      let store = try Store.open(folder("s.h5"))
      let text = try ["a", "b"].flatMap { try store.rows(of: $0, modality: "text") }
      #expect(text.sorted() == Array(10..<30))
      let refused = try await run(["--into", "c=30"], in: folder)
      #expect(
        refused.errors
          == "cmrdata: error: the new splits ask for 30 of the 20 rows of 'train' of text; ask for"
          + " fewer rows, or for shares\n")
      #expect(refused.status == 2)
    }
  }

  @Test func `several classes per row`() async throws {
    try await withTemporaryFolder { folder in
      let elements = (0..<60 * 3).map { UInt8($0 % 7 == 0 || $0 % 3 == 0 ? 1 : 0) }
      try write(
        folder("s.h5"), paired: true,
        labels: .shared(.multiHot(MultiHot(rows: 60, classes: 3, elements: elements))),
        rows: ["image": 60], train: .shared(Array(0..<60)))
      let result = try await run(["--into", "a=2/3", "b=1/3", "--stratified"], in: folder)
      #expect(
        result.output == """
          a: 40 rows (stratified:a=2/3,b=1/3@1 of train by clean), added
          b: 20 rows (stratified:a=2/3,b=1/3@1 of train by clean), added

          """)
    }
  }

  @Test func `paired rows with different classes cannot be stratified together`() async throws {
    try await withTemporaryFolder { folder in
      let shifted = Labels.classIndices((0..<9).map { Int32(($0 + ($0 == 4 ? 1 : 0)) % 3) })
      try write(
        folder("s.h5"), paired: true, labels: .separate(["image": classes(9), "text": shifted]),
        rows: ["image": 9, "text": 9],
        train: .separate(["image": Array(0..<9), "text": Array(0..<9)]))
      let result = try await run(["--into", "a=0.5", "--stratified"], in: folder)
      #expect(
        result.errors
          == "cmrdata: error: label set 'clean' gives row 4 of image and of text different classes,"
          + " and paired rows stay together; name a label set that gives them the same with"
          + " --labels\n")
    }
  }

  @Test func `paired modalities of a split with other rows cannot be split together`()
    async throws
  {
    try await withTemporaryFolder { folder in
      try write(
        folder("s.h5"), paired: true, labels: .shared(classes(9)), rows: ["image": 9, "text": 9],
        train: .separate(["image": [0, 1], "text": [1, 2]]))
      let result = try await run(["--into", "a=0.5"], in: folder)
      #expect(
        result.errors
          == "cmrdata: error: 'train' lists other rows of image than of text, which are paired row by"
          + " row; split a split with the same rows of both\n")
    }
  }

  @Test func `a fit trains and judges by new splits`() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let split = try await commands.data(
        "split", "clip.h5", "--into", "train2=0.8", "validation2=0.2", "--stratified")
      #expect(split.status == 0, "\(split.errors)")
      let names = ["--set", "splits.train=train2", "--validation", "validation2"]
      let fit = try await commands.fit("cross-entropy", into: "run", names + ["--report", "test"])
      #expect(fit.status == 0, "\(fit.errors)")
      #expect(fit.output.contains("validation2"), "\(fit.output)")
      let overlap = try await commands.fit(
        "cross-entropy", into: "other",
        ["--set", "splits.train=train", "--validation", "validation2"])
      #expect(
        overlap.errors.contains(
          "342 image rows of the training split 'train' are also in 'validation2', by which the model"
            + " is judged"), "\(overlap.errors)")
    }
  }

  @Test func `options that have no meaning together`() async throws {
    let cases: [(options: [String], error: String)] = [
      (
        ["--into", "a=1", "--in-order", "--seed", "3"],
        "--in-order draws nothing, so --seed has no meaning; leave one out"
      ),
      (
        ["--into", "a=1", "--labels", "clean"],
        "--labels is what --stratified goes by; give both or neither"
      ),
      (
        ["--into", "a=0.8", "b=0.3"],
        "the shares 4/5 and 3/10 are more than all rows; give shares of which the sum is at most 1"
      ),
    ]
    for (options, error) in cases {
      let result = try await Tool.built("cmrdata").run(["split", "s.h5"] + options)
      #expect(result.errors.contains("Error: \(error)\n"), "\(result.errors)")
      #expect(result.status == 64)
    }
  }
}
