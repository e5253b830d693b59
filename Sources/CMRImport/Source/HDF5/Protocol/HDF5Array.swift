/// A variable of an HDF5 file and where in the file it is.
struct HDF5Array: Hashable, Codable {
  enum Place: Hashable, Codable {
    /// The dataset at this path.
    case dataset(String)
    /// The group at this path, in which MATLAB keeps the columns of a sparse matrix.
    case sparse(String)
    /// Nowhere: an array without elements, or one that holds no numbers.
    case none
  }

  let variable: Variable
  let place: Place
}

/// Whose conventions name the datasets of an HDF5 file and order their axes.
enum HDF5Convention: String, Hashable, Codable {
  case plain, matlab
}
