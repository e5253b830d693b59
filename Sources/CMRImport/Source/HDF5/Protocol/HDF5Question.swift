/// What the confined process that has an HDF5 file open can be asked.
///
/// Each question is answered by any number of blocks of numbers and one ``HDF5Answer``, in the order of the questions.
enum HDF5Question: Hashable, Codable {
  /// Every array, by its path from the root; in a MAT file by MATLAB's name.
  case arrays(HDF5Convention)
  /// The extents of the chunks of the dataset at this path, if its numbers are all there.
  case chunk(of: String)
  /// All numbers of an array in the order of the file, as Float64.
  case doubles(of: HDF5Array)
  /// The same as Float32.
  case floats(of: HDF5Array)
  /// Some rows of the dataset at this path, as one block of Float32.
  case rows(of: String, range: Range<Int>)
  /// Some columns of some rows of the dataset at this path, as one block of Float32.
  case tile(of: String, rows: Range<Int>, columns: Range<Int>)
  /// How the process is confined, which it finds out by trying what it must not; asked where there is no file to read.
  case confinement
}
