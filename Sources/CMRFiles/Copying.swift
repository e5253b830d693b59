public import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// How ``cloneOrCopy(from:to:)`` made the copy, cheapest first.
public enum CopyMethod: String, Hashable, Sendable {
  /// The file system shares the blocks until one side changes them.
  case cloned
  /// The kernel copied, without the bytes passing through this process.
  case copiedInKernel
  /// Read and written.
  case copied
}

/// Makes the existing file `target` a copy of `source`, sharing blocks where the file system can.
///
/// `target` is written in place, so that it may be the temporary of a ``PendingFile``; `reported`
/// is then the path that errors of writing name.
@discardableResult
public func cloneOrCopy(
  from source: FilePath, to target: FilePath, reporting reported: FilePath? = nil
) throws(FilesError) -> CopyMethod {
  let name = reported ?? target
  let from = try OwnedDescriptor.open(source, .readOnly)
  let to = try OwnedDescriptor.open(target, .writeOnly, options: .truncate, reporting: name)
  if ioctl(to.descriptor.rawValue, ficlone, from.descriptor.rawValue) == 0 { return .cloned }
  let size = try from.size(source)
  let copied = try copyInKernel(from.descriptor, to.descriptor, name, size: size)
  if copied == size { return .copiedInKernel }
  try copyByHand(from.descriptor, to.descriptor, source, name, start: copied, size: size)
  return .copied
}

/// FICLONE of linux/fs.h, `_IOW(0x94, 9, int)`: a macro that the importer does not see.
private let ficlone: UInt = 0x4004_9409

private typealias CopyFileRange =
  @convention(c) (
    CInt, UnsafeMutablePointer<Int64>?, CInt, UnsafeMutablePointer<Int64>?, Int, CUnsignedInt
  ) -> Int

/// Glibc declares copy_file_range only to C sources that define _GNU_SOURCE, so it is looked up by
/// name.
private let copyFileRange: CopyFileRange? = unsafe dlsym(nil, "copy_file_range").map {
  unsafe unsafeBitCast($0, to: CopyFileRange.self)
}

/// Copies from the start and returns how far it came; short of `size` where the kernel cannot do it
/// between these files.
private func copyInKernel(
  _ from: FileDescriptor, _ to: FileDescriptor, _ target: FilePath, size: Int64
) throws(FilesError) -> Int64 {
  guard let copyFileRange = unsafe copyFileRange else { return 0 }
  var source: Int64 = 0
  var destination: Int64 = 0
  while source < size {
    // At most 2 GiB at a time is what the call takes.
    let count = unsafe copyFileRange(
      from.rawValue, &source, to.rawValue, &destination, Int(min(size - source, 1 << 30)), 0)
    if count > 0 { continue }
    let reason = Errno(rawValue: errno)
    if count < 0 && [.noSpace, .fileTooLarge, .ioError, Errno(rawValue: EDQUOT)].contains(reason) {
      throw .failed(.write, target, reason)
    }
    break
  }
  return source
}

private func copyByHand(
  _ from: FileDescriptor, _ to: FileDescriptor, _ source: FilePath, _ target: FilePath,
  start: Int64, size: Int64
) throws(FilesError) {
  var block = [UInt8](repeating: 0, count: 1 << 20)
  var position = start
  while position < size {
    let offset = position
    let count = try attempting(.read, source) {
      try unsafe block.withUnsafeMutableBytes {
        try unsafe from.read(fromAbsoluteOffset: offset, into: $0)
      }
    }
    if count == 0 { break }
    try attempting(.write, target) {
      _ = try to.writeAll(toAbsoluteOffset: offset, block[..<count])
    }
    position += Int64(count)
  }
}
