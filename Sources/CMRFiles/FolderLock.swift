public import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// The right to be the one process that writes in a folder.
///
/// The right is a lock on the file `.lock` in it, which holds one line naming the holder. It ends
/// when the value goes, or when the process dies in any way: a file that a killed process left
/// never blocks.
public struct FolderLock: ~Copyable, Sendable {
  /// The folder.
  public let folder: FilePath
  private let file: OwnedDescriptor

  /// The name of the lock file inside the folder.
  public static let fileName = ".lock"

  private init(folder: FilePath, file: consuming OwnedDescriptor) {
    self.folder = folder
    self.file = file
  }

  /// Takes the lock of `folder`, which must exist; `purpose` completes "is being … by process".
  ///
  /// - Throws: ``FilesError`` with code `held` that names the holder's process and host, or what
  ///   else went wrong.
  public static func take(_ folder: FilePath, purpose: String = "written") throws(FilesError)
    -> FolderLock
  {
    let path = folder.appending(fileName)
    while true {
      let file = try OwnedDescriptor.open(path, .readWrite, options: .create, as: .create)
      switch file.lock() {
      case .held: throw .held(folder, purpose: purpose, holder: holder(of: file))
      case .unsupported: throw .failed(.lock, path, Errno(rawValue: ENOLCK))
      case .taken: break
      }
      // The holder before us removes the file as its last act; if that came between, try again.
      guard file.isNamed(path) else { continue }
      try describeHolder(in: file, path)
      return FolderLock(folder: folder, file: file)
    }
  }

  deinit { _ = unsafe unlink(folder.appending(Self.fileName).string) }

  private static func describeHolder(in file: borrowing OwnedDescriptor, _ path: FilePath)
    throws(FilesError)
  {
    let descriptor = file.descriptor
    try attempting(.write, path) {
      _ = try descriptor.resize(to: 0)
      _ = try descriptor.writeAll(
        toAbsoluteOffset: 0, "process \(getpid()) on \(hostName())\n".utf8)
    }
  }

  private static func holder(of file: borrowing OwnedDescriptor) -> String {
    var bytes = [UInt8](repeating: 0, count: 512)
    let descriptor = file.descriptor
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe (try? descriptor.read(fromAbsoluteOffset: 0, into: $0)) ?? 0
    }
    let line = bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }
    return line.isEmpty ? "another process" : String(decoding: line, as: UTF8.self)
  }

  private static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    let status = unsafe name.withUnsafeMutableBufferPointer {
      guard let start = $0.baseAddress else { return CInt(-1) }
      return unsafe gethostname(start, $0.count - 1)
    }
    guard status == 0 else { return "an unnamed host" }
    return String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension FilesError {
  static func held(_ folder: FilePath, purpose: String, holder: String) -> FilesError {
    FilesError(
      code: .held, message: "'\(folder)' is being \(purpose) by \(holder)",
      remedy: "wait until it is done, or stop it")
  }
}
