import Glibc

/// The descriptors that a program is started with.
public enum InheritedDescriptors {
  /// Closes all from `first` on: libraries of the parent open files that pass to child programs.
  public static func close(from first: Int32) {
    guard let folder = unsafe opendir("/proc/self/fd") else { return }
    var open: [Int32] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let descriptor = Int32(name), descriptor >= first { open.append(descriptor) }
    }
    // Its own descriptor, which is closed here, is in the list.
    unsafe closedir(folder)
    for descriptor in open { Glibc.close(descriptor) }
  }
}
