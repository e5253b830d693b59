internal import CMRFiles
internal import SystemPackage

/// A file in the destination's folder that holds what does not fit in memory, and is gone with its
/// owner however that ends.
///
/// It is made as a ``PendingFile`` that never gets published: one whose process is killed while it
/// has a name is swept by the next writer in the folder. Most lose their name as soon as they are
/// open.
final class ScratchFile {
  let descriptor: FileDescriptor
  /// The path while the file has a name.
  let path: FilePath
  private var pending: PendingFile?

  /// Makes an empty one beside `destination`.
  ///
  /// - Throws: ``ImportError`` with code `destination`.
  init(beside destination: FilePath) throws(ImportError) {
    do {
      let pending = try PendingFile.create(for: destination)
      path = pending.path
      descriptor = try FileDescriptor.open(pending.path, .readWrite, options: .closeOnExec)
      self.pending = consume pending
    } catch let error as FilesError {
      throw .cannotWrite(error)
    } catch {
      throw .scratchFailed(error)
    }
  }

  deinit { try? descriptor.close() }

  /// Takes the file's name away; who has it open keeps its bytes.
  func removeName() { pending = nil }

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
