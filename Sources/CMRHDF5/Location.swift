/// Where an object lies: its file and its path within, for error texts and for what the file's
/// policy allows.
struct Location: Sendable {
  let file: FileState
  let path: String

  /// "'/train/image' of 'x.h5'".
  var place: String { file.place(path) }

  /// The location of the child called `name`, which may be a path of several names, or start over
  /// at the root.
  func appending(_ name: String) -> Location {
    if name.hasPrefix("/") { return Location(file: file, path: name) }
    return Location(file: file, path: path == "/" ? "/\(name)" : "\(path)/\(name)")
  }
}
