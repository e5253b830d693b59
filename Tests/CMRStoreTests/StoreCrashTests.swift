import CMRContainer
import CMRRandom
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

#if canImport(Glibc)
  import Glibc
#endif

#if ExhaustiveTests
  private let moments = (0..<100).map { UInt32($0 * 300) }
  private let flips = 500
#else
  private let moments: [UInt32] = [500, 3000, 8000, 20000]
  private let flips = 60
#endif

@Suite(.serialized) struct StoreCrashTests {
  @Test(arguments: moments)
  func `adding label sets killed at any moment leaves the old store or the new one`(
    microseconds: UInt32
  ) async throws {
    let sample = SampleStore(seed: 0)
    try await withTemporaryFolder { folder in
      let path = folder("s.h5").string
      try sample.write(to: FilePath(path))
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = path as String, microseconds = microseconds as UInt32] in
        Task.detached {
          usleep(microseconds)
          kill(getpid(), SIGKILL)
        }
        let sample = SampleStore(seed: 0)
        for round in 1... {
          let sets = (0..<3).map { sample.noisy("r\(round)-\($0)", shift: Int32($0)) }
          try StoreEditing.addLabelSets(sets, to: FilePath(path))
        }
      }
      let report = try Store.verify(FilePath(path))
      #expect(report.damages == [])
      let store = try Store.open(FilePath(path))
      // All sets of a round, or none.
      #expect(store.labelSetNames.count % 3 == 1)
      let features = try store.modality("image").features.elements(ofRows: 0..<sample.rows)
      #expect(features == sample.image)
      try StoreEditing.addLabelSets([sample.noisy("after", shift: 1)], to: FilePath(path))
      let names = try folder.names()
      #expect(names == ["s.h5"])
    }
  }

  @Test func `a flipped bit anywhere is never accepted as another store`() throws {
    let sample = SampleStore(seed: 5)
    try withTemporaryFolder { folder in
      let path = folder("s.h5")
      try sample.write(to: path, noisy: [sample.noisy("n", shift: 1)])
      var sound = try [UInt8](contentsOf: path)
      var random = RandomStream(seed: 3, domain: "store-flips")
      var detected = 0
      for _ in 0..<flips {
        let bit = random.uniform(below: sound.count * 8)
        sound[bit / 8] ^= 1 << (bit % 8)
        try sound.write(to: path)
        sound[bit / 8] ^= 1 << (bit % 8)
        switch Result(catching: { try sample.matches(Store.open(path)) }) {
        case .success(let matches): #expect(matches, "bit \(bit) was accepted")
        case .failure(let error):
          detected += 1
          #expect(error is StoreError || error is ContainerError, "bit \(bit): \(error)")
        }
      }
      #expect(detected > flips / 2)
    }
  }
}

extension SampleStore {
  /// Whether everything in `store` is as it was written, with the one noisy set `n`.
  fileprivate func matches(_ store: Store) throws -> Bool {
    let image = try store.modality("image")
    let text = try store.modality("text")
    return try image.features.elements(ofRows: 0..<rows) == self.image
      && text.features.elements(ofRows: 0..<rows) == self.text
      && image.ids() == (0..<rows).map { "img-\($0)" } && text.ids() == (0..<rows).map(String.init)
      && store.labels("clean") == clean && store.labels("n") == noisy("n", shift: 1)
      && store.rows(of: "train", modality: "image") == Array(0..<rows - 5)
      && store.rows(of: "test", modality: "text") == [rows - 1, 0]
      && store.classNames == Self.classes && store.provenance == Self.provenance
      && store.name == "sample" && store.pairedModalities == ["image", "text"]
  }
}

extension [UInt8] {
  fileprivate init(contentsOf path: FilePath) throws {
    let file = try FileDescriptor.open(path, .readOnly)
    defer { try? file.close() }
    let size = Int(try file.seek(offset: 0, from: .end))
    self = Array(repeating: 0, count: size)
    let count = try unsafe withUnsafeMutableBytes {
      try unsafe file.read(fromAbsoluteOffset: 0, into: $0)
    }
    try #require(count == size)
  }

  fileprivate func write(to path: FilePath) throws {
    let file = try FileDescriptor.open(path, .writeOnly, options: .truncate)
    defer { try? file.close() }
    _ = try file.writeAll(self)
  }
}
