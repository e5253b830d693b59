package import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// A file descriptor with one owner, closed when the owner goes, and the lock that may hang on it.
package struct OwnedDescriptor: ~Copyable, Sendable {
  /// The descriptor; do not close it.
  package let descriptor: FileDescriptor

  /// Takes over an open descriptor.
  package init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

  /// Opens `path`; the descriptor does not pass to child programs. An error names `reported`, or
  /// else `path`.
  package static func open(
    _ path: FilePath, _ mode: FileDescriptor.AccessMode,
    options: FileDescriptor.OpenOptions = [], as operation: FilesError.Operation = .open,
    reporting reported: FilePath? = nil
  ) throws(FilesError) -> OwnedDescriptor {
    let descriptor = try attempting(operation, reported ?? path) {
      try FileDescriptor.open(
        path, mode, options: options.union(.closeOnExec),
        permissions: options.contains(.create)
          ? [.ownerReadWrite, .groupReadWrite, .otherReadWrite] : nil)
    }
    return OwnedDescriptor(descriptor)
  }

  /// Opens the regular file `path` for reading; a pipe is refused before opening it could wait.
  package static func openRegularFile(_ path: FilePath) throws(FilesError) -> OwnedDescriptor {
    switch try attempting(.open, path, { try path.stat().type }) {
    case .regular: return try open(path, .readOnly)
    case .directory: throw .failed(.open, path, .isDirectory)
    default: throw .notRegular(.open, path)
    }
  }

  deinit { try? descriptor.close() }
}

/// The outcome of asking for a lock.
package enum LockOutcome: Hashable, Sendable {
  /// The lock is ours until the descriptor closes.
  case taken
  /// Another open file holds it.
  case held
  /// The file system has no such locks.
  case unsupported
}

extension OwnedDescriptor {
  /// Asks for the whole-file exclusive lock of this open file, without waiting.
  ///
  /// It is an "open file description" lock: other descriptors of the same file in this process,
  /// such as HDF5's, do not release it by closing, and the kernel drops it when the process dies in
  /// any way.
  package func tryLock() -> LockOutcome {
    var request = flock()
    request.l_type = CShort(F_WRLCK)
    request.l_whence = CShort(SEEK_SET)
    let status = unsafe withUnsafeMutablePointer(to: &request) {
      unsafe fcntl(descriptor.rawValue, Self.setOpenFileLock, UnsafeMutableRawPointer($0))
    }
    guard status != 0 else { return .taken }
    switch errno {
    case EAGAIN, EACCES: return .held
    default: return .unsupported
    }
  }

  /// Asks for the lock again and again for a second.
  ///
  /// A process that was killed holds its locks until the system has freed its memory, and a program that is just being
  /// started holds those of its parent until it runs; what follows at once should not be refused for that.
  package func lock() -> LockOutcome {
    for _ in 0..<20 {
      let outcome = tryLock()
      if outcome != .held { return outcome }
      usleep(50_000)
    }
    return tryLock()
  }

  /// F_OFD_SETLK of Linux's fcntl.h, which Glibc declares only to C sources that define
  /// _GNU_SOURCE.
  private static var setOpenFileLock: CInt { 37 }

  /// Whether `path` still names the very file that is open here.
  package func isNamed(_ path: FilePath) -> Bool {
    var named = stat()
    var opened = stat()
    return unsafe stat(path.string, &named) == 0 && fstat(descriptor.rawValue, &opened) == 0
      && named.st_dev == opened.st_dev && named.st_ino == opened.st_ino
  }

  /// Waits until the file's bytes are on the disk.
  package func flush(_ path: FilePath) throws(FilesError) {
    guard fsync(descriptor.rawValue) == 0 else {
      throw .failed(.flush, path, Errno(rawValue: errno))
    }
  }

  /// The size in bytes.
  package func size(_ path: FilePath) throws(FilesError) -> Int64 {
    var status = stat()
    guard unsafe fstat(descriptor.rawValue, &status) == 0 else {
      throw .failed(.read, path, Errno(rawValue: errno))
    }
    return Int64(status.st_size)
  }
}
