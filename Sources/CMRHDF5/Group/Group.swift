import CMRCHDF5

/// A folder of an HDF5 file: links by name, and attributes.
///
/// Paths like `train/image` are followed name by name, and every link on the way is checked against
/// the ``OpenPolicy`` of the file before the library may follow it.
public struct Group: ~Copyable, Sendable, Annotated {
  let handle: Handle
  let location: Location

  /// The path of the group from the root of its file.
  public var path: String { location.path }

  /// What attributes hang on.
  public var anchor: Anchor { Anchor(id: handle.id, location: location) }

  /// Opens the group at `path`.
  public func group(_ path: String) throws(HDF5Error) -> Group {
    let object = try object(path)
    switch consume object {
    case .group(let group): return group
    case .dataset: throw .wrongObject(.dataset, wanted: .group, at: place(path))
    case .datatype: throw .wrongObject(.datatype, wanted: .group, at: place(path))
    }
  }

  /// Opens the dataset at `path`.
  ///
  /// - Throws: ``HDF5Error/Code/refused`` where its elements lie in other files and the policy
  ///   forbids to read those.
  public func dataset(_ path: String) throws(HDF5Error) -> Dataset {
    let object = try object(path)
    switch consume object {
    case .dataset(let dataset): return dataset
    case .group: throw .wrongObject(.group, wanted: .dataset, at: place(path))
    case .datatype: throw .wrongObject(.datatype, wanted: .dataset, at: place(path))
    }
  }

  /// Opens whatever lies at `path`.
  public func object(_ path: String) throws(HDF5Error) -> Object {
    try checkLinks(along: path)
    let location = location.appending(path)
    let handle = try Handle(.object, of: location.file, "open \(location.place)") {
      unsafe H5Oopen(self.handle.id, path, H5.defaults)
    }
    let type = try H5.call("open \(location.place)") { H5Iget_type(handle.id).rawValue }
    switch H5I_type_t(rawValue: type) {
    case H5I_GROUP: return .group(Group(handle: handle, location: location))
    case H5I_DATASET: return .dataset(try Dataset(handle: handle, location: location))
    default: return .datatype
    }
  }

  /// Whether `path` leads to an object, over links that the policy allows.
  public func contains(_ path: String) throws(HDF5Error) -> Bool {
    do {
      _ = try object(path)
      return true
    } catch  where error.code == .missing {
      return false
    }
  }

  private func place(_ path: String) -> String { location.appending(path).place }
}
