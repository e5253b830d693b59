import CMRImport
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Processes in place of the reader of HDF5 files that crash, lie or do not exist; the import tells, and goes on living.
@Suite(.needsPython("numpy", "h5py")) struct ConfinedReaderTests {
  /// What imports a small HDF5 file says where `script` is the program that reads it.
  private func error(_ script: String) async throws -> String? {
    try await withTemporaryFolder { folder in
      let program = folder("reader")
      try await Python.run(
        Self.making, [folder("in.h5").string, program.string, "#!/bin/sh\n\(script)\n"])
      return importError([folder("in.h5")], to: folder("x.h5")) {
        $0.hdf5Reader = script.isEmpty ? folder("nothing") : program
      }?.description.replacing(folder.path.string + "/", with: "")
    }
  }

  /// Another process writes the program: one that this process has open for writing, be it for a moment in a copy of it
  /// that is about to start something else, cannot be started.
  private static let making = """
    import os, sys, h5py, numpy as np
    with h5py.File(sys.argv[1], 'w') as file: file['x'], file['y'] = np.eye(4), [0, 1, 0, 1]
    open(sys.argv[2], 'w').write(sys.argv[3])
    os.chmod(sys.argv[2], 0o755)
    """

  private static let advice =
    "; get a good copy, or leave the file out if it is not needed"
  private static let fatal = "'in.h5' cannot be read: the HDF5 library does not survive it: "
  private static let killed = fatal + "the process was ended by signal 9 (SIGKILL)" + advice

  private static let cases: [(script: String, text: String)] = [
    ("kill -SEGV $$", fatal + "the process was ended by signal 11 (SIGSEGV)" + advice),
    ("exit 3", fatal + "the process ended with status 3" + advice),
    (
      "kill -XCPU $$",
      "'in.h5' cannot be read: a part of it keeps the HDF5 library busy for more than 3 s" + advice
    ),
    // A header of no kind; a message, and a block, longer than any; a message that is no answer.
    ("printf '\\001\\0\\0\\0\\0\\0\\0\\177' >&0; sleep 9", killed),
    ("printf '\\007\\0\\0\\0\\0\\0\\0\\0' >&0; sleep 9", killed),
    ("printf '\\0\\0\\0\\0\\0\\0\\0\\177' >&0; sleep 9", killed),
    ("printf '\\0\\0\\0\\0\\002\\0\\0\\0{}' >&0; sleep 9", killed),
    (
      "",
      "the process that reads 'in.h5' does not start: 'nothing': No such file or directory; HDF5 files"
        + " are read in a process of their own, so that none can harm this one; `cmrdata doctor` tells"
        + " what is in its way"
    ),
  ]

  @Test(arguments: cases.indices) func isAnOrdinaryError(_ index: Int) async throws {
    let (script, text) = Self.cases[index]
    #expect(try await error(script) == text)
  }
}
