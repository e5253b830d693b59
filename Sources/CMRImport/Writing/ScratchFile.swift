internal import CMRFiles
internal import SystemPackage

/// A file without a name, in the destination's folder: it holds what does not fit in memory, and is gone with its owner
/// however that ends.
final class ScratchFile {
  let descriptor: FileDescriptor

  /// Makes an empty one beside `destination`.
  ///
  /// - Throws: ``ImportError`` with code `destination`.
  init(beside destination: FilePath) throws(ImportError) {
    do {
      // The pending file removes its name when it dies at the end of this scope; the open descriptor keeps the bytes. Should
      // the process be killed in between, the next writer in the folder sweeps it.
      let pending = try PendingFile.create(for: destination)
      descriptor = try FileDescriptor.open(pending.path, .readWrite, options: .closeOnExec)
    } catch let error as FilesError {
      throw .cannotWrite(error)
    } catch {
      throw .scratchFailed(error)
    }
  }

  deinit { try? descriptor.close() }

  /// A path under which libraries that want one can open the file while this object lives.
  var path: FilePath { FilePath("/proc/self/fd/\(descriptor.rawValue)") }

  /// Writes `values` at `offset` bytes.
  func write(_ values: Span<Float>, at offset: Int64) throws(ImportError) {
    var done = 0
    let bytes = unsafe values.bytes
    do {
      while done < bytes.byteCount {
        let part = bytes.extracting(droppingFirst: done)
        done += try unsafe part.withUnsafeBytes { part in
          try unsafe descriptor.writeAll(toAbsoluteOffset: offset + Int64(done), part)
        }
      }
    } catch {
      throw .scratchFailed(error)
    }
  }

  /// Fills `values` from `offset` bytes on, all of which were written before.
  func read(into values: inout MutableSpan<Float>, at offset: Int64) throws(ImportError) {
    var done = 0
    do {
      done = try unsafe values.withUnsafeMutableBytes { bytes in
        var done = 0
        while done < bytes.count {
          let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
          let count = try unsafe descriptor.read(
            fromAbsoluteOffset: offset + Int64(done), into: rest)
          guard count > 0 else { break }
          done += count
        }
        return done
      }
    } catch {
      throw .scratchFailed(error)
    }
    guard done == values.count * MemoryLayout<Float>.stride else {
      throw .scratchFailed(Errno.ioError)
    }
  }
}
