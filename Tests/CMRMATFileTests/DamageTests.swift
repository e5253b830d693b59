import CMRArchive
import CMRMATFile
import Testing

/// A small seeded generator (SplitMix64), so that a failing trial can be repeated by its seed.
struct Trials {
  var state: UInt64
  mutating func next(below bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}

@Suite struct DamageTests {
  private func sample(_ index: Int) -> [UInt8] {
    var writer = writers[index]
    writer.add("x", .doubles([3, 4], (0..<12).map { Double($0) }))
    writer.add(
      "data",
      .structure(
        [1, 1], ["X", "Y", "name"],
        [
          .numbers(.double, [1, 3], stored: 2, TestNumber.of([UInt8(1), 2, 3])),
          .sparse([3, 2], rows: [1, 0], starts: [0, 1, 2], [1, 1], logical: true), .string("wiki"),
        ]))
    writer.add("c", .cell([1, 2], [.complex([1, 1], [1], [2]), .cell([0, 0], [])]))
    return writer.bytes
  }

  /// Reads in every way there is; returns whether all of them worked. Anything but a `MATError`
  /// fails the test.
  private func survives(_ bytes: [UInt8], _ what: @autoclosure () -> String) -> Bool {
    var limits = MATLimits()
    limits.keptBytes = 1 << 20
    limits.denseElements = 1 << 16
    var worked = true
    let ways: [() throws -> Void] = [
      { _ = try contents(bytes, limits: limits) }, { _ = try keepAll(bytes, limits: limits) },
      { _ = try streamAll(bytes, limits: limits) },
    ]
    for way in ways {
      do {
        try way()
      } catch {
        worked = false
        if !(error is MATError) { Issue.record("\(what()): \(error)") }
      }
    }
    return worked
  }

  @Test(arguments: writers.indices)
  func truncationAtEveryByte(writer index: Int) {
    let bytes = sample(index)
    #expect(survives(bytes, "whole"))
    for length in 0..<bytes.count {
      let worked = survives(Array(bytes[..<length]), "length \(length)")
      // Between two variables a file may end.
      if worked { #expect(length >= 128 && boundaries(bytes, index).contains(length)) }
    }
  }

  private func boundaries(_ bytes: [UInt8], _ index: Int) -> Set<Int> {
    var result: Set<Int> = [128]
    var offset = 128
    while offset + 8 <= bytes.count {
      let count = bytes[offset + 4..<offset + 8]
      let ordered = writers[index].order == .big ? Array(count) : count.reversed()
      offset += 8 + ordered.reduce(0) { $0 << 8 | Int($1) }
      result.insert(offset)
    }
    return result
  }

  #if ExhaustiveTests
    static let trials = 20_000
  #else
    static let trials = 1500
  #endif

  @Test(arguments: writers.indices)
  func flippedBytesNeverTrap(writer index: Int) {
    let bytes = sample(index)
    for seed in 0..<Self.trials {
      var trials = Trials(state: UInt64(seed))
      var damaged = bytes
      for _ in 0...trials.next(below: 4) {
        damaged[120 + trials.next(below: damaged.count - 120)] = UInt8(trials.next(below: 256))
      }
      _ = survives(damaged, "seed \(seed)")
    }
  }

  /// The sizes and counts are where a parser is hurt most: whole words become extreme numbers.
  @Test(arguments: writers.indices.filter { !writers[$0].compresses })
  func extremeWordsNeverTrap(writer index: Int) {
    let bytes = sample(index)
    let extremes: [UInt32] = [
      0, 1, 3, 7, 0xff, 0xffff, 0x1_0000, 0x4_0005, 0x7fff_ffff, 0x8000_0000, 0xffff_fff8,
      0xffff_ffff,
    ]
    for offset in stride(from: 128, to: bytes.count, by: 4) {
      for extreme in extremes {
        var damaged = bytes
        damaged.replaceSubrange(offset..<offset + 4, with: writers[index].number(extreme))
        _ = survives(damaged, "word at \(offset) = \(extreme)")
      }
    }
  }

  @Test(arguments: writers.indices.filter { writers[$0].compresses })
  func compressedDataAreNeverTakenForOther(writer index: Int) throws {
    var writer = writers[index]
    let values = (0..<64).map { Double($0 * $0) }
    writer.add("x", .doubles([8, 8], values))
    let bytes = writer.bytes
    for seed in 0..<1000 {
      var trials = Trials(state: UInt64(seed))
      var damaged = bytes
      damaged[136 + trials.next(below: damaged.count - 136)] ^= UInt8(1 << trials.next(below: 8))
      if let read = try? keepAll(damaged) {
        #expect(read["x"]?.numeric?.real == .double(values), "seed \(seed)")
      }
    }
  }

  @Test func deepNestingIsRefused() throws {
    var array = TestArray.doubles([1, 1], [1])
    for _ in 0..<40 { array = .cell([1, 1], [array]) }
    var writer = MATWriter()
    writer.add("deep", array)
    for way in [{ _ = try contents(writer.bytes) }, { _ = try keepAll(writer.bytes) }] {
      let text = errorText(way)
      #expect(
        text.hasSuffix(
          ": 33 levels of nesting, 32 are allowed; if the file is trusted, raise the limit 'depth'")
      )
    }
  }
}
