extension MATError {
  static func notMATFile(length: Int) -> MATError {
    let what =
      length < MATFormat.prefixLength
      ? "\(length) bytes, a header has \(MATFormat.prefixLength)"
      : "the header is not that of MATLAB"
    return MATError(.notMATFile, "not a MAT file: \(what)", offset: UInt64(length))
  }

  static func isHDF5(version73: Bool) -> MATError {
    MATError(
      .hdf5,
      version73
        ? "a MAT file of version 7.3, which is HDF5 inside" : "an HDF5 file, not a MAT file",
      remedy: "read it as HDF5", offset: UInt64(MATFormat.prefixLength))
  }

  static var isVersion4: MATError {
    MATError(
      .version4, "a MAT file of version 4, which is not read",
      remedy: "load it in MATLAB or Octave and save it with '-v7'",
      offset: UInt64(MATFormat.prefixLength))
  }
}
