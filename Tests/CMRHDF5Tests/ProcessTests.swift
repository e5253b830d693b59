import CMRHDF5
import CMRTestSupport
import SystemPackage
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// What only a process of its own can show: full disks, and what is printed at exit.
@Suite struct ProcessTests {
  @Test func `failed calls print nothing, then or at exit`() async throws {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardErrorContent]
    ) {
      // A failure as the last call of another thread than the one that exits, with nothing closed
      // after it, is what the library stumbles over.
      var thread = pthread_t()
      let started = unsafe pthread_create(
        &thread, nil,
        { _ in
          _ = try? File.open(FilePath("/nowhere/x.h5"))
          _ = try? SharedGroup.links?.group.link("nowhere")
          return nil
        }, nil)
      #expect(started == 0)
      let joined = pthread_join(thread, nil)
      #expect(joined == 0)
      // Within the body, or the testing library would cut off what is printed from here on.
      exit(0)
    }
    let printed = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(!printed.contains("HDF5"))
  }

  @Test func `a write over the limit fails as full`() async throws {
    await #expect(processExitsWith: .success) {
      try withTemporaryFolder { folder in
        let path = folder("x.h5")
        limitFileSize(to: 1 << 20)
        let writer = try File.create(path)
        let error = #expect(throws: HDF5Error.self) {
          try writer.root().write([Float](repeating: 1, count: 1 << 20), as: "x")
        }
        #expect(error?.code == .full)
        #expect(
          error?.description
            == "cannot write '/x' of '\(path)': File too large; free some space or write elsewhere")
        #expect(closingError(of: writer)?.code == .full)
      }
    }
  }

  @Test func `what is lost when a dataset dies is told by close`() async throws {
    await #expect(processExitsWith: .success) {
      try withTemporaryFolder { folder in
        let path = folder("x.h5")
        let writer = try File.create(path)
        do {
          // In chunks, which wait in memory until the dataset closes.
          let dataset = try writer.root().createDataset(
            "x", of: UInt8.self, shape: [4 << 20], storage: .chunked(shape: [1 << 16]))
          try dataset.write([UInt8](repeating: 1, count: 4 << 20).span)
          limitFileSize(to: 1 << 20)
        }
        #expect(closingError(of: writer)?.code == .full)
      }
    }
  }
}

/// A group that never dies.
private final class SharedGroup: Sendable {
  static let links = try? SharedGroup(group: Fixture.links.open().root())

  let group: Group

  init(group: consuming Group) { self.group = group }
}

/// Lets no file of this process grow beyond `byteCount`; writing there then fails instead of ending
/// the process.
private func limitFileSize(to byteCount: UInt) {
  signal(SIGXFSZ, SIG_IGN)
  var limit = rlimit(rlim_cur: byteCount, rlim_max: byteCount)
  _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
}
