import CMRHDF5
import CMRImport
import CMRStore
import CMRTestSupport
import FoundationEssentials
import Glibc
import Synchronization
import SystemPackage
import Testing

/// What lies at the destination before, during and after an import.
@Suite struct DestinationTests {
  private let set = SyntheticSet()

  @Test func aStoreThatExistsIsNotReplacedUnasked() throws {
    try withTemporaryFolder { folder in
      let input = try set.writeMRL(to: folder)
      try folder.write("precious", to: "x.h5")
      let error = importError([input], to: folder("x.h5"))
      #expect(
        error?.description
          == "'\(folder("x.h5"))' already exists; choose another name or say --overwrite")
      #expect(error?.code == .destination)
      #expect(try String(contentsOfFile: folder("x.h5").string, encoding: .utf8) == "precious")
      let imported = try importSet([input], to: folder("x.h5")) { $0.overwrite = true }
      #expect(try imported.features("image") == set.images)
      #expect(try folder.names() == ["mrl.h5py", "x.h5"])
    }
  }

  @Test func aStoreThatAppearsMeanwhileIsNotReplacedEither() throws {
    try withTemporaryFolder { folder in
      let input = try set.writeMRL(to: folder)
      let plan = try testRequest([input], to: folder("x.h5")).plan()
      try folder.write("precious", to: "x.h5")
      let error = #expect(throws: ImportError.self) { try plan.run() }
      #expect(
        error?.description
          == "'\(folder("x.h5"))' already exists; choose another name or say --overwrite")
      #expect(try folder.names() == ["mrl.h5py", "x.h5"])
    }
  }

  @Test func aFailedImportLeavesTheOldStore() throws {
    try withTemporaryFolder { folder in
      let input = try set.writeMRL(to: folder, without: ["test_text"]) {
        try $0.write([Float](repeating: .nan, count: 18), as: "test_text", shape: [6, 3])
      }
      try folder.write("precious", to: "x.h5")
      let error = importError([input], to: folder("x.h5")) { $0.overwrite = true }
      #expect(error?.code == .notFinite)
      #expect(try String(contentsOfFile: folder("x.h5").string, encoding: .utf8) == "precious")
      #expect(try folder.names() == ["mrl.h5py", "x.h5"])
    }
  }

  @Test func foldersThatCannotBeWrittenTo() throws {
    try withTemporaryFolder { folder in
      let input = try set.writeMRL(to: folder)
      #expect(
        importError([input], to: folder("no/x.h5"))?.description
          == "cannot create '\(folder("no/x.h5"))': the folder '\(folder("no"))' does not exist; create it or"
          + " choose another place")
      // Root may write anywhere, so only the kernel's own read-only tree can refuse it.
      let error = importError([input], to: "/proc/x.h5")
      #expect(error?.code == .destination)
    }
  }

  @Test(arguments: [ImportProgress.Phase.looking, .reading, .writing])
  func stopsWhenAsked(_ phase: ImportProgress.Phase) throws {
    try withTemporaryFolder { folder in
      let input = try set.writeSVCL(to: folder)
      let reached = Mutex(false)
      let error = #expect(throws: ImportError.self) {
        let note: (ImportProgress) -> Void = { step in
          if step.phase == phase { reached.withLock { $0 = true } }
        }
        let stop = { reached.withLock { $0 } }
        let request = try testRequest([input], to: folder("x.h5"))
        _ = try request.plan(progress: note, shouldStop: stop).run(progress: note, shouldStop: stop)
      }
      #expect(error?.description == "the import was stopped; nothing was written")
      #expect(error?.code == .stopped)
      #expect(try folder.names() == ["svcl"])
    }
  }

  @Test func reportsProgressInOrder() throws {
    try withTemporaryFolder { folder in
      let input = try set.writeSVCL(to: folder)
      let steps = Mutex<[ImportProgress]>([])
      let note: (ImportProgress) -> Void = { step in steps.withLock { $0.append(step) } }
      _ = try testRequest([input], to: folder("x.h5")).plan(progress: note).run(progress: note)
      let seen = steps.withLock { $0 }
      var phases: [ImportProgress.Phase] = []
      for step in seen where phases.last != step.phase { phases.append(step.phase) }
      #expect(phases == [.looking, .reading, .writing, .sealing])
      #expect(seen.allSatisfy { step in step.total.map { step.done <= $0 } ?? true })
      #expect(
        seen.filter { $0.phase == .looking }.map(\.subject)
          == ["a.list", "b.list", "categories.list", "features.mat"])
    }
  }

  @Test func anInputThatChangesIsNoticed() throws {
    try withTemporaryFolder { folder in
      let input = try set.writeWikiData(to: folder, .column)
      let plan = try testRequest([input], to: folder("x.h5")).plan()
      var other = set
      other.train = 13
      _ = try other.writeWikiData(to: folder, .column)
      let error = #expect(throws: ImportError.self) { try plan.run() }
      #expect(
        error?.description
          == "'\(input)' changed while it was being imported; import it again when nothing writes to it"
      )
      #expect(error?.code == .inputChanged)
      #expect(try folder.names() == ["wikiData.mat"])
    }
  }

  @Test func equalInputsGiveEqualBytes() throws {
    try withTemporaryFolder { folder in
      let input = try set.writeSVCL(to: folder)
      let first = try importSet([input], to: folder("a.h5")) { $0.name = "set" }
      let second = try importSet([input], to: folder("b.h5")) { $0.name = "set" }
      #expect(first.report.digest == second.report.digest)
      let bytes = { (name: String) in
        try Data(contentsOf: URL(filePath: folder(name).string))
      }
      #expect(try bytes("a.h5") == bytes("b.h5"))
    }
  }

  @Test(arguments: ["looking", "reading", "writing", "sealing"])
  func aKilledImportLeavesNothingForLong(_ phase: String) async throws {
    try await withTemporaryFolder { folder in
      let input = try set.writeSVCL(to: folder)
      let archive = folder("set.tar")
      let tar = try #require(Tool.installed("tar"))
      _ = try await tar.run(["-cf", archive.string, "svcl"], in: folder.path)
      let source: String = archive.string
      let target: String = folder("x.h5").string
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [source = source as String, target = target as String, phase = phase as String] in
        let die: (ImportProgress) -> Void = { step in
          if step.phase.rawValue == phase { raise(SIGKILL) }
        }
        let request = try testRequest([FilePath(source)], to: FilePath(target))
        _ = try request.plan(progress: die).run(progress: die)
      }
      let names = try folder.names()
      #expect(names.contains("x.h5") == false)
      _ = try importSet([input], to: folder("x.h5"))
      #expect(try folder.names() == ["set.tar", "svcl", "x.h5"])
    }
  }
}
