import Synchronization
import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// The two streams of a command: results on standard output, everything else on standard error.
public enum Console {
  /// Writes one line of a result, or several.
  public static func result(_ line: String) { write(result: printable(line)) }

  /// Writes a result as it is: one whose form keeps terminals safe by itself.
  static func write(result text: String) {
    do {
      try FileDescriptor.standardOutput.writeAll((text + "\n").utf8)
    } catch {
      lost.store((error as? Errno ?? .ioError).rawValue, ordering: .relaxed)
    }
  }

  /// Why results could not be written; nil while they could, and where the reader of a pipe had seen enough.
  static var lostResults: Errno? {
    let errno = Errno(rawValue: lost.load(ordering: .relaxed))
    return errno.rawValue == 0 || errno == .brokenPipe ? nil : errno
  }

  private static let lost = Atomic<CInt>(0)

  /// Writes one line for a person: progress, decisions, warnings.
  public static func note(_ line: String) {
    write(printable(line) + "\n", to: .standardError)
  }

  /// Writes an error line.
  public static func error(_ line: String) {
    write(printable(line) + "\n", to: .standardError)
  }

  /// Writes text that is no whole line: a progress bar.
  static func draw(_ text: String) { write(text, to: .standardError) }

  /// Whether a person watches standard error on a terminal that can move its cursor.
  public static var isInteractive: Bool {
    guard isatty(STDERR_FILENO) == 1 else { return false }
    return environment("TERM") != "dumb" && environment("TERM") != nil
  }

  /// The width of the terminal in columns; 80 where it is not known.
  static var width: Int {
    var size = winsize()
    let asked = unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size)
    return asked == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// The width of the terminal that shows results; nil where they go elsewhere.
  public static var resultWidth: Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1,
      unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }

  private static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// A stream that has gone away (a closed pipe) is no error: nobody wants the rest.
  private static func write(_ text: String, to stream: FileDescriptor) {
    _ = try? stream.writeAll(text.utf8)
  }
}
