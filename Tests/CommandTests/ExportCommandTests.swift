import CMRTestSupport
import SystemPackage
import Testing

/// `cmrdata export` as a user meets it.
@Suite struct ExportCommandTests {
  @Test func `the name tells the format and the command says what it did`() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let mrl = try await commands.data("export", "clip.h5", "clip.h5py")
      #expect(
        mrl.output == "clip.h5py: mrl-h5, 12 arrays, labels 'clean', 15.9 MiB\n", "\(mrl.errors)")
      #expect(
        mrl.errors == """
          not in the file: the ids of rows and the names of classes
          import it again: cmrdata import clip.h5py -o STORE.h5

          """)
      let npz = try await commands.data(
        "export", "clip.h5", "it's.npz", "--labels", "symmetric-0.4-s1")
      #expect(
        npz.output == "it's.npz: npz, 10 arrays, labels 'symmetric-0.4-s1', 17.5 MiB\n",
        "\(npz.errors)")
      #expect(
        npz.errors == """
          an import passes over the ids of rows and the names of classes in the file
          import it again: cmrdata import 'it'\\''s.npz' -o STORE.h5

          """)
      let told = try await commands.data("export", "clip.h5", "clip.bin", "--format", "safetensors")
      #expect(told.output == "clip.bin: safetensors, 6 arrays, labels 'clean', 15.9 MiB\n")
      let again = try await commands.data("import", "clip.bin", "-o", "again.h5")
      #expect(again.errors.hasPrefix("layout: split-arrays\n"), "\(again.errors)")
    }
  }

  @Test func whatIsRefused() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let cases: [(arguments: [String], status: Int32, error: String)] = [
        (
          ["clip.h5", "clip.tar.gz", "--format", "npz"], 2,
          "'clip.tar.gz' already exists; choose another name or say --overwrite"
        ),
        (
          ["clip.h5", "./clip.h5", "--overwrite"], 64,
          "the store 'clip.h5' cannot be the file to write too; name another file"
        ),
        (
          ["clip.h5", "x"], 2,
          "the name 'x' does not tell the format; choose one with --format: mrl-h5 (.h5, .h5py, .hdf5),"
            + " npz (.npz), safetensors (.safetensors)"
        ),
        (
          ["clip.h5", "x.npz", "--format", "numpy"], 64,
          "there is no format 'numpy'; the formats are: mrl-h5, npz, safetensors"
        ),
        (
          ["clip.h5", "x.npz", "--labels", "tidy"], 2,
          "the store 'clip.h5' has no label set 'tidy', it has 'clean', 'symmetric-0.4-s1'; name one of"
            + " these, or make it with 'cmrdata inject-noise'"
        ),
      ]
      for (arguments, status, error) in cases {
        let result = try await Tool.built("cmrdata").run(["export"] + arguments, in: folder.path)
        #expect(result.errors.contains("\(error)\n"), "\(result.errors)")
        #expect(result.status == status)
      }
      #expect(try folder.names() == ["clip.h5", "clip.tar.gz"])
    }
  }
}
