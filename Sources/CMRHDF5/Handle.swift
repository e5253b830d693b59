import CMRCHDF5

/// The unique owner of one identifier of the library, closed when the owner dies.
///
/// Dying is the net, ``close()`` the promise: a failure to close means that buffered bytes were
/// lost, and a handle that dies can only leave word of it with the file it belongs to, whose own
/// `close()` then throws.
struct Handle: ~Copyable, Sendable {
  /// What the identifier stands for, which decides how it is closed.
  enum Kind: Sendable {
    case file, group, dataset, attribute, datatype, dataspace, properties, object
  }

  private(set) var id: hid_t
  private let kind: Kind
  private let file: FileState?

  /// Takes over what `open` returns; `action` completes "cannot …" if it fails.
  init(
    _ kind: Kind, of file: FileState? = nil, _ action: @autoclosure () -> String,
    _ open: () -> hid_t
  ) throws(HDF5Error) {
    id = try H5.call(action(), open)
    self.kind = kind
    self.file = file
  }

  /// Closes the identifier and throws what the library says if buffered bytes could not be written.
  consuming func close(_ action: @autoclosure () -> String) throws(HDF5Error) {
    let id = self.id
    // Whatever happens, the identifier is not closed a second time: it could be another object's by
    // then.
    self.id = Self.closed
    let kind = self.kind
    do {
      try H5.call(action()) { kind.close(id) }
    } catch {
      file?.record(error)
      throw error
    }
  }

  deinit {
    guard id != Self.closed else { return }
    do {
      try H5.call("close an object of \(file?.quotedName ?? "no file")") { kind.close(id) }
    } catch {
      file?.record(error)
    }
  }

  private static let closed: hid_t = -1
}

extension Handle.Kind {
  /// The one library call that closes an identifier of this kind.
  fileprivate func close(_ id: hid_t) -> herr_t {
    switch self {
    case .file: H5Fclose(id)
    case .group: H5Gclose(id)
    case .dataset: H5Dclose(id)
    case .attribute: H5Aclose(id)
    case .datatype: H5Tclose(id)
    case .dataspace: H5Sclose(id)
    case .properties: H5Pclose(id)
    case .object: H5Oclose(id)
    }
  }
}
