import CMRExport
import CMRImport
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// What is exported and imported again is what it was, bit for bit.
@Suite struct RoundTripTests {
  /// Imports `file` with the options that its report tells.
  private func reimport(
    _ report: ExportReport, to path: FilePath
  ) throws -> (store: Store, layout: String) {
    let words = try #require(report.importCommand).split(separator: " ").map { String($0) }
    #expect(words.prefix(5) == ["cmrdata", "import", report.file, "-o", "STORE.h5"])
    var request = ImportRequest([FilePath(report.file)], to: path, tool: "test 1")
    request.hdf5Reader = try Tool.builtPath("cmrdata")
    var options = words.dropFirst(5)
    while let option = options.popFirst() {
      switch option {
      case "--validation": request.validation = try ValidationRule(options.removeFirst())
      case "--label-base": request.labelBase = Int(options.removeFirst())
      default: Issue.record("the option '\(option)' is unknown here")
      }
    }
    let plan = try request.plan()
    _ = try plan.run()
    return (try Store.open(path), plan.summary.layout)
  }

  static let sets: [(name: String, set: SmallStore)] = {
    var multi = SmallStore()
    multi.labels = SmallStore.multiHot
    var bare = SmallStore()
    bare.splits[1...] = [Split(name: "test", rule: "stored", rows: .shared(Array(18..<30)))]
    // No row has class 0, so that classes look as if they were counted from 1.
    bare.labels = LabelSet(
      name: "clean", labels: .shared(.classIndices((0..<30).map { Int32(1 + $0 % 2) })))
    var own = SmallStore()
    own.noisy = [
      LabelSet(
        name: "noisy",
        labels: .separate([
          "image": .classIndices((0..<30).map { Int32($0 % 3) }),
          "text": .classIndices((0..<30).map { Int32(2 - $0 % 3) }),
        ]), base: "clean", manifest: "{}")
    ]
    return [("plain", SmallStore()), ("multi", multi), ("bare", bare), ("own", own)]
  }()

  @Test(arguments: sets.indices, ExportFormat.allCases)
  func `features, labels and splits come back`(set: Int, format: ExportFormat) throws {
    try withTemporaryFolder { folder in
      let store = try Self.sets[set].set.write(to: folder("s.h5"))
      let name = Self.sets[set].name == "own" ? "noisy" : "clean"
      let ending = try #require(format.extensions.last)
      let report = try store.export(to: folder("out.\(ending)"), format, labels: name)
      let (again, layout) = try reimport(report, to: folder("again.h5"))
      #expect(layout == (format == .mrlHDF5 ? "mrl-h5py" : "split-arrays"))
      #expect(again.modalityNames == store.modalityNames)
      #expect(Set(again.pairedModalities) == Set(store.pairedModalities))
      #expect(again.classCount == store.classCount)
      for modality in store.modalityNames {
        #expect(try again.features(modality) == store.features(modality))
        let labels = try again.labels("clean").labels(for: modality)
        #expect(try labels == store.labels(name).labels(for: modality))
        for split in store.splitNames {
          #expect(
            try again.rows(of: split, modality: modality)
              == store.rows(of: split, modality: modality), "\(split)")
        }
      }
      #expect(again.splitNames == store.splitNames)
      #expect(try folder.names() == ["again.h5", "out.\(ending)", "s.h5"])
    }
  }

  @Test func `whole arrays keep every split and rows that are in none`() throws {
    try withTemporaryFolder { folder in
      var set = SmallStore()
      set.splits = [
        Split(name: "train", rule: "stored", rows: .shared([1, 4, 9])),
        Split(name: "test", rule: "stored", rows: .shared([0, 20])),
        Split(name: "train.2", rule: "stored", rows: .shared([4, 9, 11])),
      ]
      let store = try set.write(to: folder("s.h5"))
      for format in [ExportFormat.npz, .safetensors] {
        let report = try store.export(to: folder("x.\(format.rawValue)"), format)
        let (again, _) = try reimport(report, to: folder("again-\(format.rawValue).h5"))
        #expect(again.splitNames == store.splitNames)
        #expect(try again.rows(of: "train.2", modality: "text") == [4, 9, 11])
        #expect(try again.features("image") == store.features("image"))
      }
    }
  }

  @Test func `equal stores give equal bytes`() throws {
    try withTemporaryFolder { folder in
      let store = try SmallStore().write(to: folder("s.h5"))
      for format in ExportFormat.allCases {
        let paths = ["a", "b"].map { folder("\($0).\(format.rawValue)") }
        for path in paths { _ = try store.export(to: path, format) }
        #expect(try bytes(of: paths[0]) == bytes(of: paths[1]), "\(format)")
      }
    }
  }

  private func bytes(of path: FilePath) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    defer { try? file.close() }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = try unsafe bytes.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
    #expect((1..<1 << 20).contains(count))
    return Array(bytes[..<count])
  }
}
