package import Glibc
package import SystemPackage

/// `posix_spawn` with what this package asks of it.
///
/// Not the package that runs programs elsewhere: it is asynchronous throughout, and imports and grids are not.
package enum Spawning {
  /// Starts `program`, which is also the first of its arguments, with `descriptors` as 0, 1, 2, ... and default signals,
  /// in a process group of its own: what the user types at the terminal ends the parent, which then ends its children.
  package static func start(
    _ program: FilePath, arguments: [String], environment: [String: String],
    descriptors: [FileDescriptor]
  ) throws(Errno) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in descriptors.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, descriptor.rawValue, Int32(number))
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    setSignals(of: &attributes)
    let arguments = [program.string] + arguments
    let environment = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    var process: pid_t = 0
    let status = unsafe withCStrings(arguments) { arguments in
      unsafe withCStrings(environment) { environment in
        unsafe posix_spawn(
          &process, program.string, &actions, &attributes, arguments, environment)
      }
    }
    guard status == 0 else { throw Errno(rawValue: status) }
    return process
  }

  private static func setSignals(of attributes: inout posix_spawnattr_t) {
    var all = sigset_t()
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
  }

  /// Calls `body` with an array of C strings that a null pointer ends.
  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe body(copies + [nil])
  }
}
