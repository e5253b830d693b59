import CMRImport
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Files that are refused on purpose, and files that claim what they do not hold.
@Suite struct ForeignFileTests {
  private func error(_ bytes: [UInt8], _ name: String) throws -> ImportError? {
    try withTemporaryFolder { folder in
      importError([try folder.write(bytes, to: name)], to: folder("x.h5")) {
        $0.recipe = try? ImportRecipe(features: ["x=\(name)"], labels: [name])
      }
    }
  }

  /// An npy file of version 1 with this header.
  private func npy(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
    let text = Array(header.utf8)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count & 255), UInt8(text.count >> 8)]
      + text + data
  }

  private func expectDamaged(
    _ bytes: [UInt8], _ name: String, _ reason: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let error = try error(bytes, name)
    #expect(
      error?.description
        == "'\(name)' cannot be read: \(reason); get a good copy, or leave the file"
        + " out if it is not needed", sourceLocation: sourceLocation)
    #expect(error?.code == .damagedMember, sourceLocation: sourceLocation)
  }

  @Test func headersOfNumpy() throws {
    let good = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }"
    try expectDamaged(
      npy(good, [1, 2, 3]), "a.npy", "the file ends inside 'a': 32 bytes claimed, 3 there")
    try expectDamaged(
      npy(good, [UInt8](repeating: 0, count: 33)), "a.npy", "bytes follow the 32 that 'a' claims")
    let large = "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)}"
    try expectDamaged(
      npy(large), "a.npy", "'a' claims to be 4294967296x4294967296, more than any file")
    let long = "{'descr': '<f8', 'fortran_order': True, 'shape': (1000000, 1000000)}"
    try expectDamaged(
      npy(long), "a.npy", "the file ends inside 'a': 8000000000000 bytes claimed, 0 there")
    try expectDamaged(
      npy("{'descr': '<f8', 'shape': (2, 2)}"), "a.npy",
      "its header lacks one of 'descr', 'fortran_order' and 'shape'")
    try expectDamaged(
      npy("{'descr': '<f8', 'fortran_order': False, 'shape': (-2, 2)}"), "a.npy",
      "its header cannot be understood from its byte 51 on")
    try expectDamaged(
      [0x93] + Array("NUMPY".utf8) + [9, 0, 0, 0], "a.npy",
      "it is npy of version 9, and 1 to 3 are read")
    try expectDamaged(
      [0x93] + Array("NUMPY".utf8) + [2, 0, 255, 255, 255, 255], "a.npy",
      "its header claims 4294967295 bytes, and 65536 are allowed")
  }

  @Test func objectsOfPythonAreNeverRead() throws {
    let header = "{'descr': '|O', 'fortran_order': False, 'shape': (2, 2), }"
    let error = try error(npy(header, [0x80, 4, 0x2e]), "a.npy")
    #expect(
      error?.description
        == "'a.npy' is not read: a.npy (a pickled objects 2x2); pickled objects can run any program"
        + " when they are read; where you trust 'a.npy', save plain numbers: python3 -c 'import"
        + " numpy; numpy.save(\"x.npy\", numpy.array(numpy.load(\"a.npy\","
        + " allow_pickle=True).tolist(), \"float32\"))'")
  }

  /// Every protocol there is, told by content alone.
  @Test(.needsPython("numpy")) func picklesAreRefusedWhateverTheirProtocol() async throws {
    let script = """
      import os, pickle, sys, numpy as np
      os.chdir(sys.argv[1])
      for number in range(6):
          for name, value in dict(d={'a': 1}, l=[1, 2], n=np.ones((2, 3))).items():
              pickle.dump(value, open('%s%d.bin' % (name, number), 'wb'), protocol=number)
      """
    try await withTemporaryFolder { folder in
      try await Python.run(script, [folder.path.string])
      for kind in ["d", "l", "n"] {
        for number in 0...5 {
          let file = "\(kind)\(number).bin"
          let error = importError([folder(file)], to: folder("x.h5"))
          #expect(
            error?.message
              == "no layout fits '\(folder(file).string)', which holds \(file) (Python pickle of"
              + " protocol \(number), which is never read)")
        }
      }
    }
  }

  /// What a file is called may not become part of a command that somebody is told to run.
  @Test func aNameIsNoCommand() throws {
    try withTemporaryFolder { folder in
      let name = "x'; touch owned; '.pkl"
      try folder.write([0x80, 4, 0x2e], to: name)
      try folder.write("1\n2\n", to: "t.csv")
      let error = importError([folder(name), folder("t.csv")], to: folder("x.h5")) {
        $0.recipe = ImportRecipe(parts: [
          .init(
            name: "all", modalities: ["image": .init(file: name)], labels: .init(file: "t.csv"))
        ])
      }
      #expect(
        error?.remedy
          == "a pickle can run any program when it is read; where you trust '\(name)', save its"
          + " arrays as npy: python3 -c 'import pickle, numpy; numpy.save(\"x.npy\","
          + " numpy.asarray(pickle.load(open(\"FILE\", \"rb\"), encoding=\"latin1\")))'")
    }
  }

  @Test func tensors() throws {
    let file = { (header: String, data: Int) -> [UInt8] in
      let length = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
      return length + Array(header.utf8) + [UInt8](repeating: 0, count: data)
    }
    let one = #"{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}"#
    try expectDamaged(
      file(one, 15), "s.safetensors", "the file ends inside 'a': 16 bytes claimed, 15 there")
    try expectDamaged(file(one, 17), "s.safetensors", "bytes follow the last tensor")
    try expectDamaged(
      file(#"{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[4,20]}}"#, 20), "s.safetensors",
      "'a' begins at byte 4 of the data, and the tensor before it ends at 0")
    try expectDamaged(
      file(#"{"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,16]}}"#, 16), "s.safetensors",
      "'a' lacks a type, extents or offsets that fit each other")
    try expectDamaged(
      file(
        #"{"a":{"dtype":"F64","shape":[4611686018427387904,8],"data_offsets":[0,16]}}"#, 16),
      "s.safetensors", "'a' lacks a type, extents or offsets that fit each other")
    try expectDamaged(
      file(#"{"a":1,"a":2}"#, 0), "s.safetensors",
      "its header is no JSON: line 1, column 8: the member 'a' stands twice")
  }
}
