import CMRFiles
import SystemPackage

/// A text that is written piece by piece and appears when it is published, or not at all.
///
/// A class, so that several can wait together until all of them are done.
final class PendingText {
  private let path: FilePath
  private let file: OwnedDescriptor
  private var pending: PendingFile?

  /// A text that will appear at `path`.
  init(_ path: FilePath) throws(FilesError) {
    let pending = try PendingFile.create(for: path)
    file = try OwnedDescriptor.open(pending.path, .writeOnly, as: .write, reporting: path)
    self.pending = consume pending
    self.path = path
  }

  /// Adds `text` at the end.
  func write(_ text: String) throws(FilesError) {
    try attempting(.write, path) { _ = try file.descriptor.writeAll(text.utf8) }
  }

  /// Waits until the text is on the disk: a full disk shows here and not in ``publish()``.
  func flush() throws(FilesError) { try pending?.flush() }

  /// Lets the text appear; a second call does nothing.
  func publish() throws(FilesError) { try pending.take()?.publish() }
}
