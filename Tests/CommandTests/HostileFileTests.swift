import CMRTestSupport
import SystemPackage
import Testing

/// HDF5 files that are made to have their reader open other files, load code, hang, crash or take all memory.
///
/// `tools/hostile-files.py` imports each of them and each array in them; it looks at how the command ends, how long it
/// takes, what it opens and what it leaves behind. It can be run on any other folder of such files.
@Suite(.needsPython("numpy", "h5py")) struct HostileFileTests {
  @Test func nothingDoesHarm() async throws {
    try await withTemporaryFolder { folder in
      let files = folder("files").string
      try await Python.run(Self.script, [files, "\(Self.damages)"])
      let tool = SharedData.packageRoot.appending("tools/hostile-files.py").string
      let program = try Tool.builtPath("cmrdata").string
      let tracing = Tool.installed("strace") == nil ? [] : ["--strace"]
      let python = try #require(Tool.installed("python3"))
      let result = try await python.run([tool, program, files] + tracing)
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      #expect(result.output.contains(" 0 faults\n"), "\(result.output)")
    }
  }

  #if ExhaustiveTests
    private static let damages = 500
  #else
    private static let damages = 12
  #endif

  private static let script = """
    import os, sys, random, zlib
    import h5py, numpy as np
    os.mkdir(sys.argv[1]); os.chdir(sys.argv[1])
    eye, four = np.eye(4), np.array([0, 1, 0, 1])

    def make(name, fill, **options):
        with h5py.File(name + '.h5', 'w', **options) as file:
            file['y'] = four
            fill(file)

    def external_storage(file):
        file.create_dataset('x', (4, 4), 'u1', external=[('/etc/passwd', 0, 16)])

    def virtual(path):
        def fill(file):
            layout = h5py.VirtualLayout((4, 4), 'f8')
            layout[...] = h5py.VirtualSource(path, 'x', (4, 4))
            file.create_virtual_dataset('x', layout)
        return fill

    def unknown_filter(file):
        creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        creation.set_chunk((4, 4))
        creation.set_filter(40000, h5py.h5z.FLAG_OPTIONAL, (1, 2, 3))
        dataset = h5py.h5d.create(file.id, b'x', h5py.h5t.NATIVE_DOUBLE, h5py.h5s.create_simple((4, 4)), creation)
        dataset.write_direct_chunk((0, 0), eye.tobytes(), 0)

    def deflate(raw, chunk, dtype='f8'):
        # A chunk whose bytes after deflate are what they should not be.
        def fill(file):
            dataset = file.create_dataset('x', chunk, dtype, chunks=chunk, compression=1)
            dataset.id.write_direct_chunk((0,) * len(chunk), raw, 0)
        return fill

    def circle(file):
        group = file.create_group('g')
        group['g'] = group
        group['x'] = eye

    def deep(file):
        group = file
        for _ in range(2000): group = group.create_group('g')
        group['x'] = eye

    def names(file):
        file['\\x1b[2J\\x07'] = eye
        file['x\\u202ey'] = eye
        file['n' * 60000] = eye

    def many(file):
        for index in range(12000): file[f'x{index}'] = index

    def long_strings(file):
        file.create_dataset('x', data=['s' * 10_000_000] * 4, dtype=h5py.string_dtype())

    def nested_types(file):
        kind = np.dtype('f8')
        for _ in range(40): kind = np.dtype([('a', kind)])
        file.create_dataset('x', (4,), kind)

    def references(file):
        file['x'] = eye
        file.create_dataset('r', (4,), h5py.ref_dtype)[0] = file['x'].ref
        file.create_dataset('q', (4,), h5py.regionref_dtype)[0] = file['x'].regionref[:2]

    make('external-storage', external_storage)
    make('external-link', lambda file: file.__setitem__('x', h5py.ExternalLink('/etc/passwd', '/')))
    make('external-link-inside', lambda file: file.create_group('g').__setitem__('x', h5py.ExternalLink('other.h5', 'x')))
    make('soft-link-circle', lambda file: file.__setitem__('x', h5py.SoftLink('/x')))
    make('soft-link-away', lambda file: file.__setitem__('x', h5py.SoftLink('/../../etc/passwd')))
    make('virtual-elsewhere', virtual('/etc/passwd'))
    make('virtual-here', virtual('.'))
    make('unknown-filter', unknown_filter)
    make('chunk-of-garbage', deflate(b'garbage', (4, 4)))
    make('chunk-too-short', deflate(zlib.compress(bytes(8)), (4, 4)))
    make('chunk-too-long', deflate(zlib.compress(bytes(1 << 28)), (4, 4)))
    make('chunk-bomb', deflate(zlib.compress(bytes(1 << 30)), (1 << 13, 1 << 14)))
    make('circle', circle)
    make('deep', deep)
    make('names', names)
    make('many', many, libver='latest')
    make('long-strings', long_strings)
    make('nested-types', nested_types)
    make('references', references)
    make('nothing-stored', lambda file: file.create_dataset('x', (10**6, 10**6), 'f8', chunks=(100, 100)))
    make('fill-value', lambda file: file.create_dataset('x', (10**5, 10**5), 'f4', fillvalue=1, chunks=(1000, 1000)))
    make('thirty-two-axes', lambda file: file.create_dataset('x', (2,) * 30, 'u1', chunks=(2,) * 30))
    make('family-%d', lambda file: file.__setitem__('x', eye), driver='family', memb_size=1 << 12)
    make('user-block', lambda file: file.__setitem__('x', eye), userblock_size=1 << 20)

    make('whole', lambda file: (file.create_dataset('x', data=np.arange(3000.).reshape(300, 10), chunks=(50, 10), compression=4),
                                file.create_group('g').__setitem__('z', eye)))
    whole = open('whole.h5', 'rb').read()
    for length in range(0, len(whole), 1000):
        open(f'cut-{length}.h5', 'wb').write(whole[:length])
    random.seed(1)
    for index in range(int(sys.argv[2])):
        damaged = bytearray(whole)
        for _ in range(8): damaged[random.randrange(min(len(damaged), 4096))] = random.randrange(256)
        open(f'damaged-{index}.h5', 'wb').write(damaged)
    """
}
