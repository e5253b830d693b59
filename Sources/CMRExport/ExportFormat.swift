package import SystemPackage

/// The formats that a store can be exported to; the raw value is the name for `--format`.
package enum ExportFormat: String, Hashable, Sendable, CaseIterable {
  /// The HDF5 layout of MRL, SDML and their successors: an array for each split.
  case mrlHDF5 = "mrl-h5"
  /// numpy's: a zip file of npy files.
  case npz
  /// Hugging Face's: a header of JSON and the tensors.
  case safetensors

  /// The endings of names that tell the format; the field's own is `.h5py`.
  package var extensions: [String] {
    switch self {
    case .mrlHDF5: ["h5", "h5py", "hdf5"]
    case .npz: ["npz"]
    case .safetensors: ["safetensors"]
    }
  }

  /// The format that the name of `path` tells.
  ///
  /// - Throws: ``ExportError`` with code `unsuitable`, naming the formats.
  package init(of path: FilePath) throws(ExportError) {
    let ending = path.lastComponent?.extension?.lowercased()
    guard let format = Self.allCases.first(where: { $0.extensions.contains(ending ?? "") }) else {
      throw .unknownFormat(of: path)
    }
    self = format
  }
}
