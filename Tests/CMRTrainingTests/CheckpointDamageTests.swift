import CMRJSON
import CMRRandom
import CMRTestSupport
import CMRTraining
import FoundationEssentials
import SystemPackage
import Testing

/// One flipped bit anywhere in a checkpoint: it is refused, or what is read is what was written.
@Suite struct CheckpointDamageTests {
  #if ExhaustiveTests
    static let flips = 500
  #else
    static let flips = 40
  #endif

  @Test func aFlippedBitIsNeverOtherData() throws {
    try withTinyStore { folder in
      // Stopped within an epoch: such a checkpoint has every element that there is.
      let outcome = try fit(.tiny(folder("tiny.h5")), in: folder("run"), stop: .after(polls: 17))
      try #require(!outcome.position.isBetweenEpochs)
      let sound = try Checkpoint.read(outcome.last.path)
      let content = try bytes(outcome.last.path)
      let copy = folder("copy.h5")
      var random = RandomStream(seed: 1, domain: "checkpoint/flips")
      var refused = 0
      for _ in 0..<Self.flips {
        let bit = random.uniform(below: content.count * 8)
        var damaged = content
        damaged[bit / 8] ^= 1 << UInt8(bit % 8)
        try damaged.write(to: URL(filePath: copy.string))
        do {
          #expect(try Self.contents(Checkpoint.read(copy)) == Self.contents(sound), "bit \(bit)")
        } catch {
          refused += 1
        }
      }
      print("\(refused) of \(Self.flips) flips in \(content.count) bytes refused")
      #expect(refused > Self.flips / 2)
    }
  }

  /// All that a checkpoint holds, as text.
  private static func contents(_ checkpoint: Checkpoint) throws -> [String] {
    let arrays = [checkpoint.parameters, checkpoint.methodState, checkpoint.optimiserState]
    return [
      "\(checkpoint.position)", checkpoint.digest, try checkpoint.plan.document().text(),
      try JSONValue(encoding: checkpoint.records).text(),
      "\(checkpoint.scalings.sorted { $0.key < $1.key })",
    ]
      + arrays.flatMap { arrays in
        arrays.names.sorted().map { "\($0) \(String(describing: arrays[$0]))" }
      }
  }
}
