import Glibc

/// What a confined process may use, enforced by the kernel.
public struct ResourceLimits: Hashable, Sendable {
  /// The bytes of address space, the program and its libraries included.
  public var addressSpace: Int
  /// The seconds of processor time until the next call of ``Confinement/allowProcessorTime()``.
  public var processorSeconds: Int
  /// How many descriptors there may be; as many as are open means that nothing more can be opened, neither a file nor a
  /// socket.
  public var descriptors: Int

  /// These limits.
  public init(addressSpace: Int, processorSeconds: Int, descriptors: Int) {
    self.addressSpace = addressSpace
    self.processorSeconds = processorSeconds
    self.descriptors = descriptors
  }

  /// Puts the limits in force for good, and with them: no byte written to any file, no core dump.
  ///
  /// - Returns: what is in force, which is less where the user allows less.
  func enforce() throws(SandboxError) -> ResourceLimits {
    var result = self
    result.addressSpace = try Self.lower(RLIMIT_AS, to: addressSpace, "address space")
    try Self.lower(RLIMIT_FSIZE, to: 0, "file size")
    try Self.lower(RLIMIT_CORE, to: 0, "core dump")
    result.descriptors = try Self.lower(RLIMIT_NOFILE, to: descriptors, "open files")
    try allowProcessorTime()
    return result
  }

  /// Lets the process go on for ``processorSeconds`` from now.
  ///
  /// Only the soft limit: the hard one could never be raised again.
  func allowProcessorTime() throws(SandboxError) {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit) == 0 else {
      throw .cannotConfine("processor time", errno)
    }
    let used = clock() / Int(CLOCKS_PER_SEC)
    limit.rlim_cur = min(rlim_t(used + processorSeconds + 1), limit.rlim_max)
    guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit) == 0 else {
      throw .cannotConfine("processor time", errno)
    }
  }

  @discardableResult
  private static func lower(
    _ resource: __rlimit_resource, to value: Int, _ what: String
  ) throws(SandboxError) -> Int {
    let resource = __rlimit_resource_t(resource.rawValue)
    var limit = rlimit()
    guard unsafe getrlimit(resource, &limit) == 0 else { throw .cannotConfine(what, errno) }
    // A stricter limit that the user set stays.
    limit.rlim_max = min(limit.rlim_max, rlim_t(value))
    limit.rlim_cur = limit.rlim_max
    guard unsafe setrlimit(resource, &limit) == 0 else { throw .cannotConfine(what, errno) }
    return Int(limit.rlim_cur)
  }
}
