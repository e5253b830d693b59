import CMRTestSupport
import FoundationEssentials
import SystemPackage

/// One small set, written in every format by programs that have nothing to do with our readers.
enum FormatFiles {
  static let samples = 60
  static let imageWidth = 7
  static let textWidth = 5
  static let modules = ["numpy", "scipy", "h5py"]

  /// Writes everything into `folder`, and what the features must be as raw float32.
  static func write(to folder: TemporaryFolder) async throws {
    try await Python.run(script, [folder.path.string])
  }

  /// The float32 numbers that Python left in `name`.
  static func floats(_ name: String, in folder: TemporaryFolder) throws -> [Float] {
    let data = try Data(contentsOf: URL(filePath: folder(name).string))
    return stride(from: 0, to: data.count / 4 * 4, by: 4).map { offset in
      let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(data[offset + $1]) << (8 * $1) }
      return Float(bitPattern: bits)
    }
  }

  private static let script = """
    import gzip, io, json, lzma, os, struct, sys, tarfile, zipfile
    import h5py, numpy as np, scipy.io, scipy.sparse
    os.chdir(sys.argv[1])
    rng = np.random.default_rng(7)
    N, D, T = 60, 7, 5
    image = rng.standard_normal((N, D))
    text = rng.standard_normal((N, T)).astype('f4')
    label = np.arange(N) % 4 + 1
    hot = np.eye(4)[label - 1]
    image.astype('<f4').tofile('image.f32')
    text.astype('<f4').tofile('text.f32')
    np.where(image > 0, image, 0).astype('<f4').tofile('positive.f32')
    np.save('c.npy', image)
    np.save('f.npy', np.asfortranarray(image))
    np.save('t.npy', text.astype('>f4'))
    np.save('l.npy', label)
    np.save('transposed.npy', image.T)
    np.savez('stored.npz', img=image, txt=text, lab=label)
    np.savez_compressed('deflated.npz', img=np.asfortranarray(image), txt=text, lab=label)
    scipy.io.savemat('v5.mat', dict(img=image, txt=text, lab=label), do_compression=True)
    np.savetxt('i.csv', image, delimiter=',', fmt='%.17g')
    np.savetxt('t.tsv', text, delimiter='\\t', fmt='%.9g', header='a b c d e', comments='')
    np.savetxt('l.csv', label, fmt='%d')

    def put(group, name, array, kind, **options):
        dataset = group.create_dataset(name, data=np.asarray(array).T, **options)
        dataset.attrs['MATLAB_class'] = np.bytes_(kind)
        return dataset

    def sparse(file, name, matrix, kind):
        matrix = scipy.sparse.csc_matrix(matrix)
        group = file.create_group(name)
        group.attrs['MATLAB_class'] = np.bytes_(kind)
        group.attrs['MATLAB_sparse'] = np.uint64(matrix.shape[0])
        group['data'] = matrix.data
        group['ir'] = matrix.indices.astype('u8')
        group['jc'] = matrix.indptr.astype('u8')

    def matlab(name, **options):
        with h5py.File(name, 'w', userblock_size=512) as file:
            put(file, 'img', image, 'double', **options)
            put(file, 'txt', text, 'single')
            put(file, 'lab', label.reshape(-1, 1).astype('f8'), 'double')
            refs = file.create_group('#refs#')
            cell = file.create_dataset('cell', (2, 1), dtype=h5py.ref_dtype)
            cell.attrs['MATLAB_class'] = np.bytes_('cell')
            cell[0, 0] = put(refs, 'a', image, 'double').ref
            cell[1, 0] = put(refs, 'b', text, 'single').ref
            struct = file.create_group('st')
            struct.attrs['MATLAB_class'] = np.bytes_('struct')
            put(struct, 'X', image, 'double')
            sparse(file, 'hot', hot.astype('u1'), 'logical')
            sparse(file, 'positive', np.where(image > 0, image, 0), 'double')
            put(file, 'name', np.array([[104, 105]], 'u2'), 'char')
            empty = file.create_dataset('empty', data=np.array([0, 3], 'u8'))
            empty.attrs['MATLAB_class'] = np.bytes_('double')
            empty.attrs['MATLAB_empty'] = np.uint8(1)
        data = bytearray(open(name, 'rb').read())
        data[:128] = b'MATLAB 7.3 MAT-file, made by h5py'.ljust(116) + bytes(8) + b'\\x00\\x02IM'
        open(name, 'wb').write(data)

    matlab('v73.mat')
    matlab('v73-square.mat', chunks=(3, 10), compression='gzip')
    matlab('v73-wide.mat', chunks=(7, 4))
    with h5py.File('plain.h5', 'w') as file:
        file['img'], file['txt'], file['lab'] = image, text, label
        file.create_dataset('columns', data=image, chunks=(N, 2), compression='gzip')
        file['turned'] = image.T

    def tensors(name, arrays):
        kinds = {'float64': 'F64', 'float32': 'F32', 'int64': 'I64'}
        header, body = {'__metadata__': {'by': 'hand'}}, b''
        for key, array in arrays.items():
            data = array.tobytes()
            header[key] = dict(dtype=kinds[str(array.dtype)], shape=list(array.shape),
                               data_offsets=[len(body), len(body) + len(data)])
            body += data
        text = json.dumps(header).encode()
        open(name, 'wb').write(struct.pack('<Q', len(text)) + text + body)

    tensors('s.safetensors', dict(img=image, txt=text, lab=label))
    gzip.open('one.npy.gz', 'wb').write(open('c.npy', 'rb').read())
    lzma.open('one.mat.xz', 'wb').write(open('v5.mat', 'rb').read())
    with zipfile.ZipFile('set.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
        for name in ['c.npy', 't.npy', 'l.npy']: archive.write(name)
    with tarfile.open('outer.tar', 'w') as archive: archive.add('set.zip')
    with tarfile.open('npz.tar.gz', 'w:gz') as archive:
        archive.add('deflated.npz')
        archive.add('l.csv')
    """
}
