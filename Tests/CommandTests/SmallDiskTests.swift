import CMRTestSupport
import Testing

/// A full disk and a read-only folder: the whole text, and what was there is there still.
@Suite(
  .enabled("needs leave to mount a file system") { try await SmallDisk.isAvailable() }
) struct SmallDiskTests {
  private static let full =
    "the disk is full; what was there before is untouched, free some space and try again\n"
  private static let readOnly = "the file system is read-only; choose another place\n"

  @Test func theSampleDoesNotFit() async throws {
    try await withTemporaryFolder { folder in
      let result = try await SmallDisk(folder: folder).full(
        bytes: 1 << 20, "cmrdata", "sample", "-o", "disk/s.tar.gz")
      #expect(result.status == 2)
      #expect(result.errors == "cmrdata: error: cannot write 'disk/s.tar.gz': " + Self.full)
      #expect(result.output.isEmpty, "nothing is left behind")
    }
  }

  /// 4 MiB are too small for the scratch file, 14 MiB for the store.
  @Test(arguments: [4 << 20, 14 << 20])
  func theStoreDoesNotFit(bytes: Int) async throws {
    try await withTemporaryFolder { folder in
      _ = try await Commands(folder: folder).data("sample", "-o", "clip.tar.gz")
      let result = try await SmallDisk(folder: folder).full(
        bytes: bytes, "cmrdata", "import", "clip.tar.gz", "-o", "disk/x.h5")
      #expect(result.status == 2)
      #expect(result.errors.contains("disk is full"), "\(result.errors)")
      #expect(result.output.isEmpty, "nothing is left behind")
    }
  }

  @Test func noiseDoesNotFit() async throws {
    try await withTemporaryFolder { folder in
      try await Commands(folder: folder).importSample()
      let result = try await SmallDisk(folder: folder).full(
        bytes: 20 << 20, holding: ["clip.h5"], "cmrdata", "inject-noise", "disk/clip.h5", "--model",
        "symmetric", "--rate", "0.2")
      #expect(result.status == 2)
      #expect(result.errors == "cmrdata: error: cannot write 'disk/clip.h5': " + Self.full)
      #expect(result.output == "./clip.h5\n")
    }
  }

  @Test(arguments: ["x.h5py", "x.npz", "x.safetensors"])
  func theExportDoesNotFit(name: String) async throws {
    try await withTemporaryFolder { folder in
      try await Commands(folder: folder).importSample()
      let result = try await SmallDisk(folder: folder).full(
        bytes: 4 << 20, "cmrdata", "export", "clip.h5", "disk/\(name)")
      #expect(result.status == 2)
      #expect(result.errors == "cmrdata: error: cannot write 'disk/\(name)': " + Self.full)
      #expect(result.output.isEmpty, "nothing is left behind")
    }
  }

  @Test func theCheckpointDoesNotFit() async throws {
    try await withTemporaryFolder { folder in
      try await Commands(folder: folder).importSample()
      let result = try await SmallDisk(folder: folder).full(
        bytes: 200 << 10, "cmrtrain", "fit", "clip.h5", "--method", "mrl", "--labels", "clean",
        "--hidden", "256", "--epochs", "1", "-o", "disk/run")
      #expect(result.status == 2)
      #expect(
        result.errors.hasSuffix(
          "cmrtrain: error: cannot write 'disk/run/checkpoints/epoch-00001-step-0000000.h5': "
            + Self.full), "\(result.errors)")
      #expect(!result.output.contains("checkpoints"), "no part of a checkpoint is left behind")
    }
  }

  @Test func rankingsDoNotFit() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      _ = try await commands.fit("cross-entropy", into: "run")
      let disk = SmallDisk(folder: folder)
      let ranking = try await disk.full(
        bytes: 200 << 10, "cmrtrain", "rank", "run", "-o", "disk/r.h5")
      #expect(ranking.status == 2)
      #expect(ranking.errors == "cmrtrain: error: cannot write 'disk/r.h5': " + Self.full)
      #expect(ranking.output.isEmpty, "nothing is left behind")
      let trec = try await disk.full(
        bytes: 200 << 10, "cmrtrain", "rank", "run", "--trec", "disk/t")
      #expect(trec.status == 2)
      #expect(
        trec.errors == "cmrtrain: error: cannot write 'disk/t.image-to-text.run': " + Self.full)
      #expect(trec.output.isEmpty, "nothing is left behind")
    }
  }

  @Test func aReadOnlyFolderIsLeftAlone() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      _ = try await commands.fit("cross-entropy", into: "run")
      let disk = SmallDisk(folder: folder)
      let sample = try await disk.readOnly("cmrdata", "sample", "-o", "disk/s")
      #expect(sample.errors == "cmrdata: error: cannot create 'disk/s': " + Self.readOnly)
      let store = try await disk.readOnly("cmrdata", "import", "clip.tar.gz", "-o", "disk/x.h5")
      #expect(store.errors == "cmrdata: error: cannot create 'disk/x.h5': " + Self.readOnly)
      let noise = try await disk.readOnly(
        holding: ["clip.h5"], "cmrdata", "inject-noise", "disk/clip.h5", "--model", "symmetric",
        "--rate", "0.2")
      #expect(noise.errors == "cmrdata: error: cannot open 'disk/clip.h5': " + Self.readOnly)
      let fit = try await disk.readOnly(
        "cmrtrain", "fit", "clip.h5", "--method", "mrl", "--labels", "clean", "-o", "disk/new")
      #expect(fit.errors == "cmrtrain: error: cannot create 'disk/new': " + Self.readOnly)
      let rank = try await disk.readOnly(holding: ["run"], "cmrtrain", "rank", "disk/run")
      #expect(
        rank.errors == "cmrtrain: error: cannot create 'disk/run/rankings': " + Self.readOnly)
      let warm = try await commands.fit("uot-rcl", into: "warm")
      try #require(warm.status == 0, "\(warm.errors)")
      let labels = try await disk.readOnly(
        holding: ["clip.h5"], "cmrtrain", "export-labels", "disk/clip.h5", "--checkpoint",
        "warm/checkpoints/epoch-00003-step-0000000.h5")
      #expect(labels.errors == "cmrtrain: error: cannot open 'disk/clip.h5': " + Self.readOnly)
      for result in [sample, store, noise, fit, rank, labels] {
        #expect(result.status == 2)
        #expect(!result.output.contains("changed"))
      }
    }
  }

  @Test func aReadOnlyStoreCanBeUsed() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let result = try await SmallDisk(folder: folder).readOnly(
        holding: ["clip.h5"], "cmrdata", "verify", "disk/clip.h5")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.hasPrefix("disk/clip.h5: sound"))
    }
  }
}
