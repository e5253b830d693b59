/// A failure of HDF5, or a refusal to read what a file asks for.
///
/// `description` is one line: what could not be done, where, why, and after a semicolon what to do
/// about it.
public struct HDF5Error: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure that callers tell apart.
  public enum Code: String, Hashable, Sendable {
    /// The file exists and holds something else than HDF5.
    case notHDF5
    /// No such file, object or attribute.
    case missing
    /// A file, object or attribute of this name is there already.
    case exists
    /// The operating system forbids it.
    case denied
    /// No space is left on the device, or a quota or limit on file sizes is reached.
    case full
    /// The file is cut short, or bytes in it contradict a checksum or the format.
    case damaged
    /// Types, shapes or counts do not fit together.
    case mismatch
    /// The file asks for something that the policy it was opened with forbids.
    case refused
    /// Anything else the library reports.
    case other
  }

  /// The kind of failure.
  public let code: Code
  /// What failed, where and why, with both numbers where two disagree.
  public let message: String
  /// What to do about it, where something can be done.
  public let remedy: String?
  /// The library's error stack, innermost last; empty where the library was not at fault.
  ///
  /// These texts differ between releases of the library and may hold addresses: they are for
  /// reports of bugs.
  public let details: [String]

  init(_ code: Code, _ message: String, remedy: String? = nil, details: [String] = []) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.details = details
  }

  /// The message, and after a semicolon the remedy.
  public var description: String {
    remedy.map { "\(message); \($0)" } ?? message
  }
}

extension HDF5Error {
  /// A failed call of the library, in its own words; `action` completes "cannot …".
  init(failedTo action: String, _ stack: ErrorStack) {
    let reason =
      switch stack.code {
      case .notHDF5: "it is not an HDF5 file"
      case .missing where stack.systemMessage == nil: "it does not exist"
      case .exists where stack.systemMessage == nil: "it exists already"
      default: stack.reason
      }
    self.init(
      stack.code, "cannot \(action): \(reason)", remedy: Self.remedy(for: stack.code),
      details: stack.details)
  }

  /// No bytes at all were given for a file.
  static func emptyImage(_ file: FileState) -> HDF5Error {
    HDF5Error(.notHDF5, "cannot open \(file.quotedName): it is not an HDF5 file")
  }

  private static func remedy(for code: Code) -> String? {
    switch code {
    case .full: "free some space or write elsewhere"
    case .damaged: "replace the file by a good copy"
    default: nil
    }
  }
}
