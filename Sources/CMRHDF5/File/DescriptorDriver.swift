import CMRCHDF5
import Glibc

/// A way for the library to read a file that is open already, by its descriptor alone.
///
/// The library's own drivers open a file by its path. A process that may open nothing more needs one that does not, and
/// a file without a name has no path. The interface is that of 1.10, described in the library's technical note on virtual
/// file drivers: functions in a table, and for each open file a record that begins with the library's own.
enum DescriptorDriver {
  /// The driver's identifier; registered once, on first use.
  static func identifier() throws(HDF5Error) -> hid_t {
    try H5.call("register the driver of open files") { registered }
  }

  /// What a file is opened by, since the library passes nothing else on: "3".
  static func name(_ descriptor: Int32) -> String { String(descriptor) }

  private static let registered: hid_t = {
    // The library keeps a copy of the table, but not of the name.
    let name = StaticString("descriptor")
    var table = unsafe H5FD_class_t()
    unsafe table.name = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    unsafe table.maxaddr = haddr_t(Int64.max)
    unsafe table.fc_degree = H5F_CLOSE_WEAK
    unsafe table.open = { name, flags, _, _ in unsafe OpenDescriptor.open(name, flags) }
    unsafe table.close = { file in unsafe OpenDescriptor.close(file) }
    unsafe table.query = { _, flags in unsafe OpenDescriptor.query(flags) }
    unsafe table.get_eoa = { file, _ in unsafe OpenDescriptor.with(file).pointee.allocated }
    unsafe table.set_eoa = { file, _, address in
      unsafe OpenDescriptor.with(file).pointee.allocated = address
      return 0
    }
    unsafe table.get_eof = { file, _ in unsafe OpenDescriptor.with(file).pointee.size }
    unsafe table.read = { file, _, _, address, count, buffer in
      unsafe OpenDescriptor.read(file, address, count, buffer)
    }
    // Reading only, and nothing is ever written: without these the library refuses the table.
    unsafe table.write = { _, _, _, _, _, _ in -1 }
    return unsafe H5FDregister(&table)
  }()
}

extension DescriptorDriver {
  /// The bytes of an open file, found out by its end alone: a confined process may not ask for more.
  static func size(of descriptor: Int32) -> Int? {
    let end = lseek(descriptor, 0, SEEK_END)
    return end < 0 ? nil : Int(end)
  }
}

/// A file that ``DescriptorDriver`` has open. The library sees the first member only.
@unsafe private struct OpenDescriptor {
  var common: H5FD_t
  let descriptor: Int32
  /// The bytes of the file.
  let size: haddr_t
  /// The end of what the library believes to be in use.
  var allocated: haddr_t = 0

  /// The record behind what the library passes back, which is never null.
  static func with(_ file: UnsafePointer<H5FD_t>?) -> UnsafeMutablePointer<OpenDescriptor> {
    guard let file = unsafe file else { preconditionFailure("the library passes no file") }
    let record = unsafe UnsafeMutableRawPointer(mutating: UnsafeRawPointer(file))
    return unsafe record.assumingMemoryBound(to: OpenDescriptor.self)
  }

  static func open(_ name: UnsafePointer<CChar>?, _ flags: UInt32) -> UnsafeMutablePointer<H5FD_t>?
  {
    guard flags == cmr_h5f_acc_rdonly(), let name = unsafe name,
      let descriptor = Int32(unsafe String(cString: name)),
      let size = DescriptorDriver.size(of: descriptor)
    else { return nil }
    let record = UnsafeMutablePointer<OpenDescriptor>.allocate(capacity: 1)
    unsafe record.initialize(
      to: OpenDescriptor(
        common: H5FD_t(), descriptor: descriptor, size: haddr_t(size)))
    return unsafe UnsafeMutableRawPointer(record).assumingMemoryBound(to: H5FD_t.self)
  }

  /// Frees the record; the descriptor is its opener's.
  static func close(_ file: UnsafeMutablePointer<H5FD_t>?) -> herr_t {
    unsafe with(file).deallocate()
    return 0
  }

  static func query(_ flags: UnsafeMutablePointer<UInt>?) -> herr_t {
    // No sieve: it would read 64 KiB for each run of a feature out of a matrix in one piece.
    unsafe flags?.pointee = 0
    return 0
  }

  /// Fills `buffer`; beyond the end of the file there are zeros, as by the library's own drivers.
  static func read(
    _ file: UnsafeMutablePointer<H5FD_t>?, _ address: haddr_t, _ count: Int,
    _ buffer: UnsafeMutableRawPointer?
  ) -> herr_t {
    guard let buffer = unsafe buffer, let start = off_t(exactly: address),
      !start.addingReportingOverflow(off_t(count)).overflow
    else { return -1 }
    let descriptor = unsafe with(file).pointee.descriptor
    var done = 0
    while done < count {
      let got = unsafe pread(descriptor, buffer + done, count - done, start + off_t(done))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { return -1 }
      guard got > 0 else { break }
      done += got
    }
    unsafe memset(buffer + done, 0, count - done)
    return 0
  }
}
