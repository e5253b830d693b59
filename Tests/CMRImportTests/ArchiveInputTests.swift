import CMRContainer
import CMRImport
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// What only inputs in archives can do.
@Suite struct ArchiveInputTests {
  private let set = SyntheticSet()

  private func run(_ program: String, _ arguments: [String], in folder: FilePath) async throws {
    guard let tool = Tool.installed(program) else { try Test.cancel("no \(program) here") }
    let result = try await tool.run(arguments, in: folder)
    try #require(result.status == 0, "\(result.errors)")
  }

  @Test func hdf5FilesAreReadThroughFilesWithoutAName() async throws {
    try await withTemporaryFolder { folder in
      _ = try set.writeMRL(to: folder)
      try await run("tar", ["-czf", "set.tar.gz", "mrl.h5py"], in: folder.path)
      let request = try testRequest([folder("set.tar.gz")], to: folder("x.h5"))
      let plan = try request.plan()
      #expect(try folder.names() == ["mrl.h5py", "set.tar.gz"])
      let report = try plan.run()
      #expect(report.sources.map(\.name) == ["set.tar.gz", "mrl.h5py"])
      let packed = try Store.open(folder("x.h5"))
      let loose = try importSet([folder("mrl.h5py")], to: folder("y.h5"))
      #expect(loose.report.sources == Array(report.sources.dropFirst()))
      for modality in ["image", "text"] {
        let features = try packed.modality(modality).features
        #expect(
          try features.elements(ofRows: 0..<set.total)
            == (modality == "image" ? set.images : set.texts))
      }
      #expect(try folder.names() == ["mrl.h5py", "set.tar.gz", "x.h5", "y.h5"])
    }
  }

  @Test(.needsPython("hashlib"))
  func provenanceNamesArchiveAndMembersWithTheirDigests() async throws {
    try await withTemporaryFolder { folder in
      _ = try set.writeSVCL(to: folder)
      try await run("tar", ["-cf", "set.tar", "svcl"], in: folder.path)
      let imported = try importSet([folder("set.tar")], to: folder("x.h5"))
      #expect(
        Set(imported.report.sources.map(\.name))
          == ["set.tar", "svcl/a.list", "svcl/b.list", "svcl/categories.list", "svcl/features.mat"])
      #expect(imported.store.provenance.sources == imported.report.sources)
      #expect(imported.store.provenance.tool == "test 1")
      #expect(imported.store.provenance.layout == "svcl-wikipedia")
      #expect(imported.store.provenance.decisions == imported.summary.decisions)
      for source in imported.report.sources {
        let script = """
          import hashlib, sys
          data = open(sys.argv[1], 'rb').read()
          print(len(data), hashlib.sha256(data).hexdigest())
          """
        let line = try await Python.run(script, [folder(source.name).string])
        #expect(line == "\(source.size) \(source.sha256)\n")
      }
    }
  }

  @Test func membersThatLeadOutOfTheArchiveArePassedOver() async throws {
    try await withTemporaryFolder { folder in
      _ = try set.writeWikiData(to: folder, .column, "in/data.mat")
      try FileManager.default.createSymbolicLink(
        atPath: folder("in/link.mat").string, withDestinationPath: "/etc/passwd")
      try await run(
        "tar",
        ["-cf", "set.tar", "--transform", "s,^in/link,../link,", "in/data.mat", "in/link.mat"],
        in: folder.path)
      let imported = try importSet([folder("set.tar")], to: folder("x.h5"))
      #expect(imported.summary.skipped.first == "'../link.mat' skipped: symbolic link")
      #expect(imported.report.sources.map(\.name) == ["set.tar", "in/data.mat"])
    }
  }

  @Test func foldersDeeperThanTheLimitArePassedOverAndSaid() throws {
    try withTemporaryFolder { folder in
      _ = try set.writeWikiData(to: folder, .column, "set/data.mat")
      let levels = (1...17).map { "d\($0)" }
      try folder.write(Array("x".utf8), to: "set/" + levels.joined(separator: "/") + "/deep.txt")
      try folder.write(
        Array("x".utf8), to: "set/" + levels.dropLast().joined(separator: "/") + "/seen.txt")
      let imported = try importSet([folder("set")], to: folder("x.h5"))
      #expect(
        imported.summary.skipped.filter { $0.contains("level") } == [
          "'\(levels.joined(separator: "/"))' skipped: a folder at level 17, and folders are looked"
            + " into down to level 16"
        ])
    }
  }

  @Test func aMemberThatStandsTwiceIsRefused() async throws {
    try await withTemporaryFolder { folder in
      _ = try set.writeWikiData(to: folder, .column, "data.mat")
      try await run(
        "tar", ["-cf", "set.tar", "data.mat", "--hard-dereference", "data.mat"], in: folder.path)
      let error = importError([folder("set.tar")], to: folder("x.h5"))
      #expect(
        error?.description == "'data.mat' stands twice in the input; leave one of them out")
      #expect(error?.code == .duplicate)
    }
  }

  /// An archive that was cut is refused, unless all that is missing is an index that nobody needs:
  /// a zip file without its table of contents still has every member with its checksum.
  @Test(arguments: [Packing.gzip, .bzip2, .xz, .sevenZip, .zip])
  func anArchiveCutShortNeverGivesOtherData(_ packing: Packing) async throws {
    try await withTemporaryFolder { folder in
      let input = try set.writeSVCL(to: folder)
      guard let archive = try await packing.pack(input, to: folder("set.\(packing.rawValue)"))
      else { try Test.cancel("no program here packs \(packing.rawValue)") }
      let whole = try Data(contentsOf: URL(filePath: archive.string))
      for length in stride(from: 1, to: whole.count - 1, by: max(1, whole.count / 40)) {
        let cut = try folder.write(Array(whole.prefix(length)), to: "cut.\(packing.rawValue)")
        let request = try testRequest([cut], to: folder("x.h5"))
        do throws(ImportError) {
          _ = try request.plan().run()
        } catch {
          let expected: Set<ImportError.Code> = [
            .damagedMember, .notAnArchive, .incomplete, .noLayoutFits,
          ]
          #expect(expected.contains(error.code), "\(length): \(error)")
          continue
        }
        #expect(packing == .zip, "\(length) of \(whole.count) bytes were taken for all of them")
        try expectWhole(folder("x.h5"))
        try FileManager.default.removeItem(atPath: folder("x.h5").string)
      }
      #expect(
        try folder.names() == ["cut.\(packing.rawValue)", "set.\(packing.rawValue)", "svcl"])
    }
  }

  private func expectWhole(_ path: FilePath) throws {
    let store = try Store.open(path)
    #expect(store.classNames == set.classNames)
    #expect(try store.labels("clean").classIndices(for: "image") == set.labels)
    for (name, numbers) in [("image", set.images), ("text", set.texts)] {
      let modality = try store.modality(name)
      #expect(try modality.features.elements(ofRows: 0..<set.total) == numbers)
      #expect(try modality.ids() == (0..<set.total).map { "\(name)\($0)" })
    }
  }

  @Test func aSingleCompressedFileIsAnArchiveOfOne() async throws {
    try await withTemporaryFolder { folder in
      _ = try set.writeWikiData(to: folder, .oneHot, "data.mat")
      try await run("gzip", ["-k", "data.mat"], in: folder.path)
      let imported = try importSet([folder("data.mat.gz")], to: folder("x.h5"))
      #expect(try imported.features("image") == set.images)
      #expect(imported.report.sources.map(\.name) == ["data.mat.gz", "data.mat"])
    }
  }
}
