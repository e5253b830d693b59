import CMRCHDF5
import Glibc

/// Memory for the variable-length strings of one read, up to a limit, freed as a whole.
///
/// Many elements can refer to the same stored text, so what comes out is bounded here and not by
/// the size of the file.
@safe final class StringArena {
  /// What was handed out and not given back; only the library reads and writes it.
  private var blocks: Set<UnsafeMutableRawPointer> = unsafe []
  private var room: Int
  /// Whether the limit was reached.
  private(set) var isExhausted = false

  /// An arena of at most `limit` bytes.
  init(limit: Int) { room = limit }

  deinit {
    unsafe blocks.forEach { unsafe Glibc.free($0) }
  }

  fileprivate func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    guard byteCount <= room else {
      isExhausted = true
      return nil
    }
    guard let block = unsafe malloc(max(byteCount, 1)) else { return nil }
    room -= byteCount
    unsafe blocks.insert(block)
    return unsafe block
  }

  fileprivate func free(_ block: UnsafeMutableRawPointer?) {
    guard let block = unsafe block, unsafe blocks.remove(block) != nil else { return }
    unsafe Glibc.free(block)
  }

  /// Runs `read` with properties that make the library take its strings' memory from this arena.
  func serving(_ place: String, _ read: (_ transfer: hid_t) throws(HDF5Error) -> Void)
    throws(HDF5Error)
  {
    let action = "read \(place)"
    let transfer = try Handle(.properties, action) { H5Pcreate(cmr_h5p_dataset_xfer()) }
    let arena = unsafe Unmanaged.passUnretained(self).toOpaque()
    try H5.call(action) {
      unsafe H5Pset_vlen_mem_manager(transfer.id, allocateString, arena, freeString, arena)
    }
    try read(transfer.id)
  }
}

/// Called by the library for the memory of one string; `arena` is a ``StringArena``.
private func allocateString(_ byteCount: Int, _ arena: UnsafeMutableRawPointer?)
  -> UnsafeMutableRawPointer?
{
  guard let arena = unsafe arena else { return nil }
  return unsafe Unmanaged<StringArena>.fromOpaque(arena).takeUnretainedValue().allocate(byteCount)
}

/// Called by the library to give back the memory of one string; `arena` is a ``StringArena``.
private func freeString(_ block: UnsafeMutableRawPointer?, _ arena: UnsafeMutableRawPointer?) {
  guard let arena = unsafe arena else { return }
  unsafe Unmanaged<StringArena>.fromOpaque(arena).takeUnretainedValue().free(block)
}
