import FoundationEssentials
import Glibc

/// The memory of another process.
enum ProcessMemory {
  /// The most that `process` has held so far, in bytes; nil where the system does not say, or the
  /// process has ended.
  ///
  /// Not what `wait4` reports: there a process begins with the peak of the one that started it.
  static func peak(of process: pid_t) -> Int? {
    guard let status = FileManager.default.contents(atPath: "/proc/\(process)/status") else {
      return nil
    }
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("VmHWM:") }
    // "VmHWM:     57224 kB"
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
      .flatMap { Int($0) }.map { $0 * 1024 }
  }
}
