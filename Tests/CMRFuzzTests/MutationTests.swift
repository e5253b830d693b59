import CMRArchive
import CMRTestSupport
import SystemPackage
import Testing

/// What the fuzzers of `tools/fuzz` found worth keeping, read once more, and some thousand changed
/// copies of it: the same on every machine, and over in seconds.
///
/// A trap ends the test run, a hang its time; everything else is a ``BrokenPromise``.
@Suite(.serialized) struct MutationTests {
  #if ExhaustiveTests
    static let mutations = 100_000
  #else
    static let mutations = 4000
  #endif

  /// The inputs that the repository keeps for `target`, in the order of their names.
  private func corpus(of target: FuzzTarget) throws -> [[UInt8]] {
    let path = FilePath(#filePath).removingLastComponent()
      .appending("Corpus").appending("\(target).tar.gz")
    var archive = try ArchiveReader(opening: path)
    var inputs: [(name: String, bytes: [UInt8])] = []
    while let entry = try archive.next() {
      guard entry.kind == .file else { continue }
      var data = archive.data()
      inputs.append((entry.name, try data.remainingBytes(limit: 1 << 20)))
    }
    return inputs.sorted { $0.name < $1.name }.map(\.bytes)
  }

  @Test(arguments: FuzzTarget.allCases) func theCorpusKeepsEveryPromise(_ target: FuzzTarget) throws
  {
    try withTemporaryFolder { folder in
      let inputs = try corpus(of: target)
      #expect(inputs.count > 10)
      for bytes in inputs { try target.read(bytes, in: folder.path) }
    }
  }

  @Test(arguments: FuzzTarget.allCases) func changedCopiesKeepThemToo(_ target: FuzzTarget) throws {
    try withTemporaryFolder { folder in
      let inputs = try corpus(of: target).filter { !$0.isEmpty }
      var mutator = Mutator(seed: 1)
      for trial in 0..<Self.mutations {
        let bytes = mutator.changed(inputs[trial % inputs.count], with: inputs)
        do { try target.read(bytes, in: folder.path) } catch {
          Issue.record("trial \(trial) of \(target): \(error)")
          return
        }
      }
    }
  }
}
