import Glibc

/// The operating system's part in a failure, which the library reports only inside a text:
/// "unable to open file: name = 'x', errno = 2, error message = 'No such file or directory', …".
struct SystemFailure {
  /// The words between the quotes after "error message = ".
  let message: String
  /// The kind of failure, nil where the number says nothing we tell apart.
  let code: HDF5Error.Code?

  init?(in text: String) {
    guard let number = text.value(between: "errno = ", and: ","), let errno = Int32(number),
      let message = text.value(between: "error message = '", and: "'")
    else { return nil }
    self.message = message
    code = Self.codes.first { $0.errno == errno }?.code
  }

  private static let codes: [(errno: Int32, code: HDF5Error.Code)] = [
    (ENOENT, .missing), (ENOTDIR, .missing), (EEXIST, .exists),
    (EACCES, .denied), (EPERM, .denied), (EROFS, .denied), (EISDIR, .denied),
    (ENOSPC, .full), (EDQUOT, .full), (EFBIG, .full),
  ]
}

extension String {
  /// The text after the first `opening`, up to the next `closing`.
  fileprivate func value(between opening: String, and closing: String) -> String? {
    guard let start = firstRange(of: opening, from: startIndex),
      let end = firstRange(of: closing, from: start.upperBound)
    else { return nil }
    return String(self[start.upperBound..<end.lowerBound])
  }

  private func firstRange(of needle: String, from start: Index) -> Range<Index>? {
    var index = start
    while index < endIndex {
      if self[index...].hasPrefix(needle) {
        return index..<self.index(index, offsetBy: needle.count)
      }
      index = self.index(after: index)
    }
    return nil
  }
}
