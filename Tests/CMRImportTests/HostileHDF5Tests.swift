import CMRImport
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Files in HDF5 that claim what they do not hold, or lead around in circles.
@Suite(.needsPython("numpy", "h5py")) struct HostileHDF5Tests {
  private let script = """
    import os, sys, h5py, numpy as np
    os.chdir(sys.argv[1])

    def label(dataset, kind): dataset.attrs['MATLAB_class'] = np.bytes_(kind)

    def matlab(name, fill):
        with h5py.File(name, 'w', userblock_size=512) as file:
            label(file.create_dataset('y', data=np.array([[0., 1, 0, 1]])), 'double')
            fill(file)
        with open(name, 'r+b') as file:
            file.write(b'MATLAB 7.3 MAT-file'.ljust(116) + bytes(8) + b'\\x00\\x02IM')

    def circle(file):
        refs = file.create_group('#refs#')
        cells = [refs.create_dataset(name, (1, 40), dtype=h5py.ref_dtype) for name in 'ab']
        for cell, other in zip(cells, cells[::-1]):
            label(cell, 'cell')
            for place in range(40): cell[0, place] = other.ref
        top = file.create_dataset('x', (1, 1), dtype=h5py.ref_dtype)
        label(top, 'cell')
        top[0, 0] = cells[0].ref

    def outside(file):
        # To a dataset that no link of #refs# leads to.
        top = file.create_dataset('x', (1, 1), dtype=h5py.ref_dtype)
        label(top, 'cell')
        top[0, 0] = file['y'].ref

    def sparse(rows, ir, jc):
        def fill(file):
            group = file.create_group('x')
            label(group, 'double')
            group.attrs['MATLAB_sparse'] = np.uint64(rows)
            group['data'], group['ir'], group['jc'] = np.ones(len(ir)), np.array(ir, 'u8'), np.array(jc, 'u8')
        return fill

    def empty(file):
        dataset = file.create_dataset('x', data=np.array([4, 5], 'u8'))
        label(dataset, 'double')
        dataset.attrs['MATLAB_empty'] = np.uint8(1)

    matlab('circle.mat', circle)
    matlab('outside.mat', outside)
    matlab('sparse-rows.mat', sparse(4, [9], [0, 1]))
    matlab('sparse-order.mat', sparse(4, [0, 1], [0, 2, 1]))
    matlab('sparse-large.mat', sparse(2**62, [0], [0, 1]))
    matlab('empty.mat', empty)
    with h5py.File('claims.h5', 'w') as file:
        file.create_dataset('x', (4, 10**9), 'f8', chunks=(4, 64))
        file.create_dataset('tall', (10**9, 1000), 'f4', chunks=(64, 1000))
        file['y'] = np.array([0, 1, 0, 1])
    """

  @Test func nothingHangsOrIsTakenForMore() async throws {
    let claims = { (file: String, reason: String) in
      "'\(file)' cannot be read: \(reason); get a good copy, or leave the file out if it is not needed"
    }
    let contradiction = { (what: String) in
      "cannot read '/x': \(what) contradict each other; replace the file by a good copy"
    }
    let texts: [(key: String, text: String)] = [
      (
        "circle.mat:x",
        "'x' is cell 1x1, and f features are a matrix of numbers; name another array, or save it with"
          + " one row for each sample"
      ),
      (
        "outside.mat:x{1}",
        "'outside.mat' holds no variable 'x{1}'; it holds outside.mat (x cell 1x1, y float64 4x1)"
      ),
      (
        "sparse-rows.mat:x",
        claims("sparse-rows.mat", contradiction("the columns of a sparse matrix"))
      ),
      (
        "sparse-order.mat:x",
        claims("sparse-order.mat", contradiction("the columns of a sparse matrix"))
      ),
      (
        "sparse-large.mat:x",
        claims(
          "sparse-large.mat",
          "cannot read 'x': the extents of a sparse matrix contradict each other; replace the file by a"
            + " good copy")
      ),
      (
        "empty.mat:x",
        claims(
          "empty.mat",
          "cannot read 'x': the extents of an empty array contradict each other; replace the file by a"
            + " good copy")
      ),
      (
        "claims.h5:x",
        claims(
          "claims.h5",
          "cannot read '/x' of 'claims.h5': it claims 32000000000 bytes, of which the file stores 0;"
            + " write every element, or get a good copy")
      ),
    ]
    try await withTemporaryFolder { folder in
      try await Python.run(script, [folder.path.string])
      for (key, text) in texts {
        let file = String(key.prefix { $0 != ":" })
        let error = importError([folder(file)], to: folder("x.h5")) {
          $0.recipe = try? ImportRecipe(features: ["f=\(key)"], labels: ["\(file):y"])
        }
        // A circle of cells is listed as far as is sensible and no further.
        #expect(error?.description.replacing("circle.mat:", with: "") == text, "\(key)")
      }
    }
  }
}
