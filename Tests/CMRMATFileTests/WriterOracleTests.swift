import CMRArchive
import CMRMATFile
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Files written by scipy, and our reading of any file compared with scipy's.
@Suite struct WriterOracleTests {
  /// Writes for each numeric array of a file its values as little-endian doubles in column-major
  /// order, one file each, and prints "path<TAB>dims<TAB>file". Cells and structures are walked
  /// through, sparse matrices written in full.
  static let dump = """
    import sys, os, numpy as np, scipy.io, scipy.sparse
    source, folder = sys.argv[1:3]
    count = 0
    def put(path, a):
        global count
        if scipy.sparse.issparse(a): a = a.toarray()
        if a.dtype == object:
            for i, x in enumerate(a.flatten(order='F')): put(f'{path}{{{i + 1}}}', x)
        elif a.dtype.names:
            for i, x in enumerate(a.flatten(order='F')):
                for n in a.dtype.names: put(path + ('' if a.size == 1 else f'({i + 1})') + '.' + n, x[n])
        elif a.dtype.kind in 'biufc':
            name = os.path.join(folder, f'{count}.bin'); count += 1
            np.asarray(a, dtype=np.complex128 if a.dtype.kind == 'c' else np.float64).flatten(order='F').tofile(name)
            print(path, 'x'.join(map(str, a.shape)), name, a.dtype.kind, sep='\\t')
    for name, value in scipy.io.loadmat(source, chars_as_strings=False).items():
        if not name.startswith('__'): put(name, value)
    """

  struct Entry {
    var path: String
    var shape: String
    var values: [Double]
    var isComplex: Bool
  }

  static func scipy(reads file: FilePath, in folder: TemporaryFolder) async throws -> [Entry] {
    let output = try await Python.run(dump, [file.string, folder.path.string])
    return try output.split(separator: "\n").map { line in
      let fields = line.split(separator: "\t").map { String($0) }
      let bytes = try Data(contentsOf: URL(filePath: fields[2]))
      let values = stride(from: 0, to: bytes.count, by: 8).map { start in
        Double(
          bitPattern: (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64($1 * 8) }
        )
      }
      return Entry(path: fields[0], shape: fields[1], values: values, isComplex: fields[3] == "c")
    }
  }

  /// Reads `file` both ways, kept and streamed, and compares each array with scipy's bit by bit.
  static func compare(_ file: FilePath, in folder: TemporaryFolder) async throws -> Int {
    let entries = try await scipy(reads: file, in: folder)
    var stream = try FileByteStream(opening: file)
    var streamer = Streamer()
    let found = try MATFile.read(&stream, visitor: &streamer)
    for entry in entries {
      #expect(found.array(at: entry.path)?.shape == entry.shape, "\(entry.path)")
      let real = streamer.real[entry.path] ?? []
      if entry.isComplex {
        let imaginary = streamer.imaginary[entry.path] ?? []
        #expect(zip(real, imaginary).flatMap { [$0, $1] } == entry.values, "\(entry.path)")
      } else {
        #expect(real.map(\.bitPattern) == entry.values.map(\.bitPattern), "\(entry.path)")
      }
    }
    #expect(Set(streamer.real.keys) == Set(entries.filter { !$0.values.isEmpty }.map(\.path)))
    return entries.count
  }

  static let write = """
    import sys, numpy as np, scipy.io, scipy.sparse
    r = np.random.default_rng(7)
    d = {c: (r.integers(0, 100, (3, 4))).astype(c) for c in
         ['int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64']}
    d['big'] = r.normal(size=(300, 700))
    d['complex'] = r.normal(size=(3, 2)) + 1j * r.normal(size=(3, 2))
    d['cube'] = r.normal(size=(2, 3, 4))
    d['empty'] = np.zeros((0, 3))
    d['logical'] = r.normal(size=(2, 5)) > 0
    d['sparse'] = scipy.sparse.random(40, 30, 0.1, 'csc', random_state=3)
    d['sparsebool'] = scipy.sparse.random(40, 30, 0.1, 'csc', random_state=4) > 0
    d['text'] = 'Brücke'
    d['texts'] = np.array(['one', 'two', 'three'], dtype=object)
    d['data'] = {'X1': r.normal(size=(4, 5)), 'split': {'train': np.arange(5, dtype='uint16')}, 'name': 'wiki'}
    cells = np.empty((1, 3), dtype=object)
    for i in range(3): cells[0, i] = r.normal(size=(2, i + 1))
    d['train'] = cells
    scipy.io.savemat(sys.argv[1], d, do_compression=sys.argv[2] == '1', oned_as='row')
    """

  @Test(.needsPython("numpy", "scipy"), arguments: ["0", "1"])
  func filesWrittenByScipy(compression: String) async throws {
    try await withTemporaryFolder { folder in
      let file = folder("scipy.mat")
      try await Python.run(Self.write, [file.string, compression])
      let count = try await Self.compare(file, in: folder)
      #expect(count == 22)
      var stream = try FileByteStream(opening: file)
      let values = try MATFile.values(at: ["text", "texts", "data.name"], in: &stream)
      #expect(values["text"]?.text?.string == "Brücke")
      #expect(values["texts"]?.strings == ["one", "two", "three"])
      #expect(values["data.name"]?.text?.string == "wiki")
    }
  }

  @Test(.needsPython("numpy", "scipy"), arguments: writers.indices)
  func ourWriterIsReadByScipy(writer index: Int) async throws {
    try await withTemporaryFolder { folder in
      var writer = writers[index]
      writer.add("x", .doubles([2, 3], [1, 2, 3, 4, 5, 6.5]))
      writer.add("b", .numbers(.double, [1, 3], stored: 2, TestNumber.of([UInt8(1), 2, 200])))
      writer.add("z", .complex([1, 2], [1, 2], [3, 4]))
      writer.add("y", .sparse([3, 2], rows: [1, 0], starts: [0, 1, 2], [4, 5]))
      writer.add("s", .structure([1, 1], ["f"], [.cell([1, 1], [.doubles([1, 1], [9])])]))
      let file = folder("ours.mat")
      try Data(writer.bytes).write(to: URL(filePath: file.string))
      let count = try await Self.compare(file, in: folder)
      #expect(count == 5)
    }
  }
}
