import CMRImport
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Files that were cut or changed are refused or read rightly; nothing traps.
@Suite(.needsPython("numpy", "scipy", "h5py")) struct FormatDamageTests {
  static let cases: [FormatTests.Case] = [
    FormatTests.Case(["c.npy", "t.npy", "l.npy"], "c.npy"),
    FormatTests.Case(["f.npy", "t.npy", "l.npy"], "f.npy"),
    .whole("stored.npz"), .whole("deflated.npz"), .whole("s.safetensors"), .whole("v73.mat"),
    FormatTests.Case(
      ["v73.mat"], "v73.mat:positive", "v73.mat:cell{2}", "v73.mat:hot", expected: "positive.f32"),
    FormatTests.Case(["plain.h5"], "plain.h5:columns", "plain.h5:txt", "plain.h5:lab"),
    FormatTests.Case(["i.csv", "t.tsv", "l.csv"], "i.csv", "t.tsv", "l.csv"),
    FormatTests.Case(["one.npy.gz", "t.npy", "l.npy"], "one.npy"),
    FormatTests.Case(["outer.tar"], "set.zip/c.npy"),
  ]

  private func bytes(_ path: FilePath) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path.string)))
  }

  /// Imports the case with `damaged` in place of its first file; nil where that is refused.
  private func image(
    _ item: FormatTests.Case, _ damaged: [UInt8], _ folder: TemporaryFolder
  ) throws -> [Float]? {
    try folder.write(damaged, to: "damaged/\(item.inputs[0])")
    let inputs =
      [folder("damaged/\(item.inputs[0])")] + item.inputs.dropFirst().map { folder($0) }
    do {
      let imported = try importSet(inputs, to: folder("x.h5")) {
        $0.recipe = item.recipe
        $0.overwrite = true
      }
      return try imported.features("image")
    } catch is ImportError {
      return nil
    }
  }

  /// Every length of small files and some 300 of larger ones.
  @Test(arguments: cases) func aCutFileIsRefusedOrReadRightly(_ item: FormatTests.Case) async throws
  {
    try await withTemporaryFolder { folder in
      try await FormatFiles.write(to: folder)
      let whole = try bytes(folder(item.inputs[0]))
      let expected = try FormatFiles.floats(item.expected, in: folder)
      for length in stride(from: 0, to: whole.count, by: max(1, whole.count / 300)) {
        if let found = try image(item, Array(whole[..<length]), folder) {
          #expect(found == expected, "\(length) of \(whole.count) bytes")
        }
      }
      #expect(try image(item, whole, folder) == expected)
      #expect(!(try folder.names().contains { $0.hasPrefix(".") }))
    }
  }

  @Test(arguments: cases) func aChangedFileNeverTraps(_ item: FormatTests.Case) async throws {
    try await withTemporaryFolder { folder in
      try await FormatFiles.write(to: folder)
      let whole = try bytes(folder(item.inputs[0]))
      var state: UInt64 = 0x9e37_79b9
      let draw = { (bound: Int) -> Int in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
      }
      for trial in 0..<200 {
        var damaged = whole
        // Headers matter most: half of the changes fall into the first bytes.
        for _ in 0...draw(3) {
          let place = draw(trial % 2 == 0 ? min(400, whole.count) : whole.count)
          damaged[place] = UInt8(truncatingIfNeeded: draw(256))
        }
        _ = try image(item, damaged, folder)
      }
    }
  }
}
