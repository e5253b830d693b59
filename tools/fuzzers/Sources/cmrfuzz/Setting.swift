import Glibc
import SystemPackage

/// What the environment says about a run; `tools/fuzz` sets it.
enum Setting {
  static let target: FuzzTarget = {
    guard let target = FuzzTarget(rawValue: variable("CMR_FUZZ_TARGET")) else {
      fatalError("CMR_FUZZ_TARGET names no target; see tools/fuzz --list")
    }
    return target
  }()

  /// Where files may be written.
  static let folder = FilePath(variable("CMR_FUZZ_FOLDER"))

  private static func variable(_ name: String) -> String {
    guard let value = unsafe getenv(name) else { fatalError("\(name) is not set; see tools/fuzz") }
    return unsafe String(cString: value)
  }
}
