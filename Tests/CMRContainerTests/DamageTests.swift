import CMRContainer
import CMRRandom
import CMRTestSupport
import SystemPackage
import Testing

#if ExhaustiveTests
  private let flips = 500
  private let cuts = 200
#else
  private let flips = 60
  private let cuts = 30
#endif

@Suite struct DamageTests {
  /// Opens and reads everything: the error, or what differs from what was written; "same" where
  /// nothing does.
  private func outcome(of path: FilePath, _ sample: Sample) -> String {
    do {
      let container = try Container.open(path, kind: Sample.kind)
      return try sample.difference(in: container).map { "ACCEPTED \($0)" } ?? "same"
    } catch let error as ContainerError {
      return error.code.rawValue
    } catch {
      return "UNEXPECTED \(error)"
    }
  }

  @Test func `a flipped bit anywhere is never accepted as other data`() throws {
    let sample = Sample(seed: 9)
    try withTemporaryFolder { folder in
      try sample.write(to: folder("a.h5"))
      let sound = try bytes(of: folder("a.h5"))
      var random = RandomStream(seed: 1, domain: "flips")
      var outcomes: [String: Int] = [:]
      for _ in 0..<flips {
        let bit = random.uniform(below: sound.count * 8)
        var damaged = sound
        damaged[bit / 8] ^= 1 << (bit % 8)
        try write(damaged, to: folder("b.h5"))
        let outcome = outcome(of: folder("b.h5"), sample)
        outcomes[outcome, default: 0] += 1
        let isDetected = outcome != "same"
        let report = try? Container.verify(folder("b.h5"))
        // What reading detects, verification names; it looks at the tables of checksums as well.
        #expect(!isDetected || report?.isSound != true, "bit \(bit): \(outcome)")
        #expect(
          ["same", "damaged", "notHDF5", "wrongKind", "newerVersion"].contains(outcome),
          "bit \(bit): \(outcome)")
      }
      #expect(outcomes["damaged", default: 0] > flips / 2, "\(outcomes)")
    }
  }

  @Test func `a file cut anywhere is refused`() throws {
    let sample = Sample(seed: 9)
    try withTemporaryFolder { folder in
      try sample.write(to: folder("a.h5"))
      let sound = try bytes(of: folder("a.h5"))
      var random = RandomStream(seed: 2, domain: "cuts")
      for _ in 0..<cuts {
        let length = random.uniform(below: sound.count)
        try write(sound[..<length], to: folder("b.h5"))
        let outcome = outcome(of: folder("b.h5"), sample)
        #expect(
          ["damaged", "notHDF5"].contains(outcome), "\(length) of \(sound.count): \(outcome)")
      }
    }
  }

  @Test func `verification names the damaged object and what it is`() throws {
    let sample = Sample(seed: 9)
    try withTemporaryFolder { folder in
      let path = folder("a.h5")
      try sample.write(to: path)
      let sound = try bytes(of: path)
      let row = Array(sample.features[3 * 19..<4 * 19]).flatMap { $0.bitPattern.littleEndianBytes }
      let start = try #require(sound.firstRange(of: row)?.lowerBound)
      var damaged = sound
      damaged[start + 5] ^= 4
      try write(damaged, to: path)
      let found = try Container.verify(path, kind: Sample.kind)
      #expect(
        found.damages.map(\.description) == [
          "'/image/features': row 3 of 37 does not match its checksum"
        ])
      #expect(
        failure {
          _ = try Container.open(path).rowMatrix("image/features").elements(ofRows: [1, 3])
        }
          == "'/image/features' of '\(path)' is damaged: row 3 of 37 does not match its checksum; restore the file from a good copy"
      )
    }
  }

  @Test func `several damaged objects are all named`() throws {
    let sample = Sample(seed: 9)
    try withTemporaryFolder { folder in
      let path = folder("a.h5")
      try sample.write(to: path)
      var damaged = try bytes(of: path)
      let texts = Array("é7-".utf8)
      let labels = sample.labels.prefix(8).flatMap { UInt32(bitPattern: $0).littleEndianBytes }
      for pattern in [texts, labels] {
        let start = try #require(damaged.firstRange(of: pattern)?.lowerBound)
        damaged[start + 2] ^= 1
      }
      try write(damaged, to: path)
      let found = try Container.verify(path)
      #expect(found.damages.map(\.object) == ["/image/ids", "/labels"])
      #expect(found.objects == 18)
    }
  }
}

extension UInt32 {
  fileprivate var littleEndianBytes: [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) }
  }
}
